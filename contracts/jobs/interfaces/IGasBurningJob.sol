// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A job whose work is to use gas
/// @notice Has the functions of `JobForTest` of the package keep3r-v2, and costs a keeper the same gas
interface IGasBurningJob {
    /// @notice Thrown when the caller is not a registered keeper
    error InvalidKeeper();

    /// @notice The Keep3r that validates and pays the keepers
    /// @return _keep3r The Keep3r's address
    function keep3r() external view returns (address _keep3r);

    /// @notice Units of work done so far
    /// @return _nonce 1000 for each factor worked
    function nonce() external view returns (uint256 _nonce);

    /// @notice Works 1000 units, about 0.41 million gas, and has the caller paid for it
    /// @dev Throws InvalidKeeper, and what the Keep3r throws when the job cannot pay. Runs out of gas where
    ///      as many units would.
    function work() external;

    /// @notice Works 1000 units a factor, about 0.5 million gas, and has the caller paid for it
    /// @dev Throws as `work` does
    /// @param _factor How much work, in 1000 units
    function workHard(uint256 _factor) external;

    /// @notice Fails, and with that consumes all the gas that the call was given
    function burn() external;
}
