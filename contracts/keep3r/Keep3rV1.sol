// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Keep3rV1Governance} from "./Keep3rV1Governance.sol";
import {Keep3rV1Votes} from "./Keep3rV1Votes.sol";

/// @title Keep3r V1
/// @notice KP3R: the token that Keep3r V2 pays keepers with, its votes and its governance
/// @dev Stands in for the contract at 0x1cEB5cB57C4D4E2b2433641b95Dd330A33185A44, which is published without
///      bytecode: functions, events and signatures are those of the interface that the package keep3r-v2 ships,
///      refusals are custom errors. V1's jobs, keepers and credits are not part of it; they would be a further
///      base contract on top of the votes.
contract Keep3rV1 is Keep3rV1Votes {
    /// @notice The deployer becomes governance; there is no KP3R yet
    /// @param _kph The helper that quotes gas in KP3R
    constructor(address _kph) Keep3rV1Governance(_kph) {}
}
