// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The counterparty that makes a pool's history
/// @notice Opens a Uniswap v3 pool, provides its liquidity and moves its price, paying from its
///         own balances of the pool's two tokens
interface IMarketMaker {
    /// @notice Thrown when somebody other than the pool at work asks for payment
    /// @param caller Who asked
    error UnexpectedCaller(address caller);

    /// @notice Thrown when the pool stopped short of the tick, because nobody provides liquidity up to there
    /// @param reached The tick at which the pool stands
    /// @param wanted The tick that was asked for
    error TickNotReached(int24 reached, int24 wanted);

    /// @notice Creates the pool's price
    /// @param pool A Uniswap v3 pool without a price
    /// @param tick The price, as the exponent of 1.0001, in token1 per token0
    /// @param fraction How far into the tick the price stands, in ten-thousandths of the way to the next tick, 0 to 9999
    function open(address pool, int24 tick, uint16 fraction) external;

    /// @notice Provides liquidity, owned by this contract
    /// @param pool A Uniswap v3 pool with a price
    /// @param tickLower Where the position starts, a multiple of the pool's tick spacing
    /// @param tickUpper Where it ends, exclusive, a multiple of the pool's tick spacing
    /// @param liquidity Uniswap v3's L
    function provide(address pool, int24 tickLower, int24 tickUpper, uint128 liquidity) external;

    /// @notice Swaps until the pool's price is exactly the one asked for
    /// @param pool A Uniswap v3 pool with a price
    /// @param tick The price to end at, as the exponent of 1.0001, in token1 per token0
    /// @param fraction How far into the tick the price stands, in ten-thousandths of the way to the next tick, 0 to 9999
    function moveTo(address pool, int24 tick, uint16 fraction) external;
}
