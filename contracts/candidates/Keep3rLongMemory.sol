// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

import {Keep3r} from "keep3r-v2/solidity/contracts/Keep3r.sol";
import {
    IKeep3rJobFundableLiquidity,
    Math
} from "keep3r-v2/solidity/contracts/peripherals/jobs/Keep3rJobFundableLiquidity.sol";

/// @title Keep3r V2 that keeps unspent credits for four reward periods
/// @notice Changes a rule. On mainnet a new period's credits replace what is left of the old one's; here they are
///         added to it, until four periods' worth is there:
///
///         liquidity credits = min(unspent + full periods since the last reward * period credits,
///                                 4 * period credits)
///
///         The total of an idle job grows in one straight line for four periods, and what a job does not spend in a
///         quiet time it can spend in a busy one. Periods are counted from the last reward, not from the epoch
contract Keep3rLongMemory is Keep3r {
    /// @notice How many reward periods' worth of unspent credits a job keeps
    uint256 public constant MEMORY_PERIODS = 4;

    /// @notice Takes what mainnet's deployment gave
    constructor(
        address _governance,
        address _keep3rHelper,
        address _keep3rV1,
        address _keep3rV1Proxy,
        address _kp3rWethPool
    ) Keep3r(_governance, _keep3rHelper, _keep3rV1, _keep3rV1Proxy, _kp3rWethPool) {}

    /// @notice The most liquidity credits that a job gets by waiting, at the current quote; KP3R, 18 decimals
    /// @param _job The job
    function creditLimit(address _job) external view returns (uint256 _limit) {
        _limit = MEMORY_PERIODS * jobPeriodCredits(_job);
    }

    /// @inheritdoc IKeep3rJobFundableLiquidity
    function jobLiquidityCredits(address _job) public view override returns (uint256 _liquidityCredits) {
        _liquidityCredits = _remembered(_job, _jobPeriodCredits[_job], jobPeriodCredits(_job));
    }

    /// @inheritdoc IKeep3rJobFundableLiquidity
    function totalJobCredits(address _job) external view override returns (uint256 _credits) {
        uint256 _sinceFullPeriod = (block.timestamp - rewardedAt[_job]) % rewardPeriodTime;
        _credits = jobLiquidityCredits(_job) + _phase(_sinceFullPeriod, jobPeriodCredits(_job));
    }

    /// @notice Credits the full periods since the last reward, on top of what is left
    /// @dev Within a period V2's own function is right: it only values at the new quote what is there
    function _updateJobCreditsIfNeeded(address _job) internal override returns (bool _rewarded) {
        uint256 _periods = _fullPeriods(_job);
        if (_periods == 0) return super._updateJobCreditsIfNeeded(_job);

        uint256 _quotedAt = _jobPeriodCredits[_job];
        _updateJobPeriod(_job);
        _jobLiquidityCredits[_job] = _remembered(_job, _quotedAt, _jobPeriodCredits[_job]);
        rewardedAt[_job] += _periods * rewardPeriodTime;
        _rewarded = true;
    }

    /// @notice As V2's, but for the limit: adding liquidity costs a job none of what it has saved
    function _settleJobAccountance(address _job) internal override {
        _updateJobCreditsIfNeeded(_job);
        _rewardJobCredits(_job);
        _jobLiquidityCredits[_job] = Math.min(
            _jobLiquidityCredits[_job],
            MEMORY_PERIODS * _jobPeriodCredits[_job]
        );
    }

    /// @notice Liquidity credits at a new quote, with the full periods since the last reward
    /// @param _quotedAt Period credits at the quote that the stored credits are valued at
    /// @param _periodCredits Period credits at the new quote
    function _remembered(
        address _job,
        uint256 _quotedAt,
        uint256 _periodCredits
    ) internal view returns (uint256 _credits) {
        _credits = _jobLiquidityCredits[_job];
        if (_periodCredits > 0 && _quotedAt > 0) _credits = (_credits * _periodCredits) / _quotedAt;

        uint256 _periods = _fullPeriods(_job);
        if (_periods == 0) return _credits;
        _credits = Math.min(_credits + _periods * _periodCredits, MEMORY_PERIODS * _periodCredits);
    }

    /// @notice How many full reward periods have passed since the job was last rewarded
    function _fullPeriods(address _job) internal view returns (uint256 _periods) {
        _periods = (block.timestamp - rewardedAt[_job]) / rewardPeriodTime;
    }
}
