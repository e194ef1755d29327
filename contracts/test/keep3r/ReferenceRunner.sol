// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A contract of the recorded behaviour of Keep3r V1 that acts as it is told
/// @notice Takes no ether, and no proposals
contract ReferenceClosedRunner {
    struct Call {
        address target;
        uint256 value;
        bytes data;
    }

    /// @notice Makes calls in their order, and passes the first refusal on
    function run(Call[] calldata _calls) external payable returns (bytes[] memory _answers) {
        _answers = new bytes[](_calls.length);
        for (uint256 _index; _index < _calls.length; ++_index) {
            Call calldata _next = _calls[_index];
            (bool _success, bytes memory _answer) = _next.target.call{value: _next.value}(_next.data);
            if (!_success) {
                assembly ("memory-safe") {
                    revert(add(_answer, 0x20), mload(_answer))
                }
            }
            _answers[_index] = _answer;
        }
    }
}

/// @notice Takes ether, and proposals of jobs
contract ReferenceRunner is ReferenceClosedRunner {
    event Proposed(address job);

    receive() external payable virtual {}

    function proposeJob(address _job) external {
        emit Proposed(_job);
    }
}

/// @notice Needs more than 2,300 gas to take ether
contract ReferenceHungryRunner is ReferenceRunner {
    uint256 public received;

    receive() external payable override {
        received += 1;
    }
}
