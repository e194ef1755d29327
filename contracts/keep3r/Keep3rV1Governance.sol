// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

import {IKeep3rV1Governance} from "./interfaces/IKeep3rV1Governance.sol";

/// @title Governance of Keep3r V1
/// @notice Who governs KP3R, how that is handed over, and the settings that governance holds
abstract contract Keep3rV1Governance is IKeep3rV1Governance {
    /// @inheritdoc IKeep3rV1Governance
    address public override governance;

    /// @inheritdoc IKeep3rV1Governance
    address public override pendingGovernance;

    /// @inheritdoc IKeep3rV1Governance
    address public override KPRH;

    /// @notice Lets only governance through
    /// @param _refusal The text to refuse others with: on mainnet each function has its own
    modifier onlyGovernance(string memory _refusal) {
        require(msg.sender == governance, _refusal);
        _;
    }

    /// @param _keep3rHelper The helper that quotes gas in KP3R
    constructor(address _keep3rHelper) {
        governance = msg.sender;
        KPRH = _keep3rHelper;
    }

    /// @inheritdoc IKeep3rV1Governance
    function setGovernance(address _governance) external override onlyGovernance("setGovernance: !gov") {
        pendingGovernance = _governance;
    }

    /// @inheritdoc IKeep3rV1Governance
    function acceptGovernance() external override {
        require(msg.sender == pendingGovernance, "acceptGovernance: !pendingGov");
        governance = msg.sender;
    }

    /// @inheritdoc IKeep3rV1Governance
    function setKeep3rHelper(
        address _keep3rHelper
    ) external override onlyGovernance("setKeep3rHelper: !gov") {
        KPRH = _keep3rHelper;
    }
}
