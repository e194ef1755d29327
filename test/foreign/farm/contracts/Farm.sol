// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Token} from "./Token.sol";

/// @title Pays for deposits by the second
contract Farm {
    /// Wei of reward that a whole token earns in a second.
    uint256 public constant RATE = 1e9;

    Token public immutable TOKEN;
    mapping(address => uint256) public depositOf;
    mapping(address => uint256) public settledOf;
    mapping(address => uint256) public settledAt;

    event Deposited(address indexed owner, uint256 amount);

    constructor(Token _token) {
        TOKEN = _token;
    }

    function deposit(uint256 _amount) external {
        settledOf[msg.sender] = earned(msg.sender);
        settledAt[msg.sender] = block.timestamp;
        depositOf[msg.sender] += _amount;
        TOKEN.transferFrom(msg.sender, address(this), _amount);
        emit Deposited(msg.sender, _amount);
    }

    /// @return What an account has earned so far, wei
    function earned(address _owner) public view returns (uint256) {
        return settledOf[_owner] + (depositOf[_owner] * RATE * (block.timestamp - settledAt[_owner])) / 1e18;
    }
}
