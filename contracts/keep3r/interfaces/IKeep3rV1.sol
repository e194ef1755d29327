// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

import {IKeep3rV1Governance} from "./IKeep3rV1Governance.sol";
import {IKeep3rV1Jobs} from "./IKeep3rV1Jobs.sol";
import {IKeep3rV1Keepers} from "./IKeep3rV1Keepers.sol";
import {IKeep3rV1Liquidity} from "./IKeep3rV1Liquidity.sol";
import {IKeep3rV1Token} from "./IKeep3rV1Token.sol";
import {IKeep3rV1Votes} from "./IKeep3rV1Votes.sol";

/// @title Keep3r V1
/// @notice KP3R, the token that Keep3r V2 pays keepers with, its votes and its governance; and the first Keep3r
///         Network: keepers, jobs, and credits that liquidity brings
/// @dev All functions and events of the contract at 0x1cEB5cB57C4D4E2b2433641b95Dd330A33185A44, and no others.
interface IKeep3rV1 is
    IKeep3rV1Liquidity,
    IKeep3rV1Jobs,
    IKeep3rV1Keepers,
    IKeep3rV1Votes,
    IKeep3rV1Token,
    IKeep3rV1Governance
{}
