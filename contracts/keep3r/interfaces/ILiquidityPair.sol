// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

/// @title A Uniswap V2 pair
/// @notice The part of a pair that Keep3r V1 reads; the whole of it is in `@uniswap/v2-core`
interface ILiquidityPair {
    /// @notice The token with the lower address
    /// @return _token Its address
    function token0() external view returns (address _token);

    /// @notice The token with the higher address
    /// @return _token Its address
    function token1() external view returns (address _token);

    /// @notice What the pair holds
    /// @return _reserve0 How much of the first token, in its smallest unit
    /// @return _reserve1 How much of the second token, in its smallest unit
    /// @return _updatedAt When that changed last, unix seconds modulo 2^32
    function getReserves() external view returns (uint112 _reserve0, uint112 _reserve1, uint32 _updatedAt);

    /// @notice All liquidity there is
    /// @return _amount How much, in 10^-18
    function totalSupply() external view returns (uint256 _amount);
}
