// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Scaling} from "./Scaling.sol";

/// @title A contract that is linked to a library
/// @notice Cannot be deployed before `Scaling` is
contract LinkedSampler {
    /// @notice What numbers are scaled by
    uint256 public immutable factor;

    /// @param _factor What numbers are scaled by
    constructor(uint256 _factor) {
        factor = _factor;
    }

    /// @notice A number, scaled by the library
    /// @param _value The number
    /// @return _scaled The product with the factor
    function scaled(uint256 _value) external view returns (uint256 _scaled) {
        return Scaling.scale(_value, factor);
    }
}
