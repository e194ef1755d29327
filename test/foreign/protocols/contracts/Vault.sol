// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";

/// @title A vault whose assets grow by the second, at a rate that its owner sets
contract Vault is ERC4626, Ownable {
    /// @notice Wei that a whole token of assets earns in a second
    uint256 public rate;
    uint256 private stored;
    uint256 private since;

    constructor(IERC20 asset_, address owner_) ERC20("Vault", "V") ERC4626(asset_) Ownable(owner_) {
        since = block.timestamp;
    }

    /// @inheritdoc ERC4626
    function totalAssets() public view override returns (uint256) {
        return stored + (stored * rate * (block.timestamp - since)) / 1e18;
    }

    /// @param newRate Wei that a whole token of assets earns in a second from now on
    function setRate(uint256 newRate) external onlyOwner {
        settle(0);
        rate = newRate;
    }

    function _deposit(address caller, address receiver, uint256 assets, uint256 shares) internal override {
        settle(assets);
        super._deposit(caller, receiver, assets, shares);
    }

    function settle(uint256 added) private {
        stored = totalAssets() + added;
        since = block.timestamp;
    }
}
