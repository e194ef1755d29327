// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Events that are hard to keep
/// @notice Texts that are none, numbers beyond every date, and names that mean something elsewhere
contract EventHazards {
    /// @notice A struct whose fields are named as what every object has
    /// @param constructor_ A number
    /// @param toString Another
    /// @param __proto__ And another
    struct Odd {
        uint256 constructor_;
        uint256 toString;
        uint256 __proto__;
    }

    /// @notice Words
    /// @param id Which
    /// @param text Words, or bytes that are none
    event Words(uint256 indexed id, string text);

    /// @notice Two times that contracts compute without a bound
    /// @param when Unix seconds, any
    /// @param back Unix seconds, any, maybe before the epoch
    event Deadline(uint256 when, int256 back);

    /// @notice Arguments without names, and one that is named as if it had none
    event Unnamed(uint256, address, uint256 arg0, string);

    /// @notice Arguments named as what every object has
    /// @param then A number
    /// @param toString Another
    /// @param __proto__ And another
    /// @param odd A struct
    event Odds(uint256 then, uint256 toString, uint256 __proto__, Odd odd);

    /// @notice A token's event, without an index
    /// @param from Whose it was
    /// @param to Whose it is
    /// @param value How much
    event Transfer(address from, address to, uint256 value);

    /// @notice Thrown to have an argument named as the kit's
    /// @param action What was tried
    /// @param reason Why not
    error Denied(string action, string reason);

    /// @notice Emits a Words
    /// @param _id Which
    /// @param _text Its bytes, which need not be UTF-8
    function say(uint256 _id, bytes calldata _text) external {
        emit Words(_id, string(_text));
    }

    /// @notice Emits a Deadline
    /// @param _when Unix seconds
    /// @param _back Unix seconds
    function setDeadline(uint256 _when, int256 _back) external {
        emit Deadline(_when, _back);
    }

    /// @notice Emits an Unnamed and an Odds
    function emitNames() external {
        emit Unnamed(1, msg.sender, 2, "three");
        emit Odds(1, 2, 3, Odd(4, 5, 6));
    }

    /// @notice Emits a Transfer
    /// @param _to Whose it is
    /// @param _value How much
    function move(address _to, uint256 _value) external {
        emit Transfer(msg.sender, _to, _value);
    }

    /// @notice Always reverts
    function deny() external pure {
        revert Denied("withdraw", "paused");
    }
}
