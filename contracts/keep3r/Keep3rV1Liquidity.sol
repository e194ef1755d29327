// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IJobProposals} from "./interfaces/IJobProposals.sol";
import {IKeep3rV1Liquidity} from "./interfaces/IKeep3rV1Liquidity.sol";
import {ILiquidityPair} from "./interfaces/ILiquidityPair.sol";
import {Keep3rV1Jobs} from "./Keep3rV1Jobs.sol";

/// @title Liquidity of Keep3r V1's jobs
/// @notice Turns liquidity of KP3R pairs into credits, and back
abstract contract Keep3rV1Liquidity is IKeep3rV1Liquidity, Keep3rV1Jobs {
    using SafeERC20 for IERC20;

    /// @inheritdoc IKeep3rV1Liquidity
    uint256 public constant LIQUIDITYBOND = 3 days;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address _liquidity => bool _accepted) public liquidityAccepted;

    /// @inheritdoc IKeep3rV1Liquidity
    address[] public liquidityPairs;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address _provider => mapping(address _liquidity => mapping(address _job => uint256 _amount)))
        public liquidityProvided;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address _provider => mapping(address _liquidity => mapping(address _job => uint256 _amount)))
        public liquidityAmount;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address _provider => mapping(address _liquidity => mapping(address _job => uint256 _time)))
        public liquidityApplied;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address _provider => mapping(address _liquidity => mapping(address _job => uint256 _time)))
        public liquidityUnbonding;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address _provider => mapping(address _liquidity => mapping(address _job => uint256 _amount)))
        public liquidityAmountsUnbonding;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address _job => uint256 _time) public jobProposalDelay;

    /// @notice Lets only accepted pairs through
    /// @param _liquidity The pair
    modifier onlyAccepted(address _liquidity) {
        require(liquidityAccepted[_liquidity], "addLiquidityToJob: !pair");
        _;
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function approveLiquidity(address _liquidity) external onlyGovernance("approveLiquidity: !gov") {
        require(!liquidityAccepted[_liquidity], "approveLiquidity: !pair");
        liquidityAccepted[_liquidity] = true;
        liquidityPairs.push(_liquidity);
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function revokeLiquidity(address _liquidity) external onlyGovernance("revokeLiquidity: !gov") {
        liquidityAccepted[_liquidity] = false;
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function addLiquidityToJob(
        address _liquidity,
        address _job,
        uint256 _amount
    ) external nonReentrant onlyAccepted(_liquidity) {
        liquidityProvided[msg.sender][_liquidity][_job] += _amount;
        liquidityAmount[msg.sender][_liquidity][_job] += _amount;
        liquidityApplied[msg.sender][_liquidity][_job] = block.timestamp + LIQUIDITYBOND;
        IERC20(_liquidity).safeTransferFrom(msg.sender, address(this), _amount);
        if (!jobs[_job] && jobProposalDelay[_job] < block.timestamp) {
            jobProposalDelay[_job] = block.timestamp + UNBOND;
            IJobProposals(governance).proposeJob(_job);
        }
        emit SubmitJob(_job, _liquidity, msg.sender, block.number, _amount);
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function applyCreditToJob(
        address _provider,
        address _liquidity,
        address _job
    ) external onlyAccepted(_liquidity) {
        uint256 _appliedFrom = liquidityApplied[_provider][_liquidity][_job];
        require(_appliedFrom != 0, "credit: no bond");
        require(_isOver(_appliedFrom), "credit: bonding");
        uint256 _credit = _representedKp3r(_liquidity, liquidityAmount[_provider][_liquidity][_job]);
        liquidityAmount[_provider][_liquidity][_job] = 0;
        _mintCredits(_job, _credit);
        emit ApplyCredit(_job, _liquidity, _provider, block.number, _credit);
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function unbondLiquidityFromJob(address _liquidity, address _job, uint256 _amount) external {
        require(liquidityAmount[msg.sender][_liquidity][_job] == 0, "credit: pending credit");
        uint256 _unbonding = liquidityAmountsUnbonding[msg.sender][_liquidity][_job] + _amount;
        require(
            _unbonding <= liquidityProvided[msg.sender][_liquidity][_job],
            "unbondLiquidityFromJob: insufficient funds"
        );
        liquidityAmountsUnbonding[msg.sender][_liquidity][_job] = _unbonding;
        liquidityUnbonding[msg.sender][_liquidity][_job] = block.timestamp + UNBOND;
        _burnCredits(_job, _representedKp3r(_liquidity, _amount));
        emit UnbondJob(_job, _liquidity, msg.sender, block.number, _amount);
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function removeLiquidityFromJob(address _liquidity, address _job) external {
        uint256 _unbondedFrom = liquidityUnbonding[msg.sender][_liquidity][_job];
        require(_unbondedFrom != 0, "removeJob: unbond");
        require(_isOver(_unbondedFrom), "removeJob: unbonding");
        uint256 _amount = liquidityAmountsUnbonding[msg.sender][_liquidity][_job];
        liquidityAmountsUnbonding[msg.sender][_liquidity][_job] = 0;
        liquidityProvided[msg.sender][_liquidity][_job] -= _amount;
        IERC20(_liquidity).safeTransfer(msg.sender, _amount);
        emit RemoveJob(_job, _liquidity, msg.sender, block.number, _amount);
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function pairs() external view returns (address[] memory _list) {
        return liquidityPairs;
    }

    /// @notice Burns credits of a job, as many as there are at most: a job may have paid with them
    function _burnCredits(address _job, uint256 _amount) private {
        uint256 _left = credits[_job][address(this)];
        uint256 _burnt = Math.min(_amount, _left);
        credits[_job][address(this)] = _left - _burnt;
        _burn(address(this), _burnt);
    }

    /// @notice A liquidity's part of the KP3R that lies in its pair
    function _representedKp3r(address _liquidity, uint256 _amount) private view returns (uint256 _kp3r) {
        ILiquidityPair _pair = ILiquidityPair(_liquidity);
        (uint256 _reserve0, uint256 _reserve1, ) = _pair.getReserves();
        uint256 _reserve = _pair.token0() == address(this) ? _reserve0 : _reserve1;
        return (_reserve * _amount) / _pair.totalSupply();
    }
}
