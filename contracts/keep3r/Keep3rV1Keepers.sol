// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {EntryGuard} from "./EntryGuard.sol";
import {IKeep3rV1Keepers} from "./interfaces/IKeep3rV1Keepers.sol";
import {IKeep3rV1Votes} from "./interfaces/IKeep3rV1Votes.sol";
import {Keep3rV1Votes} from "./Keep3rV1Votes.sol";
import {OtherTokens} from "./libraries/OtherTokens.sol";
import {RefusingMath} from "./libraries/RefusingMath.sol";

/// @title Keepers of Keep3r V1
/// @notice Bonds of keepers, what they may do with them, and what governance may do to them
/// @dev A token that is moved can call back. What it finds then, and what it changes, is as on mainnet: so books are
///      not always closed before a token moves, and are read anew after it.
abstract contract Keep3rV1Keepers is IKeep3rV1Keepers, Keep3rV1Votes, EntryGuard {
    using OtherTokens for address;
    using RefusingMath for uint256;

    /// @inheritdoc IKeep3rV1Keepers
    uint256 public constant override BOND = 3 days;

    /// @inheritdoc IKeep3rV1Keepers
    uint256 public constant override UNBOND = 14 days;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address => mapping(address => uint256)) public override bondings;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address => mapping(address => uint256)) public override unbondings;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address => mapping(address => uint256)) public override partialUnbonding;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address => mapping(address => uint256)) public override pendingbonds;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address => mapping(address => uint256)) public override bonds;

    /// @inheritdoc IKeep3rV1Keepers
    uint256 public override totalBonded;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address => uint256) public override firstSeen;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address => bool) public override disputes;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address => uint256) public override lastJob;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address => uint256) public override workCompleted;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address => bool) public override keepers;

    /// @inheritdoc IKeep3rV1Keepers
    mapping(address => bool) public override blacklist;

    /// @inheritdoc IKeep3rV1Keepers
    address[] public override keeperList;

    // Gas left when a job last asked for a keeper: where the gas that is paid for begins.
    uint256 internal _gasAtValidation;

    /// @inheritdoc IKeep3rV1Keepers
    function isKeeper(address _keeper) external override returns (bool _isKeeper) {
        _gasAtValidation = gasleft();
        return keepers[_keeper];
    }

    /// @inheritdoc IKeep3rV1Keepers
    function isMinKeeper(
        address _keeper,
        uint256 _minBond,
        uint256 _earned,
        uint256 _age
    ) external override returns (bool _isMinKeeper) {
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
    ) external override returns (bool _isBondedKeeper) {
        _gasAtValidation = gasleft();
        return bonds[_keeper][_bond] >= _minBond && _isExperienced(_keeper, _earned, _age);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function bond(address _bonding, uint256 _amount) external override nonReentrant {
        require(!blacklist[msg.sender], "bond: blacklisted");
        bondings[msg.sender][_bonding] = block.timestamp + BOND;
        uint256 _received = _amount;
        if (_bonding == address(this)) _transfer(msg.sender, address(this), _amount);
        else _received = _collect(_bonding, _amount);
        pendingbonds[msg.sender][_bonding] = pendingbonds[msg.sender][_bonding].add(_received);
        emit KeeperBonding(msg.sender, block.number, bondings[msg.sender][_bonding], _received);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function activate(address _bonding) external override {
        require(!blacklist[msg.sender], "activate: blacklisted");
        require(_isOver(bondings[msg.sender][_bonding]), "activate: bonding");
        _activate(msg.sender, _bonding);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function unbond(address _bonding, uint256 _amount) external override {
        unbondings[msg.sender][_bonding] = block.timestamp + UNBOND;
        _removeBonds(msg.sender, _bonding, _amount);
        partialUnbonding[msg.sender][_bonding] = partialUnbonding[msg.sender][_bonding].add(_amount);
        emit KeeperUnbonding(msg.sender, block.number, unbondings[msg.sender][_bonding], _amount);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function withdraw(address _bonding) external override nonReentrant {
        require(_isOver(unbondings[msg.sender][_bonding]), "withdraw: unbonding");
        require(!disputes[msg.sender], "withdraw: disputes");
        _send(_bonding, msg.sender, partialUnbonding[msg.sender][_bonding]);
        emit KeeperUnbound(msg.sender, block.number, block.timestamp, partialUnbonding[msg.sender][_bonding]);
        partialUnbonding[msg.sender][_bonding] = 0;
    }

    /// @inheritdoc IKeep3rV1Keepers
    function dispute(address _keeper) external override onlyGovernance("dispute: !gov") {
        disputes[_keeper] = true;
        emit KeeperDispute(_keeper, block.number);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function revoke(address _keeper) external override onlyGovernance("slash: !gov") {
        keepers[_keeper] = false;
        blacklist[_keeper] = true;
        slash(address(this), _keeper, bonds[_keeper][address(this)]);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function resolve(address _keeper) external override onlyGovernance("resolve: !gov") {
        disputes[_keeper] = false;
        emit KeeperResolved(_keeper, block.number);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function getKeepers() external view override returns (address[] memory _list) {
        return keeperList;
    }

    /// @inheritdoc IKeep3rV1Votes
    function addVotes(address _voter, uint256 _amount) external override onlyGovernance("addVotes: !gov") {
        _activate(_voter, address(this));
        votes[_voter] = votes[_voter].add(_amount);
        totalBonded = totalBonded.add(_amount);
        _moveVotes(address(0), delegates[_voter], _amount);
    }

    /// @inheritdoc IKeep3rV1Votes
    function removeVotes(address _voter, uint256 _amount) external override onlyGovernance("addVotes: !gov") {
        votes[_voter] = votes[_voter].sub(_amount);
        totalBonded = totalBonded.sub(_amount);
        _moveVotes(delegates[_voter], address(0), _amount);
    }

    /// @inheritdoc IKeep3rV1Keepers
    function slash(
        address _bonded,
        address _keeper,
        uint256 _amount
    ) public override nonReentrant onlyGovernance("slash: !gov") {
        _send(_bonded, governance, _amount);
        _removeBonds(_keeper, _bonded, _amount);
        disputes[_keeper] = false;
        emit KeeperSlashed(_keeper, msg.sender, block.number, _amount);
    }

    /// @notice Adds to a keeper's bonds, which are votes too if they are KP3R
    function _addBonds(address _keeper, address _bonding, uint256 _amount) internal {
        bonds[_keeper][_bonding] = bonds[_keeper][_bonding].add(_amount);
        if (_bonding != address(this)) return;
        totalBonded = totalBonded.add(_amount);
        _moveVotes(address(0), delegates[_keeper], _amount);
    }

    /// @notice Takes a token of the caller
    /// @return _received How much came, which is less where the token takes a fee
    function _collect(address _token, uint256 _amount) internal returns (uint256 _received) {
        uint256 _before = IERC20(_token).balanceOf(address(this));
        _token.take(_amount);
        return IERC20(_token).balanceOf(address(this)).sub(_before);
    }

    /// @notice Whether a waiting time was set and is over, its last second included
    function _isOver(uint256 _time) internal view returns (bool _over) {
        return _time != 0 && _time < block.timestamp;
    }

    /// @inheritdoc Keep3rV1Votes
    function _votingPower(address _account) internal view override returns (uint256 _votes) {
        return votes[_account].add(bonds[_account][address(this)]);
    }

    function _activate(address _keeper, address _bonding) private {
        if (firstSeen[_keeper] == 0) {
            firstSeen[_keeper] = block.timestamp;
            lastJob[_keeper] = block.timestamp;
            keeperList.push(_keeper);
        }
        keepers[_keeper] = true;
        _addBonds(_keeper, _bonding, pendingbonds[_keeper][_bonding]);
        pendingbonds[_keeper][_bonding] = 0;
        emit KeeperBonded(_keeper, block.number, block.timestamp, bonds[_keeper][_bonding]);
    }

    function _removeBonds(address _keeper, address _bonding, uint256 _amount) private {
        bonds[_keeper][_bonding] = bonds[_keeper][_bonding].sub(_amount);
        if (_bonding != address(this)) return;
        totalBonded = totalBonded.sub(_amount);
        _moveVotes(delegates[_keeper], address(0), _amount);
    }

    function _send(address _token, address _to, uint256 _amount) private {
        if (_token == address(this)) _transfer(address(this), _to, _amount);
        else _token.send(_to, _amount);
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
