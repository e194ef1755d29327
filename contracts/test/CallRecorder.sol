// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A contract that accepts every call
/// @notice Remembers the last one, to show what was forwarded to it
contract CallRecorder {
    /// @notice Who called last
    address public lastSender;

    /// @notice Selector and encoded arguments of the last call
    bytes public lastCall;

    /// @notice Accepts and remembers
    fallback() external {
        lastSender = msg.sender;
        lastCall = msg.data;
    }
}
