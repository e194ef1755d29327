// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IKeep3rV1Votes} from "./interfaces/IKeep3rV1Votes.sol";
import {Keep3rV1Token} from "./Keep3rV1Token.sol";

/// @title Votes of Keep3r V1
/// @notice Voting power that governance adds and removes, its delegation, and its history by block
/// @dev Bonding joins in above: it overrides `_votingPower` to count bonds, and calls `_moveVotes` when they change.
abstract contract Keep3rV1Votes is IKeep3rV1Votes, Keep3rV1Token {
    /// @inheritdoc IKeep3rV1Votes
    bytes32 public constant DELEGATION_TYPEHASH = keccak256(
        "Delegation(address delegatee,uint nonce,uint expiry)"
    );

    /// @inheritdoc IKeep3rV1Votes
    mapping(address _delegator => address _delegate) public delegates;

    /// @inheritdoc IKeep3rV1Votes
    mapping(address _delegator => uint256 _votes) public votes;

    // Oldest first, at most one entry a block.
    mapping(address _delegate => Checkpoint[] _history) private _histories;

    /// @inheritdoc IKeep3rV1Votes
    function delegate(address _delegatee) external {
        _delegate(msg.sender, _delegatee);
    }

    /// @inheritdoc IKeep3rV1Votes
    function delegateBySig(
        address _delegatee,
        uint256 _nonce,
        uint256 _expiry,
        uint8 _v,
        bytes32 _r,
        bytes32 _s
    ) external {
        bytes32 _delegation = keccak256(abi.encode(DELEGATION_TYPEHASH, _delegatee, _nonce, _expiry));
        address _signer = _recoverSigner(_delegation, _expiry, _v, _r, _s);
        _useCheckedNonce(_signer, _nonce);
        _delegate(_signer, _delegatee);
    }

    /// @inheritdoc IKeep3rV1Votes
    function addVotes(address _voter, uint256 _amount) public virtual onlyGovernance("addVotes: !gov") {
        votes[_voter] += _amount;
        _moveVotes(address(0), delegates[_voter], _amount);
    }

    /// @inheritdoc IKeep3rV1Votes
    function removeVotes(address _voter, uint256 _amount) public virtual onlyGovernance("addVotes: !gov") {
        uint256 _votes = votes[_voter];
        if (_amount > _votes) revert InsufficientVotes(_voter, _votes, _amount);
        votes[_voter] = _votes - _amount;
        _moveVotes(delegates[_voter], address(0), _amount);
    }

    /// @inheritdoc IKeep3rV1Votes
    function checkpoints(
        address _account,
        uint32 _checkpoint
    ) external view returns (Checkpoint memory _entry) {
        Checkpoint[] storage _history = _histories[_account];
        if (_checkpoint < _history.length) _entry = _history[_checkpoint];
    }

    /// @inheritdoc IKeep3rV1Votes
    function numCheckpoints(address _account) external view returns (uint32 _count) {
        return SafeCast.toUint32(_histories[_account].length);
    }

    /// @inheritdoc IKeep3rV1Votes
    function getCurrentVotes(address _account) external view returns (uint256 _votes) {
        return _latestVotes(_histories[_account]);
    }

    /// @inheritdoc IKeep3rV1Votes
    function getPriorVotes(address _account, uint256 _blockNumber) external view returns (uint256 _votes) {
        if (_blockNumber >= block.number) revert BlockNotYetMined(_blockNumber, block.number);
        Checkpoint[] storage _history = _histories[_account];
        // Everything below `_low` was there by that block, everything from `_high` on came after it.
        uint256 _low = 0;
        uint256 _high = _history.length;
        while (_low < _high) {
            uint256 _middle = (_low + _high) / 2;
            if (_history[_middle].fromBlock <= _blockNumber) _low = _middle + 1;
            else _high = _middle;
        }
        return _low == 0 ? 0 : _history[_low - 1].votes;
    }

    /// @notice Sets an account's delegate and moves its voting power there
    /// @param _delegator The account
    /// @param _delegatee Its new delegate, zero for nobody
    function _delegate(address _delegator, address _delegatee) internal {
        address _previous = delegates[_delegator];
        delegates[_delegator] = _delegatee;
        emit DelegateChanged(_delegator, _previous, _delegatee);
        _moveVotes(_previous, _delegatee, _votingPower(_delegator));
    }

    /// @notice Moves votes between delegates and writes their histories
    /// @param _from Delegate that loses them, zero for nobody
    /// @param _to Delegate that gains them, zero for nobody
    /// @param _amount How many
    function _moveVotes(address _from, address _to, uint256 _amount) internal {
        if (_from == _to || _amount == 0) return;
        if (_from != address(0)) _writeVotes(_from, _latestVotes(_histories[_from]) - _amount);
        if (_to != address(0)) _writeVotes(_to, _latestVotes(_histories[_to]) + _amount);
    }

    /// @notice What an account can delegate
    /// @param _account The account
    /// @return _votes The votes that governance gave to it
    function _votingPower(address _account) internal view virtual returns (uint256 _votes) {
        return votes[_account];
    }

    function _writeVotes(address _account, uint256 _votes) private {
        Checkpoint[] storage _history = _histories[_account];
        emit DelegateVotesChanged(_account, _latestVotes(_history), _votes);
        uint256 _length = _history.length;
        if (_length > 0 && _history[_length - 1].fromBlock == block.number) {
            _history[_length - 1].votes = _votes;
        } else {
            _history.push(Checkpoint(SafeCast.toUint32(block.number), _votes));
        }
    }

    function _latestVotes(Checkpoint[] storage _history) private view returns (uint256 _votes) {
        uint256 _length = _history.length;
        return _length == 0 ? 0 : _history[_length - 1].votes;
    }
}
