// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

import {IKeep3rV1Votes} from "./interfaces/IKeep3rV1Votes.sol";
import {Keep3rV1Token} from "./Keep3rV1Token.sol";
import {RefusingMath} from "./libraries/RefusingMath.sol";

/// @title Votes of Keep3r V1
/// @notice Delegation of voting power, and its history by block
/// @dev Who bonds, or is given votes, joins in above: `_votingPower` counts it, and `_moveVotes` follows its changes.
abstract contract Keep3rV1Votes is IKeep3rV1Votes, Keep3rV1Token {
    using RefusingMath for uint256;

    /// @inheritdoc IKeep3rV1Votes
    bytes32 public constant override DELEGATION_TYPEHASH = keccak256(
        "Delegation(address delegatee,uint nonce,uint expiry)"
    );

    /// @inheritdoc IKeep3rV1Votes
    mapping(address => address) public override delegates;

    /// @inheritdoc IKeep3rV1Votes
    mapping(address => uint256) public override votes;

    // Oldest first, at most one entry a block. The getter of a mapping answers beyond the end too, as mainnet's does.
    /// @inheritdoc IKeep3rV1Votes
    mapping(address => mapping(uint32 => Checkpoint)) public override checkpoints;

    /// @inheritdoc IKeep3rV1Votes
    mapping(address => uint32) public override numCheckpoints;

    /// @inheritdoc IKeep3rV1Votes
    function delegate(address _delegatee) external override {
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
    ) external override {
        bytes32 _delegation = keccak256(abi.encode(DELEGATION_TYPEHASH, _delegatee, _nonce, _expiry));
        address _signer = ecrecover(_digest(_delegation), _v, _r, _s);
        require(_signer != address(0), "delegateBySig: sig");
        require(_nonce == nonces[_signer]++, "delegateBySig: nonce");
        require(block.timestamp <= _expiry, "delegateBySig: expired");
        _delegate(_signer, _delegatee);
    }

    /// @inheritdoc IKeep3rV1Votes
    function getPriorVotes(
        address _account,
        uint256 _blockNumber
    ) external view override returns (uint256 _votes) {
        require(_blockNumber < block.number, "getPriorVotes:");
        // Everything below `_low` was there by that block, everything from `_high` on came after it.
        uint32 _low = 0;
        uint32 _high = numCheckpoints[_account];
        while (_low < _high) {
            uint32 _middle = _low + (_high - _low) / 2;
            if (checkpoints[_account][_middle].fromBlock <= _blockNumber) _low = _middle + 1;
            else _high = _middle;
        }
        return _low == 0 ? 0 : checkpoints[_account][_low - 1].votes;
    }

    /// @inheritdoc IKeep3rV1Votes
    function getCurrentVotes(address _account) public view override returns (uint256 _votes) {
        uint32 _count = numCheckpoints[_account];
        return _count == 0 ? 0 : checkpoints[_account][_count - 1].votes;
    }

    /// @notice Moves votes between delegates and writes their histories
    /// @param _from Delegate that loses them, zero for nobody
    /// @param _to Delegate that gains them, zero for nobody
    /// @param _amount How many
    function _moveVotes(address _from, address _to, uint256 _amount) internal {
        if (_from == _to || _amount == 0) return;
        if (_from != address(0)) {
            uint256 _votes = getCurrentVotes(_from);
            _writeVotes(_from, _votes, _votes.sub(_amount, "_moveVotes: underflows"));
        }
        if (_to != address(0)) {
            uint256 _votes = getCurrentVotes(_to);
            _writeVotes(_to, _votes, _votes.add(_amount));
        }
    }

    /// @notice What an account can delegate
    /// @param _account The account
    /// @return _votes Votes that it was given, and KP3R that it has bonded
    function _votingPower(address _account) internal view virtual returns (uint256 _votes);

    function _delegate(address _delegator, address _delegatee) private {
        address _previous = delegates[_delegator];
        delegates[_delegator] = _delegatee;
        emit DelegateChanged(_delegator, _previous, _delegatee);
        _moveVotes(_previous, _delegatee, _votingPower(_delegator));
    }

    function _writeVotes(address _account, uint256 _before, uint256 _after) private {
        require(block.number <= type(uint32).max, "_writeCheckpoint: 32 bits");
        uint32 _count = numCheckpoints[_account];
        if (_count > 0 && checkpoints[_account][_count - 1].fromBlock == block.number) {
            checkpoints[_account][_count - 1].votes = _after;
        } else {
            checkpoints[_account][_count] = Checkpoint(uint32(block.number), _after);
            numCheckpoints[_account] = _count + 1;
        }
        emit DelegateVotesChanged(_account, _before, _after);
    }
}
