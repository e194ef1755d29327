// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Events of every kind
/// @notice What an event trace may meet
contract EventSampler {
    /// @notice A value and where it was put
    /// @param price The value
    /// @param tick Where, may be negative
    struct Quote {
        uint256 price;
        int24 tick;
    }

    /// @notice Two indexed arguments, two that are not; one of them a time
    /// @param account Who
    /// @param id Which
    /// @param amount How much
    /// @param validAt Unix seconds from which it holds, not the block's
    event Deposited(address indexed account, uint256 indexed id, uint256 amount, uint256 validAt);

    /// @notice An overload: the same name with other arguments
    /// @param id Which
    event Moved(uint256 indexed id);

    /// @notice An overload: the same name with other arguments
    /// @param id Which
    /// @param to Where to
    event Moved(uint256 indexed id, address to);

    /// @notice An event without a signature in its topics
    /// @param id Which
    /// @param amount How much
    event Whispered(uint256 indexed id, uint256 amount) anonymous;

    /// @notice Nested and dynamic arguments, one of them only as a hash
    /// @param name The hash of a name
    /// @param quote A struct
    /// @param amounts An array
    /// @param note Words
    event Quoted(string indexed name, Quote quote, uint256[] amounts, string note);

    /// @notice Emits one Deposited
    /// @param _id Which
    /// @param _amount How much
    /// @param _validAt Unix seconds
    function deposit(uint256 _id, uint256 _amount, uint256 _validAt) external {
        emit Deposited(msg.sender, _id, _amount, _validAt);
    }

    /// @notice Emits both kinds of Moved
    /// @param _id Which
    /// @param _to Where to
    function move(uint256 _id, address _to) external {
        emit Moved(_id);
        emit Moved(_id, _to);
    }

    /// @notice Emits an anonymous event
    /// @param _id Which
    /// @param _amount How much
    function whisper(uint256 _id, uint256 _amount) external {
        emit Whispered(_id, _amount);
    }

    /// @notice Emits a Quoted
    /// @param _name A name
    /// @param _quote A struct
    /// @param _amounts An array
    /// @param _note Words
    function quote(
        string calldata _name,
        Quote calldata _quote,
        uint256[] calldata _amounts,
        string calldata _note
    ) external {
        emit Quoted(_name, _quote, _amounts, _note);
    }

    /// @notice Emits several events in one transaction: a Deposited for each amount, with ids from 0, then a Moved
    /// @param _amounts How much each
    function depositAll(uint256[] calldata _amounts) external {
        for (uint256 _index; _index < _amounts.length; ++_index) {
            emit Deposited(msg.sender, _index, _amounts[_index], block.timestamp);
        }
        emit Moved(_amounts.length);
    }
}
