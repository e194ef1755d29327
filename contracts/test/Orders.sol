// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A contract whose functions take structs
contract Orders {
    struct Leg {
        address token;
        uint128 amount;
    }

    struct Order {
        address maker;
        Leg[] legs;
        bool open;
    }

    /// @notice What the first order was made with
    uint256 public immutable first;

    constructor(Leg memory leg) {
        first = leg.amount;
    }

    /// @return sum All amounts of an order, twice if it is open, and the maker's last byte
    function total(Order calldata order) external pure returns (uint256 sum) {
        for (uint256 leg; leg < order.legs.length; ++leg) sum += order.legs[leg].amount;
        if (order.open) sum *= 2;
        sum += uint8(uint160(order.maker));
    }

    /// @return product An amount times a factor
    function scaled(Leg calldata leg, uint256 factor) external pure returns (uint256 product) {
        return leg.amount * factor;
    }

    /// @return sum Both numbers
    function both(uint256[2] calldata pair) external pure returns (uint256 sum) {
        return pair[0] + pair[1];
    }
}
