// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;
// As Keep3rV1.sol: answers are taken for what their lower bits say.
pragma abicoder v1;

import {IJobProposals} from "./interfaces/IJobProposals.sol";
import {IKeep3rV1Liquidity} from "./interfaces/IKeep3rV1Liquidity.sol";
import {ILiquidityPair} from "./interfaces/ILiquidityPair.sol";
import {Keep3rV1Jobs} from "./Keep3rV1Jobs.sol";
import {OtherTokens} from "./libraries/OtherTokens.sol";
import {RefusingMath} from "./libraries/RefusingMath.sol";

/// @title Liquidity of Keep3r V1's jobs
/// @notice Turns liquidity of KP3R pairs into credits, and back
abstract contract Keep3rV1Liquidity is IKeep3rV1Liquidity, Keep3rV1Jobs {
    using OtherTokens for address;
    using RefusingMath for uint256;

    /// @inheritdoc IKeep3rV1Liquidity
    uint256 public constant override LIQUIDITYBOND = 3 days;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address => bool) public override liquidityAccepted;

    /// @inheritdoc IKeep3rV1Liquidity
    address[] public override liquidityPairs;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address => mapping(address => mapping(address => uint256))) public override liquidityProvided;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address => mapping(address => mapping(address => uint256))) public override liquidityAmount;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address => mapping(address => mapping(address => uint256))) public override liquidityApplied;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address => mapping(address => mapping(address => uint256))) public override liquidityUnbonding;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address => mapping(address => mapping(address => uint256)))
        public
        override liquidityAmountsUnbonding;

    /// @inheritdoc IKeep3rV1Liquidity
    mapping(address => uint256) public override jobProposalDelay;

    /// @notice Lets only accepted pairs through
    /// @param _liquidity The pair
    modifier onlyAccepted(address _liquidity) {
        require(liquidityAccepted[_liquidity], "addLiquidityToJob: !pair");
        _;
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function approveLiquidity(address _liquidity) external override onlyGovernance("approveLiquidity: !gov") {
        require(!liquidityAccepted[_liquidity], "approveLiquidity: !pair");
        liquidityAccepted[_liquidity] = true;
        liquidityPairs.push(_liquidity);
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function revokeLiquidity(address _liquidity) external override onlyGovernance("revokeLiquidity: !gov") {
        liquidityAccepted[_liquidity] = false;
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function addLiquidityToJob(
        address _liquidity,
        address _job,
        uint256 _amount
    ) external override nonReentrant onlyAccepted(_liquidity) {
        _liquidity.take(_amount);
        _increase(liquidityProvided, _liquidity, _job, _amount);
        liquidityApplied[msg.sender][_liquidity][_job] = block.timestamp + LIQUIDITYBOND;
        _increase(liquidityAmount, _liquidity, _job, _amount);
        if (!jobs[_job] && jobProposalDelay[_job] < block.timestamp) {
            IJobProposals(governance).proposeJob(_job);
            jobProposalDelay[_job] = block.timestamp + UNBOND;
        }
        emit SubmitJob(_job, _liquidity, msg.sender, block.number, _amount);
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function applyCreditToJob(
        address _provider,
        address _liquidity,
        address _job
    ) external override onlyAccepted(_liquidity) {
        uint256 _appliedFrom = liquidityApplied[_provider][_liquidity][_job];
        require(_appliedFrom != 0, "credit: no bond");
        require(_isOver(_appliedFrom), "credit: bonding");
        uint256 _credit = _representedKp3r(_liquidity, liquidityAmount[_provider][_liquidity][_job]);
        liquidityAmount[_provider][_liquidity][_job] = 0;
        _mintCredits(_job, _credit);
        emit ApplyCredit(_job, _liquidity, _provider, block.number, _credit);
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function unbondLiquidityFromJob(address _liquidity, address _job, uint256 _amount) external override {
        require(liquidityAmount[msg.sender][_liquidity][_job] == 0, "credit: pending credit");
        liquidityUnbonding[msg.sender][_liquidity][_job] = block.timestamp + UNBOND;
        require(
            _increase(liquidityAmountsUnbonding, _liquidity, _job, _amount) <=
                liquidityProvided[msg.sender][_liquidity][_job],
            "unbondLiquidityFromJob: insufficient funds"
        );
        _burnCredits(_job, _representedKp3r(_liquidity, _amount));
        emit UnbondJob(_job, _liquidity, msg.sender, block.number, _amount);
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function removeLiquidityFromJob(address _liquidity, address _job) external override {
        uint256 _unbondedFrom = liquidityUnbonding[msg.sender][_liquidity][_job];
        require(_unbondedFrom != 0, "removeJob: unbond");
        require(_isOver(_unbondedFrom), "removeJob: unbonding");
        uint256 _amount = liquidityAmountsUnbonding[msg.sender][_liquidity][_job];
        liquidityProvided[msg.sender][_liquidity][_job] = liquidityProvided[msg.sender][_liquidity][_job].sub(
            _amount
        );
        liquidityAmountsUnbonding[msg.sender][_liquidity][_job] = 0;
        _liquidity.send(msg.sender, _amount);
        emit RemoveJob(_job, _liquidity, msg.sender, block.number, _amount);
    }

    /// @inheritdoc IKeep3rV1Liquidity
    function pairs() external view override returns (address[] memory _list) {
        return liquidityPairs;
    }

    /// @notice Adds to one of the caller's amounts
    /// @return _sum What it amounts to now
    function _increase(
        mapping(address => mapping(address => mapping(address => uint256))) storage _amounts,
        address _liquidity,
        address _job,
        uint256 _amount
    ) private returns (uint256 _sum) {
        _sum = _amounts[msg.sender][_liquidity][_job].add(_amount);
        _amounts[msg.sender][_liquidity][_job] = _sum;
    }

    /// @notice Burns credits of a job, as many as there are at most: a job may have paid with them
    function _burnCredits(address _job, uint256 _amount) private {
        uint256 _left = credits[_job][address(this)];
        uint256 _burnt = _amount > _left ? _left : _amount;
        credits[_job][address(this)] = _left - _burnt;
        _burn(address(this), _burnt);
    }

    /// @notice A liquidity's part of the KP3R that lies in its pair; nothing if the pair is none of KP3R
    function _representedKp3r(address _liquidity, uint256 _amount) private view returns (uint256 _kp3r) {
        ILiquidityPair _pair = ILiquidityPair(_liquidity);
        return _reserveOf(_pair).mul(_amount).div(_pair.totalSupply());
    }

    function _reserveOf(ILiquidityPair _pair) private view returns (uint256 _reserve) {
        (uint256 _reserve0, uint256 _reserve1, ) = _pair.getReserves();
        if (_pair.token0() == address(this)) return _reserve0;
        return _pair.token1() == address(this) ? _reserve1 : 0;
    }
}
