// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What another contract fails with
/// @notice Nobody traces or fetches it, so that its errors are found among what the project compiles.
contract FailingDepths {
    /// @notice Thrown by every dive
    error TooDeep(address caller, uint256 depth);

    /// @notice Fails with a custom error
    function dive(uint256 depth) external view {
        revert TooDeep(msg.sender, depth);
    }

    /// @notice Fails with INVALID, and takes all gas with it
    function burn() external pure {
        assembly ("memory-safe") {
            invalid()
        }
    }
}

/// @title A function that nobody has
interface IAnswer {
    function answer() external view returns (uint256);
}

/// @title Every way in which a transaction or a call can fail
contract Failures {
    /// @notice Thrown by `deny`; its argument is called as what a recording calls what was tried
    error Denied(string action);

    enum Light {
        Red,
        Green
    }

    FailingDepths private immutable _depths = new FailingDepths();
    uint256[] private _list;
    uint256 public counter;

    /// @notice Succeeds
    function touch() external {
        ++counter;
    }

    /// @notice Runs until its gas is used up
    function burnAll() external {
        while (true) ++counter;
    }

    /// @notice Fails with INVALID
    function invalid() external {
        ++counter;
        assembly ("memory-safe") {
            invalid()
        }
    }

    /// @notice Fails without data
    function empty() external {
        ++counter;
        revert();
    }

    /// @notice Fails with words
    function words() external {
        ++counter;
        revert("counter is not zero");
    }

    /// @notice Fails with a custom error of its own
    function deny() external {
        ++counter;
        revert Denied("withdraw");
    }

    function underflow(uint256 by) external {
        counter -= by;
    }

    function divide(uint256 by) external {
        counter = 1 / by;
    }

    function outOfBounds(uint256 index) external {
        counter = _list[index];
    }

    function popEmpty() external {
        _list.pop();
    }

    function assertFalse() external {
        ++counter;
        assert(counter == 0);
    }

    function toLight(uint256 value) external {
        counter = uint256(Light(value));
    }

    /// @notice Fails as another contract does
    function inner(uint256 depth) external {
        ++counter;
        _depths.dive(depth);
    }

    /// @notice Fails as another contract does, which leaves it a 64th of its gas
    function innerBurn() external {
        ++counter;
        _depths.burn();
    }

    /// @notice Asks an address without code
    function callNobody() external {
        counter = IAnswer(address(0xdead)).answer();
    }

    /// @notice Asks a contract for a function that it does not have
    function callStranger() external {
        counter = IAnswer(address(_depths)).answer();
    }

    /// @notice A view that runs until its gas is used up
    function viewBurn() external pure returns (uint256 sum) {
        while (true) ++sum;
    }

    /// @notice A view that fails as another contract does
    function viewInner(uint256 depth) external view returns (uint256) {
        _depths.dive(depth);
        return depth;
    }
}

/// @title A contract whose code is zeros, as many as are asked for
contract Sized {
    constructor(uint256 size) {
        assembly ("memory-safe") {
            return(0, size)
        }
    }
}
