// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A library with an address of its own
/// @notice Its function is external, so that a contract that uses it must be linked to it
library Scaling {
    /// @notice Scales a number
    /// @param _value The number
    /// @param _factor By how much
    /// @return _scaled The product
    function scale(uint256 _value, uint256 _factor) external pure returns (uint256 _scaled) {
        return _value * _factor;
    }
}
