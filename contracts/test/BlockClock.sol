// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A farm that pays by the block
/// @notice Older farms count blocks; the second function is what they would pay with a block every 12 seconds.
contract BlockFarm {
    uint256 public immutable startBlock = block.number;
    uint256 public immutable startTime = block.timestamp;

    /// @notice 1 unit a block since the deployment, 18 decimals.
    function rewards() external view returns (uint256) {
        return (block.number - startBlock) * 1e18;
    }

    /// @notice 1 unit every 12 seconds since the deployment, 18 decimals.
    function rewardsByTime() external view returns (uint256) {
        return ((block.timestamp - startTime) * 1e18) / 12;
    }
}

/// @title A debt that accrues by the block
/// @notice Simple interest between two touches, compounded at each, as Compound's markets do.
contract BlockDebt {
    /// @notice Interest of one block, 18 decimals: 11% a year of 2,628,000 blocks.
    uint256 public constant RATE = uint256(0.11e18) / 2_628_000;

    uint256 public index = 1e18;
    uint256 public accruedAt = block.number;

    /// @notice The index as it would be if somebody touched the market now, 18 decimals.
    function indexCurrent() public view returns (uint256) {
        return index + (index * RATE * (block.number - accruedAt)) / 1e18;
    }

    /// @notice Compounds.
    function accrue() external returns (uint256) {
        index = indexCurrent();
        accruedAt = block.number;
        return index;
    }
}
