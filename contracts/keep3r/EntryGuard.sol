// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

/// @title Guard of functions that must not be entered again
/// @notice A token that is moved by one guarded function cannot call another one
abstract contract EntryGuard {
    uint256 private constant OUTSIDE = 1;
    uint256 private constant INSIDE = 2;

    uint256 private _place = OUTSIDE;

    /// @notice Refuses to be called from within a guarded function, before the function checks anything of its own
    /// @dev Throws "ReentrancyGuard: reentrant call"
    modifier nonReentrant() {
        require(_place != INSIDE, "ReentrancyGuard: reentrant call");
        _place = INSIDE;
        _;
        _place = OUTSIDE;
    }
}
