// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Keep3rV1Governance} from "./Keep3rV1Governance.sol";
import {Keep3rV1Liquidity} from "./Keep3rV1Liquidity.sol";

/// @title Keep3r V1
/// @notice KP3R: the token that Keep3r V2 pays keepers with, its votes and its governance; and the first Keep3r
///         Network, with keepers, jobs, and credits that liquidity brings
/// @dev Stands in for the contract at 0x1cEB5cB57C4D4E2b2433641b95Dd330A33185A44, which is published without
///      bytecode: functions, events and signatures are those of the interface that the package keep3r-v2 ships.
///      Governance, keepers, jobs and liquidity refuse with mainnet's texts; token, signatures and votes refuse with
///      custom errors. Storage is laid out in its own way.
contract Keep3rV1 is Keep3rV1Liquidity {
    /// @notice The deployer becomes governance; there is no KP3R yet
    /// @param _kph The helper that quotes gas in KP3R
    constructor(address _kph) Keep3rV1Governance(_kph) {}
}
