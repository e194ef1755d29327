// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The helper of the recorded behaviour of Keep3r V1
/// @notice Quotes what anybody sets, whatever the gas
contract ReferenceHelper {
    uint256 public quoteLimit = 1e18;

    function set(uint256 _quoteLimit) external {
        quoteLimit = _quoteLimit;
    }

    function getQuoteLimit(uint256) external view returns (uint256) {
        return quoteLimit;
    }
}
