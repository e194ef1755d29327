// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

/// @title Votes of Keep3r V1
/// @notice Voting power, who it is delegated to, and its history by block.
/// @dev Holding KP3R gives no vote, and neither does receiving it: an account's power is what governance added
///      to it, and the KP3R that it has bonded as a keeper. Power has effect only when it is delegated, if need be
///      to oneself.
interface IKeep3rV1Votes {
    /// @notice Votes of a delegate from one block on
    /// @param fromBlock First block at whose end they count
    /// @param votes How many, in 10^-18 votes
    struct Checkpoint {
        uint32 fromBlock;
        uint256 votes;
    }

    /// @notice Emitted when an account chooses a delegate
    /// @param _delegator Whose votes
    /// @param _fromDelegate Who had them, zero for nobody
    /// @param _toDelegate Who has them now, zero for nobody
    event DelegateChanged(
        address indexed _delegator,
        address indexed _fromDelegate,
        address indexed _toDelegate
    );

    /// @notice Emitted when the votes of a delegate change
    /// @param _delegate Whose votes changed
    /// @param _previousBalance Votes before
    /// @param _newBalance Votes after
    event DelegateVotesChanged(address indexed _delegate, uint256 _previousBalance, uint256 _newBalance);

    /// @notice EIP-712 type of a delegation
    /// @return _typehash keccak256 of the type
    function DELEGATION_TYPEHASH() external view returns (bytes32 _typehash);

    /// @notice Whom an account delegates to
    /// @param _delegator The account
    /// @return _delegate Its delegate, zero for nobody
    function delegates(address _delegator) external view returns (address _delegate);

    /// @notice Votes that governance gave to an account
    /// @param _delegator The account
    /// @return _votes How many, bonds not included
    function votes(address _delegator) external view returns (uint256 _votes);

    /// @notice One entry of a delegate's history
    /// @param _account The delegate
    /// @param _checkpoint Which entry, from 0
    /// @return fromBlock First block at whose end they count; zero beyond the last entry
    /// @return votes How many, in 10^-18 votes
    function checkpoints(
        address _account,
        uint32 _checkpoint
    ) external view returns (uint32 fromBlock, uint256 votes);

    /// @notice Length of a delegate's history
    /// @param _account The delegate
    /// @return _count Number of checkpoints
    function numCheckpoints(address _account) external view returns (uint32 _count);

    /// @notice Votes that a delegate has now
    /// @param _account The delegate
    /// @return _votes How many
    function getCurrentVotes(address _account) external view returns (uint256 _votes);

    /// @notice Votes that a delegate had at the end of a block
    /// @dev Throws "getPriorVotes:" for a block that is not yet in the past
    /// @param _account The delegate
    /// @param _blockNumber A block before the current one
    /// @return _votes How many
    function getPriorVotes(address _account, uint256 _blockNumber) external view returns (uint256 _votes);

    /// @notice Delegates the caller's votes
    /// @param _delegatee To whom; zero takes them back from everybody
    function delegate(address _delegatee) external;

    /// @notice Delegates the signer's votes
    /// @dev Throws "delegateBySig: sig" for a malformed signature, "delegateBySig: nonce" and "delegateBySig: expired", in
    ///      this order. Of the two signatures that say the same, by s and by its negative, both are good.
    /// @param _delegatee To whom; zero takes them back from everybody
    /// @param _nonce The signer's nonce
    /// @param _expiry Last second, unix time, at which the signature is good
    /// @param _v Recovery id of the signature
    /// @param _r First half of the signature
    /// @param _s Second half of the signature
    function delegateBySig(
        address _delegatee,
        uint256 _nonce,
        uint256 _expiry,
        uint8 _v,
        bytes32 _r,
        bytes32 _s
    ) external;

    /// @notice Gives votes to an account, and makes it a keeper
    /// @dev Throws "addVotes: !gov"
    /// @param _voter The account
    /// @param _amount How many
    function addVotes(address _voter, uint256 _amount) external;

    /// @notice Takes votes that were given away from an account
    /// @dev Throws "addVotes: !gov", which is mainnet's text here too, and "sub: -" above what it was given
    /// @param _voter The account
    /// @param _amount How many
    function removeVotes(address _voter, uint256 _amount) external;
}
