// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

/// @title Governance that lets its voters decide about jobs
/// @notice What Keep3r V1 asks of its governance when liquidity is added to a contract that is no job
interface IJobProposals {
    /// @notice Proposes a job
    /// @param _job The contract
    function proposeJob(address _job) external;
}
