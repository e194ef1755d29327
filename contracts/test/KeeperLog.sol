// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Who worked, and for how much
/// @notice Events to be chosen and summed up by their arguments
contract KeeperLog {
    /// @notice A keeper worked
    /// @param _keeper Who
    /// @param _round Which round
    /// @param _payment How much
    /// @param _urgent Whether it could not wait
    /// @param _note Words
    /// @param _proof Bytes
    event KeeperWork(
        address indexed _keeper,
        uint64 indexed _round,
        uint256 _payment,
        bool _urgent,
        string _note,
        bytes _proof
    );

    /// @notice What is only there as its hash
    /// @param tag Words
    /// @param blob Bytes
    /// @param kind Four bytes
    /// @param change How much, maybe less than nothing
    /// @param pair Two numbers
    event Tagged(string indexed tag, bytes indexed blob, bytes4 indexed kind, int128 change, uint256[2] pair);

    /// @notice Emits a KeeperWork of whoever calls
    /// @param _round Which round
    /// @param _payment How much
    /// @param _urgent Whether it could not wait
    /// @param _note Words, or bytes that are none
    /// @param _proof Bytes
    function work(
        uint64 _round,
        uint256 _payment,
        bool _urgent,
        bytes calldata _note,
        bytes calldata _proof
    ) external {
        emit KeeperWork(msg.sender, _round, _payment, _urgent, string(_note), _proof);
    }

    /// @notice Emits a Tagged
    /// @param _tag Words
    /// @param _blob Bytes
    /// @param _kind Four bytes
    /// @param _change How much
    function tag(string calldata _tag, bytes calldata _blob, bytes4 _kind, int128 _change) external {
        emit Tagged(_tag, _blob, _kind, _change, [uint256(1), 2]);
    }
}
