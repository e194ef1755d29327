// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A prize that only one can take at a time
contract Race {
    /// @notice Somebody took the prize
    /// @param winner Who
    event Won(address indexed winner);

    /// @notice Thrown when somebody else was first
    /// @param winner Who was
    error TooLate(address winner);

    /// @notice Who took the prize last
    address public winner;

    /// @notice When the prize can be taken again, unix seconds
    uint256 public opensAt;

    /// @notice Takes the prize, for an hour at least
    function take() external {
        if (block.timestamp < opensAt) revert TooLate(winner);
        winner = msg.sender;
        opensAt = block.timestamp + 1 hours;
        emit Won(msg.sender);
    }
}
