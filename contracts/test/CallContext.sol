// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What a call knows of its block and its caller
contract CallContext {
    uint256 public lastFee;
    address public lastSender;
    mapping(address => uint256) public balanceOf;

    /// @notice Keeps what a transaction sees.
    function touch() external payable {
        lastFee = block.basefee;
        lastSender = msg.sender;
        balanceOf[msg.sender] += msg.value;
    }

    /// @notice Wei per gas.
    function fee() public view returns (uint256) {
        return block.basefee;
    }

    /// @notice Asks itself by another call.
    function feeOfInnerCall() external view returns (uint256) {
        return this.fee();
    }

    /// @notice Twice the fee, where there is one: the second reading depends on the first.
    function feeOnlyIfThereIsOne() external view returns (uint256) {
        if (block.basefee == 0) return 0;
        return 2 * block.basefee;
    }

    function myBalance() external view returns (uint256) {
        return balanceOf[msg.sender];
    }

    /// @notice Wei of whoever calls.
    function myEther() external view returns (uint256) {
        return msg.sender.balance;
    }

    function senderIsOrigin() external view returns (bool) {
        return msg.sender == tx.origin;
    }

    function senderNumber() external view returns (uint256) {
        return uint160(msg.sender);
    }

    function sizeOfSender() external view returns (uint256) {
        return msg.sender.code.length;
    }

    /// @notice Is no view, and returns what a transaction would make of it.
    function quote(uint256 amount) external returns (uint256) {
        lastFee = amount;
        return amount * 2;
    }
}

/// @title Runs another contract's code as its own
contract CallContextProxy {
    address private immutable _logic;

    constructor(address logic) {
        _logic = logic;
    }

    fallback() external payable {
        address logic = _logic;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), logic, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch ok
            case 0 {
                revert(0, returndatasize())
            }
            default {
                return(0, returndatasize())
            }
        }
    }
}
