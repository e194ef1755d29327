// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernable} from "keep3r-v2/solidity/interfaces/peripherals/IGovernable.sol";

/// @title Two-step governance as Keep3r V2's contracts have it
/// @notice Governance proposes a successor, who then accepts
abstract contract Governable is IGovernable {
    /// @inheritdoc IGovernable
    address public governance;

    /// @inheritdoc IGovernable
    address public pendingGovernance;

    /// @notice Lets only governance through
    modifier onlyGovernance() {
        if (msg.sender != governance) revert OnlyGovernance();
        _;
    }

    /// @dev Throws NoGovernanceZeroAddress
    /// @param _governance Who governs first
    constructor(address _governance) {
        if (_governance == address(0)) revert NoGovernanceZeroAddress();
        governance = _governance;
    }

    /// @inheritdoc IGovernable
    function setGovernance(address _governance) external onlyGovernance {
        pendingGovernance = _governance;
        emit GovernanceProposal(_governance);
    }

    /// @inheritdoc IGovernable
    function acceptGovernance() external {
        if (msg.sender != pendingGovernance) revert OnlyPendingGovernance();
        governance = msg.sender;
        pendingGovernance = address(0);
        emit GovernanceSet(msg.sender);
    }
}
