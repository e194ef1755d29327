// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Sampler} from "./Sampler.sol";

/// @title Transactions that fail in every way
/// @notice What a scenario's action may meet
contract FailingSampler {
    /// @notice Thrown by an action that always fails
    error Refused();

    /// @notice A sampler to call into
    Sampler public immutable sampler;

    /// @notice How often `count` succeeded
    uint256 public counted;

    /// @param _sampler A sampler to call into
    constructor(Sampler _sampler) {
        sampler = _sampler;
    }

    /// @notice Succeeds until a limit
    /// @dev Throws Refused from then on
    /// @param _limit How often it may succeed
    function count(uint256 _limit) external {
        if (counted >= _limit) revert Refused();
        ++counted;
    }

    /// @notice Fails with a custom error without arguments
    function refuse() external {
        counted = 0;
        revert Refused();
    }

    /// @notice Fails with a custom error of another contract
    /// @param _requested Its first argument
    function refuseBelow(uint256 _requested) external {
        counted = sampler.unavailable(_requested);
    }

    /// @notice Fails with words
    function explain() external {
        counted = 0;
        revert("out of luck");
    }

    /// @notice Fails by a panic: a division by zero
    /// @param _divisor Zero to fail
    function divide(uint256 _divisor) external {
        counted = 1 / _divisor;
    }

    /// @notice Fails without saying why
    function sulk() external {
        counted = 0;
        assembly ("memory-safe") {
            revert(0, 0)
        }
    }
}
