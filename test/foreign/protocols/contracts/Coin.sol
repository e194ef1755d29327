// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title A token that anybody can mint
contract Coin is ERC20 {
    constructor(string memory name_) ERC20(name_, name_) {}

    /// @param to Who gets it
    /// @param amount How much, wei
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}
