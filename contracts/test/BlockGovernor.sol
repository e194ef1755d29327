// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";

/// @title A token that votes by the block
contract BlockVotes is ERC20Votes {
    constructor() ERC20("Votes", "VOTE") EIP712("Votes", "1") {
        _mint(msg.sender, 1e18);
    }
}

/// @title OpenZeppelin's Governor on the clock of block numbers
contract BlockGovernor is GovernorCountingSimple, GovernorVotes {
    constructor(IVotes token) Governor("Governor") GovernorVotes(token) {}

    /// @notice One day of 12 second blocks.
    function votingDelay() public pure override returns (uint256) {
        return 7_200;
    }

    /// @notice One week of 12 second blocks.
    function votingPeriod() public pure override returns (uint256) {
        return 50_400;
    }

    /// @inheritdoc Governor
    function quorum(uint256) public pure override returns (uint256) {
        return 1;
    }
}
