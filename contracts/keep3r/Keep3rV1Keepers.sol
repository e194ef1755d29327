// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {IKeep3rV1Keepers} from "./interfaces/IKeep3rV1Keepers.sol";
import {Keep3rV1Votes} from "./Keep3rV1Votes.sol";

/// @title Keepers of Keep3r V1
/// @notice Bonds of keepers, what they may do with them, and what governance may do to them
abstract contract Keep3rV1Keepers is IKeep3rV1Keepers, Keep3rV1Votes, ReentrancyGuard {
    using SafeERC20 for IERC20;

    /// @inheritdoc IKeep3rV1Keepers
    uint256 public constant BOND = 3 days;

    /// @inheritdoc IKeep3rV1Keepers
    uint256 public constant UNBOND = 14 days;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address _user => mapping(address _bonding => uint256 _time)) public bondings;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address _user => mapping(address _bonding => uint256 _time)) public canWithdrawAfter;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address _keeper => mapping(address _bonding => uint256 _amount)) public pendingUnbonds;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address _keeper => mapping(address _bonding => uint256 _amount)) public pendingbonds;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address _keeper => mapping(address _bonding => uint256 _amount)) public bonds;

    /// @inheritdoc IKeep3rV1Keepers
    uint256 public totalBonded;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address _keeper => uint256 _time) public firstSeen;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address _keeper => bool _disputed) public disputes;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address _keeper => uint256 _time) public lastJob;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address _keeper => uint256 _amount) public workCompleted;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address _keeper => bool _isKeeper) public keepers;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address _keeper => bool _banned) public blacklist;

    /// @inheritdoc IKeep3rV1Keepers
    address[] public keeperList;

    // Gas left when a job last asked for a keeper: where the gas that is paid for begins.
    uint256 internal _gasAtValidation;

    /// @inheritdoc IKeep3rV1Keepers
    function isKeeper(address _keeper) external returns (bool _isKeeper) {
        _gasAtValidation = gasleft();
        return keepers[_keeper];
    }

    /// @inheritdoc IKeep3rV1Keepers
    function isMinKeeper(
        address _keeper,
        uint256 _minBond,
        uint256 _earned,
        uint256 _age
    ) external returns (bool _isMinKeeper) {
        _gasAtValidation = gasleft();
        return _votingPower(_keeper) >= _minBond && _isExperienced(_keeper, _earned, _age);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function isBondedKeeper(
        address _keeper,
        address _bond,
        uint256 _minBond,
        uint256 _earned,
        uint256 _age
    ) external returns (bool _isBondedKeeper) {
        _gasAtValidation = gasleft();
        return bonds[_keeper][_bond] >= _minBond && _isExperienced(_keeper, _earned, _age);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function bond(address _bonding, uint256 _amount) external nonReentrant {
        require(!blacklist[msg.sender], "bond: blacklisted");
        uint256 _active = block.timestamp + BOND;
        uint256 _received = _collect(_bonding, _amount);
        bondings[msg.sender][_bonding] = _active;
        pendingbonds[msg.sender][_bonding] += _received;
        emit KeeperBonding(msg.sender, block.number, _active, _received);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function activate(address _bonding) external {
        require(!blacklist[msg.sender], "activate: blacklisted");
        require(_isOver(bondings[msg.sender][_bonding]), "activate: bonding");
        _activate(msg.sender, _bonding);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function unbond(address _bonding, uint256 _amount) external {
        uint256 _deactive = block.timestamp + UNBOND;
        canWithdrawAfter[msg.sender][_bonding] = _deactive;
        pendingUnbonds[msg.sender][_bonding] += _amount;
        _removeBonds(msg.sender, _bonding, _amount);
        emit KeeperUnbonding(msg.sender, block.number, _deactive, _amount);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function withdraw(address _bonding) external nonReentrant {
        require(_isOver(canWithdrawAfter[msg.sender][_bonding]), "withdraw: unbonding");
        require(!disputes[msg.sender], "withdraw: disputes");
        uint256 _amount = pendingUnbonds[msg.sender][_bonding];
        pendingUnbonds[msg.sender][_bonding] = 0;
        _send(_bonding, msg.sender, _amount);
        emit KeeperUnbound(msg.sender, block.number, block.timestamp, _amount);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function dispute(address _keeper) external onlyGovernance("dispute: !gov") {
        disputes[_keeper] = true;
        emit KeeperDispute(_keeper, block.number);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function slash(
        address _bonded,
        address _keeper,
        uint256 _amount
    ) external onlyGovernance("slash: !gov") nonReentrant {
        _slash(_bonded, _keeper, _amount);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function revoke(address _keeper) external onlyGovernance("slash: !gov") nonReentrant {
        keepers[_keeper] = false;
        blacklist[_keeper] = true;
        _slash(address(this), _keeper, bonds[_keeper][address(this)]);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function resolve(address _keeper) external onlyGovernance("resolve: !gov") {
        disputes[_keeper] = false;
        emit KeeperResolved(_keeper, block.number);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function getKeepers() external view returns (address[] memory _list) {
        return keeperList;
    }

    /// @inheritdoc Keep3rV1Votes
    function addVotes(address _voter, uint256 _amount) public override onlyGovernance("addVotes: !gov") {
        _activate(_voter, address(this));
        totalBonded += _amount;
        super.addVotes(_voter, _amount);
    }

    /// @inheritdoc Keep3rV1Votes
    function removeVotes(address _voter, uint256 _amount) public override {
        super.removeVotes(_voter, _amount);
        totalBonded -= _amount;
    }

    /// @notice Adds to a keeper's bonds, which are votes too if they are KP3R
    function _addBonds(address _keeper, address _bonding, uint256 _amount) internal {
        bonds[_keeper][_bonding] += _amount;
        if (_bonding != address(this)) return;
        totalBonded += _amount;
        _moveVotes(address(0), delegates[_keeper], _amount);
    }

    /// @notice Takes tokens of the caller
    /// @return _received How many came, which is less where the token takes a fee
    function _collect(address _token, uint256 _amount) internal returns (uint256 _received) {
        if (_token == address(this)) {
            _transfer(msg.sender, address(this), _amount);
            return _amount;
        }
        uint256 _before = IERC20(_token).balanceOf(address(this));
        IERC20(_token).safeTransferFrom(msg.sender, address(this), _amount);
        return IERC20(_token).balanceOf(address(this)) - _before;
    }

    /// @notice Whether a waiting time was set and is over, its last second included
    function _isOver(uint256 _time) internal view returns (bool _over) {
        return _time != 0 && _time < block.timestamp;
    }

    /// @inheritdoc Keep3rV1Votes
    function _votingPower(address _account) internal view override returns (uint256 _votes) {
        return votes[_account] + bonds[_account][address(this)];
    }

    function _activate(address _keeper, address _bonding) private {
        if (firstSeen[_keeper] == 0) {
            firstSeen[_keeper] = block.timestamp;
            lastJob[_keeper] = block.timestamp;
            keeperList.push(_keeper);
        }
        keepers[_keeper] = true;
        uint256 _amount = pendingbonds[_keeper][_bonding];
        pendingbonds[_keeper][_bonding] = 0;
        _addBonds(_keeper, _bonding, _amount);
        emit KeeperBonded(_keeper, block.number, block.timestamp, bonds[_keeper][_bonding]);
    }

    function _removeBonds(address _keeper, address _bonding, uint256 _amount) private {
        uint256 _bonded = bonds[_keeper][_bonding];
        if (_amount > _bonded) revert InsufficientBonds(_keeper, _bonded, _amount);
        bonds[_keeper][_bonding] = _bonded - _amount;
        if (_bonding != address(this)) return;
        totalBonded -= _amount;
        _moveVotes(delegates[_keeper], address(0), _amount);
    }

    function _slash(address _bonded, address _keeper, uint256 _amount) private {
        _removeBonds(_keeper, _bonded, _amount);
        disputes[_keeper] = false;
        _send(_bonded, governance, _amount);
        emit KeeperSlashed(_keeper, msg.sender, block.number, _amount);
    }

    function _send(address _token, address _to, uint256 _amount) private {
        if (_token == address(this)) _transfer(address(this), _to, _amount);
        else IERC20(_token).safeTransfer(_to, _amount);
    }

    function _isExperienced(
        address _keeper,
        uint256 _earned,
        uint256 _age
    ) private view returns (bool _experienced) {
        return
            keepers[_keeper] &&
            workCompleted[_keeper] >= _earned &&
            block.timestamp - firstSeen[_keeper] >= _age;
    }
}
