// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IViewBatch} from "./interfaces/IViewBatch.sol";

/// @title Many views in one call
/// @notice Reads any number of views at the state of one block
/// @dev Never deployed: a state override puts its runtime code at some address for the time of one `eth_call`.
///      It therefore has no constructor, no immutable and no storage.
contract ViewBatch is IViewBatch {
    /// @inheritdoc IViewBatch
    function read(Call[] calldata calls) external view returns (Result[] memory results) {
        results = new Result[](calls.length);
        for (uint256 index; index < calls.length; ++index) {
            Call calldata call = calls[index];
            (bool success, bytes memory data) = call.target.staticcall{
                gas: gasleft() / (calls.length - index)
            }(call.data);
            results[index] = Result(success, data);
        }
    }
}
