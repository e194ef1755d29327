// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A Keep3r that only measures
/// @notice Validates whom it is told to, and records how much gas a job uses between validation and payment
contract Keep3rStub {
    /// @notice Gas between the start of the last validation and the start of the last `worked`
    uint256 public gasUsed;

    /// @notice Keeper of the last `worked`
    address public lastWorker;

    /// @notice The only address that is a keeper
    address public immutable keeper;

    // Always 1 between two measurements, so that writing it costs the same in every run.
    uint256 private _initialGas = 1;

    /// @param _keeper Who is a keeper
    constructor(address _keeper) {
        keeper = _keeper;
    }

    /// @notice Starts the measurement
    /// @param _keeper Who wants to work
    /// @return _isKeeper Whether it may
    function isKeeper(address _keeper) external returns (bool _isKeeper) {
        _initialGas = gasleft();
        return _keeper == keeper;
    }

    /// @notice Ends the measurement
    /// @param _keeper Who worked
    function worked(address _keeper) external {
        gasUsed = _initialGas - gasleft();
        _initialGas = 1;
        lastWorker = _keeper;
    }
}
