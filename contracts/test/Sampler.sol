// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Views of every kind
/// @notice What a trace may meet: each view returns a value of another type, or fails in another way
contract Sampler {
    /// @notice Several values that belong together
    /// @param amount How much
    /// @param tick Where, may be negative
    /// @param active Whether it counts
    struct Position {
        uint256 amount;
        int24 tick;
        bool active;
    }

    /// @notice Thrown by a view that always fails
    /// @param _requested What was asked for
    /// @param _account Who asked
    error Unavailable(uint256 _requested, address _account);

    /// @notice The largest 8-bit number
    uint8 public constant small = type(uint8).max;

    /// @notice The largest 128-bit number
    uint128 public constant medium = type(uint128).max;

    /// @notice The largest number
    uint256 public constant large = type(uint256).max;

    /// @notice A tick, negative
    int24 public constant tick = -21_020;

    /// @notice The smallest number
    int256 public constant lowest = type(int256).min;

    /// @notice A truth
    bool public constant enabled = true;

    /// @notice Words, which cannot be drawn
    string public constant label = "sampler";

    /// @notice A number that changes
    uint256 public stored;

    /// @notice Changes the stored number
    /// @param _value The new one
    function store(uint256 _value) external {
        stored = _value;
    }

    /// @notice The time of the block
    /// @return _time Unix seconds
    function timestamp() external view returns (uint256 _time) {
        return block.timestamp;
    }

    /// @notice The stored number, or a given one
    /// @return _value The stored one
    function value() external view returns (uint256 _value) {
        return stored;
    }

    /// @notice An overload of `value`
    /// @param _offset What to add to the stored number
    /// @return _value The sum
    function value(uint256 _offset) external view returns (uint256 _value) {
        return stored + _offset;
    }

    /// @notice Another overload of `value`, with as many arguments
    /// @param _account An address
    /// @return _value The address as a number
    function value(address _account) external pure returns (uint256 _value) {
        return uint160(_account);
    }

    /// @notice Always fails, with a custom error
    /// @param _requested Any number
    /// @return _value Never
    function unavailable(uint256 _requested) external view returns (uint256 _value) {
        _value = stored;
        revert Unavailable(_requested, msg.sender);
    }

    /// @notice Always fails, because a call that it makes does
    /// @param _requested Any number
    /// @return _value Never
    function unavailableBelow(uint256 _requested) external view returns (uint256 _value) {
        return this.unavailable(_requested);
    }

    /// @notice Always fails, and consumes all the gas that it was given
    /// @return Never
    function bottomless() external pure returns (uint256) {
        assembly ("memory-safe") {
            invalid()
        }
    }

    /// @notice A struct
    /// @return _position Its three values
    function position() external pure returns (Position memory _position) {
        return Position(1e18, tick, true);
    }

    /// @notice Several values side by side
    /// @return _amount A number
    /// @return _active A truth
    function pair() external pure returns (uint256 _amount, bool _active) {
        return (7, false);
    }

    /// @notice An array
    /// @param _length How long
    /// @return _list The numbers from 0
    function list(uint256 _length) external pure returns (uint256[] memory _list) {
        _list = new uint256[](_length);
        for (uint256 _index; _index < _length; ++_index) _list[_index] = _index;
    }
}
