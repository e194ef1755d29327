// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;
// Mainnet's compiler ignored what stands beyond an address or a small number in calldata and in answers. The newer
// coder refuses it.
pragma abicoder v1;

import {Keep3rV1Governance} from "./Keep3rV1Governance.sol";
import {Keep3rV1Liquidity} from "./Keep3rV1Liquidity.sol";
import {IKeep3rV1} from "./interfaces/IKeep3rV1.sol";

/// @title Keep3r V1
/// @notice KP3R: the token that Keep3r V2 pays keepers with, its votes and its governance; and the first Keep3r
///         Network, with keepers, jobs, and credits that liquidity brings
/// @dev Stands in for the contract at 0x1cEB5cB57C4D4E2b2433641b95Dd330A33185A44, whose bytecode no package ships.
///      Written anew: functions, events, their order, refusals and which check comes first are mainnet's, as recorded
///      from its code (test/reference/keep3r-v1). Code, layout of storage and gas are its own.
contract Keep3rV1 is IKeep3rV1, Keep3rV1Liquidity {
    /// @notice The deployer becomes governance; there is no KP3R yet
    /// @param _kph The helper that quotes gas in KP3R
    constructor(address _kph) Keep3rV1Governance(_kph) {}
}
