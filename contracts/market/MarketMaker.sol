// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IUniswapV3Pool} from "@uniswap/v3-core/contracts/interfaces/IUniswapV3Pool.sol";
import {IUniswapV3MintCallback} from "@uniswap/v3-core/contracts/interfaces/callback/IUniswapV3MintCallback.sol";
import {IUniswapV3SwapCallback} from "@uniswap/v3-core/contracts/interfaces/callback/IUniswapV3SwapCallback.sol";
import {TickMath} from "keep3r-v2/solidity/contracts/libraries/TickMath.sol";

import {IMarketMaker} from "./interfaces/IMarketMaker.sol";

/// @title MarketMaker
contract MarketMaker is IMarketMaker, IUniswapV3MintCallback, IUniswapV3SwapCallback {
    using SafeERC20 for IERC20;

    /// @dev Denominator of a fraction of a tick
    uint16 private constant WHOLE_TICK = 10_000;

    /// @dev The pool that may ask for payment just now
    address private _poolAtWork;

    /// @dev Lets `pool` ask for payment while the function runs
    modifier payingTo(address pool) {
        _poolAtWork = pool;
        _;
        _poolAtWork = address(0);
    }

    /// @inheritdoc IMarketMaker
    function open(address pool, int24 tick, uint16 fraction) external {
        IUniswapV3Pool(pool).initialize(_sqrtPrice(tick, fraction));
    }

    /// @inheritdoc IMarketMaker
    function provide(
        address pool,
        int24 tickLower,
        int24 tickUpper,
        uint128 liquidity
    ) external payingTo(pool) {
        IUniswapV3Pool(pool).mint(address(this), tickLower, tickUpper, liquidity, "");
    }

    /// @inheritdoc IMarketMaker
    function moveTo(address pool, int24 tick, uint16 fraction) external payingTo(pool) {
        uint160 target = _sqrtPrice(tick, fraction);
        (uint160 current, , , , , , ) = IUniswapV3Pool(pool).slot0();
        if (current == target) return;

        // The price limit ends the swap, not the amount.
        IUniswapV3Pool(pool).swap(address(this), target < current, type(int256).max, target, "");

        (uint160 reached, int24 reachedTick, , , , , ) = IUniswapV3Pool(pool).slot0();
        if (reached != target) revert TickNotReached(reachedTick, tick);
    }

    /// @inheritdoc IUniswapV3MintCallback
    function uniswapV3MintCallback(uint256 amount0, uint256 amount1, bytes calldata) external {
        _pay(amount0, amount1);
    }

    /// @inheritdoc IUniswapV3SwapCallback
    function uniswapV3SwapCallback(int256 amount0, int256 amount1, bytes calldata) external {
        _pay(amount0 > 0 ? uint256(amount0) : 0, amount1 > 0 ? uint256(amount1) : 0);
    }

    /// @dev The square root of a price, 96 fractional bits
    function _sqrtPrice(int24 tick, uint16 fraction) private pure returns (uint160) {
        uint160 lower = TickMath.getSqrtRatioAtTick(tick);
        uint160 upper = TickMath.getSqrtRatioAtTick(tick + 1);
        return lower + ((upper - lower) * fraction) / WHOLE_TICK;
    }

    /// @dev Pays the pool at work what it is owed
    function _pay(uint256 amount0, uint256 amount1) private {
        if (msg.sender != _poolAtWork) revert UnexpectedCaller(msg.sender);
        if (amount0 > 0) IERC20(IUniswapV3Pool(msg.sender).token0()).safeTransfer(msg.sender, amount0);
        if (amount1 > 0) IERC20(IUniswapV3Pool(msg.sender).token1()).safeTransfer(msg.sender, amount1);
    }
}
