// SPDX-License-Identifier: MIT
pragma solidity ^0.8.7;

contract BaseFeeReader {
    function baseFee() external view returns (uint256) {
        return block.basefee;
    }
}

/** Reads the base fee, and returns bytes that look as if they did. */
contract BaseFeeData {
    function baseFee() external view returns (uint256) {
        return block.basefee;
    }

    /** Letters H are the opcode BASEFEE. */
    function text() external pure returns (string memory) {
        return
            "Horses Have Hooves: HHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHHH";
    }

    function codeOfReader() external pure returns (bytes memory) {
        return type(BaseFeeReader).creationCode;
    }
}
