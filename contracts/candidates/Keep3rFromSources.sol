// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

import {Keep3r} from "keep3r-v2/solidity/contracts/Keep3r.sol";

/// @title Keep3r V2 from its own sources, unchanged
/// @notice Start a candidate of your own from a copy of this file. As it is, its code is mainnet's to the last
///         byte that runs, so every recording comes out the same
contract Keep3rFromSources is Keep3r {
    /// @notice Takes what mainnet's deployment gave
    constructor(
        address _governance,
        address _keep3rHelper,
        address _keep3rV1,
        address _keep3rV1Proxy,
        address _kp3rWethPool
    ) Keep3r(_governance, _keep3rHelper, _keep3rV1, _keep3rV1Proxy, _kp3rWethPool) {}
}
