// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

import {Keep3r} from "keep3r-v2/solidity/contracts/Keep3r.sol";

/// @title Keep3r V2 with an inflation period twice as long
/// @notice Changes a parameter. A job's liquidity earns its own KP3R in 68 days, where mainnet's takes 34:
///
///         period credits = KP3R in the liquidity * reward period / inflation period
///
///         So every job has half the credits. What keepers are paid does not depend on it, and takes twice the share
contract Keep3rSlowInflation is Keep3r {
    /// @notice Takes what mainnet's deployment gave
    constructor(
        address _governance,
        address _keep3rHelper,
        address _keep3rV1,
        address _keep3rV1Proxy,
        address _kp3rWethPool
    ) Keep3r(_governance, _keep3rHelper, _keep3rV1, _keep3rV1Proxy, _kp3rWethPool) {
        inflationPeriod = 68 days;
    }
}
