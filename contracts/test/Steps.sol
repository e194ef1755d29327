// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Values that jump as time passes, without a transaction
contract Steps {
    /// @notice How many periods have begun since the epoch
    /// @param _period Seconds
    /// @return _number Rises by one at each multiple of `_period`
    function periods(uint256 _period) external view returns (uint256 _number) {
        return block.timestamp / _period;
    }

    /// @notice What has accrued in the present period
    /// @param _period Seconds
    /// @return _amount Rises by one a second, and falls to zero at each multiple of `_period`
    function accrued(uint256 _period) external view returns (uint256 _amount) {
        return block.timestamp % _period;
    }

    /// @notice Falls from one value to another at an instant
    /// @param _at Unix seconds
    /// @return _value 1000 before, 10 from then on
    function halved(uint256 _at) external view returns (uint256 _value) {
        return block.timestamp < _at ? 1000 : 10;
    }

    /// @notice Rises at a constant rate
    /// @param _rate How much in a day
    /// @return _value Rounded down, as contracts do
    function linear(uint256 _rate) external view returns (uint256 _value) {
        return (block.timestamp * _rate) / 1 days;
    }

    /// @notice Decays, and jumps nowhere
    /// @param _start Unix seconds
    /// @return _value A curve
    function curve(uint256 _start) external view returns (uint256 _value) {
        return 1e24 / (1 days + block.timestamp - _start);
    }
}

/// @title A contract that others make
contract Made {
    /// @notice Emitted by `touch`
    /// @param by Who touched it
    event Touched(address by);

    /// @notice Emits a Touched
    function touch() external {
        emit Touched(msg.sender);
    }
}

/// @title Makes a contract at an address that is known before
contract Maker {
    /// @notice Makes a Made and touches it
    /// @param _salt Decides on its address
    function make(bytes32 _salt) external {
        new Made{salt: _salt}().touch();
    }

    /// @notice Where `make` puts it
    /// @param _salt As `make` gets it
    /// @return _where Its address
    function addressFor(bytes32 _salt) external view returns (address _where) {
        bytes32 _code = keccak256(type(Made).creationCode);
        bytes32 _hash = keccak256(abi.encodePacked(bytes1(0xff), address(this), _salt, _code));
        return address(uint160(uint256(_hash)));
    }
}
