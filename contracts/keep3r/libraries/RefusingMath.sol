// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

/// @title Arithmetic that refuses with Keep3r V1's texts
/// @notice What does not fit into 256 bits, or is divided by zero, reverts with a text instead of a panic code
library RefusingMath {
    /// @dev Throws "add: +"
    function add(uint256 _a, uint256 _b) internal pure returns (uint256 _sum) {
        unchecked {
            _sum = _a + _b;
        }
        require(_sum >= _a, "add: +");
    }

    /// @dev Throws "sub: -"
    function sub(uint256 _a, uint256 _b) internal pure returns (uint256 _difference) {
        return sub(_a, _b, "sub: -");
    }

    /// @dev Throws the given text
    function sub(uint256 _a, uint256 _b, string memory _refusal) internal pure returns (uint256 _difference) {
        require(_b <= _a, _refusal);
        return _a - _b;
    }

    /// @dev Throws "mul: *"
    function mul(uint256 _a, uint256 _b) internal pure returns (uint256 _product) {
        unchecked {
            _product = _a * _b;
            require(_a == 0 || _product / _a == _b, "mul: *");
        }
    }

    /// @dev Throws "div: /"
    function div(uint256 _a, uint256 _b) internal pure returns (uint256 _quotient) {
        require(_b > 0, "div: /");
        return _a / _b;
    }
}
