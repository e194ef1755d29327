// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;
// As Keep3rV1.sol: answers are taken for what their lower bits say.
pragma abicoder v1;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Tokens that Keep3r V1 keeps for others
/// @notice Moves a token that answers true, or nothing, where it obeys
/// @dev A token's own refusal is not passed on. Throws "SafeERC20: !contract" where there is no code, "SafeERC20:
///      low-level call failed" where the token reverts, and "SafeERC20: !succeed" where it answers false.
library OtherTokens {
    /// @notice Sends a token of this contract
    function send(address _token, address _to, uint256 _amount) internal {
        _call(_token, abi.encodeWithSelector(IERC20.transfer.selector, _to, _amount));
    }

    /// @notice Takes a token of the caller, which must have approved it
    function take(address _token, uint256 _amount) internal {
        _call(
            _token,
            abi.encodeWithSelector(IERC20.transferFrom.selector, msg.sender, address(this), _amount)
        );
    }

    function _call(address _token, bytes memory _data) private {
        require(_token.code.length > 0, "SafeERC20: !contract");
        (bool _success, bytes memory _answer) = _token.call(_data);
        require(_success, "SafeERC20: low-level call failed");
        require(_answer.length == 0 || abi.decode(_answer, (bool)), "SafeERC20: !succeed");
    }
}
