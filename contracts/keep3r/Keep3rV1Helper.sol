// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

import {IKeep3rV1Helper} from "./interfaces/IKeep3rV1Helper.sol";
import {IKeep3rV1Keepers} from "./interfaces/IKeep3rV1Keepers.sol";
import {IKeep3rV1Votes} from "./interfaces/IKeep3rV1Votes.sol";
import {ILiquidityPair} from "./interfaces/ILiquidityPair.sol";

/// @title Helper of Keep3r V1
/// @notice Quotes the gas of a work in KP3R: gas and 300,000 more, times the price of gas, times 110% to 120% by the
///         keeper's bonds, at the pair's price
/// @dev Functions, constants and formula are those of the helper that V1 had when V2 went live. That one asked two
///      feeds, which keepers and node operators kept up to date and which a chain of its own does not have; this
///      one takes what is nearest:
///
///      - the price of gas is the block's base fee, where mainnet asked Chainlink's feed for fast gas;
///      - the price of KP3R is what the pair's reserves say in this block, where mainnet asked an oracle for the
///        pair's average over its last half hour. While nobody trades in the pair, the two are the same. This one
///        can be moved within a block, so it must never guard real money.
contract Keep3rV1Helper is IKeep3rV1Helper {
    /// @inheritdoc IKeep3rV1Helper
    uint256 public constant override MIN = 11;

    /// @inheritdoc IKeep3rV1Helper
    uint256 public constant override MAX = 12;

    /// @inheritdoc IKeep3rV1Helper
    uint256 public constant override BASE = 10;

    /// @inheritdoc IKeep3rV1Helper
    uint256 public constant override SWAP = 300_000;

    /// @inheritdoc IKeep3rV1Helper
    uint256 public constant override TARGETBOND = 200e18;

    /// @inheritdoc IKeep3rV1Helper
    address public immutable override KP3R;

    /// @inheritdoc IKeep3rV1Helper
    address public immutable override PAIR;

    bool private immutable _isKp3rToken0;

    /// @param _kp3r The KP3R contract
    /// @param _pair The Uniswap V2 pair of KP3R and WETH
    constructor(address _kp3r, address _pair) {
        KP3R = _kp3r;
        PAIR = _pair;
        _isKp3rToken0 = ILiquidityPair(_pair).token0() == _kp3r;
    }

    /// @inheritdoc IKeep3rV1Helper
    function getQuoteLimit(uint256 _gasUsed) external view override returns (uint256 _amount) {
        // Mainnet asks for the sender of the transaction too, since the job does not say who the keeper is.
        return getQuoteLimitFor(tx.origin, _gasUsed);
    }

    /// @inheritdoc IKeep3rV1Helper
    function getFastGas() public view override returns (uint256 _price) {
        return block.basefee;
    }

    /// @inheritdoc IKeep3rV1Helper
    function quote(uint256 _eth) public view override returns (uint256 _amountOut) {
        (uint256 _reserve0, uint256 _reserve1, ) = ILiquidityPair(PAIR).getReserves();
        if (_reserve0 == 0 || _reserve1 == 0) revert PairIsEmpty();
        return _isKp3rToken0 ? (_eth * _reserve0) / _reserve1 : (_eth * _reserve1) / _reserve0;
    }

    /// @inheritdoc IKeep3rV1Helper
    function bonds(address _keeper) public view override returns (uint256 _amount) {
        return IKeep3rV1Keepers(KP3R).bonds(_keeper, KP3R) + IKeep3rV1Votes(KP3R).votes(_keeper);
    }

    /// @inheritdoc IKeep3rV1Helper
    function getQuoteLimitFor(
        address _origin,
        uint256 _gasUsed
    ) public view override returns (uint256 _amount) {
        uint256 _quote = quote((_gasUsed + SWAP) * getFastGas());
        uint256 _bonded = bonds(_origin);
        if (_bonded > TARGETBOND) _bonded = TARGETBOND;
        uint256 _least = (_quote * MIN) / BASE;
        uint256 _boosted = (((_quote * MAX) / BASE) * _bonded) / TARGETBOND;
        return _boosted > _least ? _boosted : _least;
    }
}
