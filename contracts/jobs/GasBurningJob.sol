// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeep3rJobWorkable} from "keep3r-v2/solidity/interfaces/peripherals/IKeep3rJobs.sol";
import {IGasBurningJob} from "./interfaces/IGasBurningJob.sol";

/// @title A job that uses gas quickly
/// @notice Uses the gas of `JobForTest` of the package keep3r-v2, in a few dozen EVM steps instead of millions
/// @dev A simulated chain traces every step, so that a loop of storage writes takes seconds of real time. Here
///      the same gas goes into a call that fails. What was measured of the loop:
///
///      - `work`: 412 gas an iteration, 1000 iterations;
///      - `workHard`: 501 gas an iteration, as it computes its limit anew each time, 1000 iterations a factor;
///      - of that, 200 gas read and write the counter; the first iteration in a transaction pays 5,000 instead,
///        and 22,100 while the counter is zero.
///
///      The counter is written here too, once, so that this last part need not be modelled. A Keep3r counts gas
///      inside its own functions, which get 63/64 of what the job has; so it sees 63/64 of these figures.
contract GasBurningJob is IGasBurningJob {
    uint256 private constant UNITS = 1_000;
    uint256 private constant WORK_GAS_PER_UNIT = 412;
    uint256 private constant WORK_HARD_GAS_PER_UNIT = 501;

    // What this contract uses besides what it burns, and the loop does not: the counter's one write, the burning
    // call, arithmetic. Measured, as the figures above.
    uint256 private constant OWN_GAS = 750;

    // In storage and not immutable, since JobForTest pays for reading it.
    /// @inheritdoc IGasBurningJob
    address public keep3r;

    /// @inheritdoc IGasBurningJob
    uint256 public nonce;

    /// @param _keep3r The Keep3r that validates and pays the keepers
    constructor(address _keep3r) {
        keep3r = _keep3r;
    }

    /// @inheritdoc IGasBurningJob
    function work() external {
        _work(UNITS, WORK_GAS_PER_UNIT);
    }

    /// @inheritdoc IGasBurningJob
    function workHard(uint256 _factor) external {
        _work(UNITS * _factor, WORK_HARD_GAS_PER_UNIT);
    }

    /// @inheritdoc IGasBurningJob
    function burn() external pure {
        _consumeAllGas();
    }

    /// @notice Validates the caller, uses the gas of the work, and has the caller paid
    /// @param _units How many iterations of the loop to stand in for
    /// @param _gasPerUnit Gas of one iteration
    function _work(uint256 _units, uint256 _gasPerUnit) private {
        if (!IKeep3rJobWorkable(keep3r).isKeeper(msg.sender)) revert InvalidKeeper();
        if (_units > 0) {
            // The loop would not fit into the gas either. Dividing, as the product may not fit into 256 bits.
            if (gasleft() / _gasPerUnit < _units) _consumeAllGas();
            _burnGas(_units * _gasPerUnit - OWN_GAS);
            nonce += _units;
        }
        IKeep3rJobWorkable(keep3r).worked(msg.sender);
    }

    /// @notice Uses an amount of gas
    /// @dev A call gets at most 63/64 of the gas, however much it is given. Where that is less than the amount,
    ///      further calls use the rest, so that nothing is left out; if there is no more, the gas runs out.
    /// @param _amount How much gas, at most what is left
    function _burnGas(uint256 _amount) private {
        uint256 _end = gasleft() - _amount;
        bytes memory _burn = abi.encodeCall(this.burn, ());
        while (gasleft() > _end) {
            uint256 _gas = gasleft() - _end;
            assembly ("memory-safe") {
                pop(call(_gas, address(), 0, add(_burn, 0x20), mload(_burn), 0, 0))
            }
        }
    }

    /// @notice Ends the call as running out of gas would
    function _consumeAllGas() private pure {
        assembly ("memory-safe") {
            invalid()
        }
    }
}
