// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

/// @title Governance of Keep3r V1
/// @notice One address governs the token. It hands over in two steps, so that a mistyped address cannot take over.
/// @dev V1 emits no event when governance or the helper changes. Refusals are mainnet's texts, in quotes below.
interface IKeep3rV1Governance {
    /// @notice Who governs: the deployer at first
    /// @return _governance The governing address
    function governance() external view returns (address _governance);

    /// @notice Who was last proposed to govern; keeps its value after the hand-over, as V1's does
    /// @return _pendingGovernance The proposed address, zero when there was never a proposal
    function pendingGovernance() external view returns (address _pendingGovernance);

    /// @notice The helper that quotes gas in KP3R for V1's jobs
    /// @return _keep3rHelper The helper's address
    function KPRH() external view returns (address _keep3rHelper);

    /// @notice Proposes who governs next; replaces an earlier proposal
    /// @dev Throws "setGovernance: !gov"
    /// @param _governance The proposed address; zero withdraws the proposal
    function setGovernance(address _governance) external;

    /// @notice Takes over governance as the address that was proposed
    /// @dev Throws "acceptGovernance: !pendingGov"
    function acceptGovernance() external;

    /// @notice Replaces the helper
    /// @dev Throws "setKeep3rHelper: !gov"
    /// @param _keep3rHelper The new helper's address
    function setKeep3rHelper(address _keep3rHelper) external;
}
