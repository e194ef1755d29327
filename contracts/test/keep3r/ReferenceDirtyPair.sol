// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A pair whose answers say more than their types hold
/// @notice Its first token is the one given, below twelve bytes of ones; each liquidity is worth one of it
contract ReferenceDirtyPair {
    uint256 private immutable _token;

    constructor(address _token0) {
        _token = uint256(uint160(_token0)) | (type(uint256).max << 160);
    }

    function token0() external view returns (uint256) {
        return _token;
    }

    function getReserves() external pure returns (uint256, uint256, uint256) {
        uint256 _dirty = type(uint256).max << 112;
        return (_dirty | 1_000, _dirty, _dirty);
    }

    function totalSupply() external pure returns (uint256) {
        return 1_000;
    }

    function transferFrom(address, address, uint256) external pure returns (bool) {
        return true;
    }
}
