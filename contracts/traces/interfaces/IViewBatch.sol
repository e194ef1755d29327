// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Many views in one call
/// @notice Reads any number of views at the state of one block
interface IViewBatch {
    /// @notice A view to read
    /// @param target Contract to ask
    /// @param data Selector and encoded arguments
    struct Call {
        address target;
        bytes data;
    }

    /// @notice What a view answered
    /// @param success False if it reverted; true, with no data, if there is no contract at the target
    /// @param data Encoded return values, or the revert data
    struct Result {
        bool success;
        bytes data;
    }

    /// @notice Reads views one after another; one that fails does not stop the others
    /// @dev A view may use an equal share of the gas that is left for it and those after it, so that not even one
    ///      that consumes everything it is given takes the others with it. Send `n` views with `n` times the gas
    ///      of a single call: each then has as much as if it were alone.
    /// @param calls The views
    /// @return results One result a view, in the same order
    function read(Call[] calldata calls) external view returns (Result[] memory results);
}
