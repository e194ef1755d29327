// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IKeep3rV1} from "keep3r-v2/solidity/interfaces/external/IKeep3rV1.sol";
import {IKeep3rV1Proxy} from "keep3r-v2/solidity/interfaces/external/IKeep3rV1Proxy.sol";
import {Governable} from "./Governable.sol";

/// @title Proxy of Keep3r V1's governance
/// @notice Governs KP3R on behalf of its own governance, and lets others have newly minted KP3R: the minter
///         (Keep3r V2) as much as it asks for, and recipients up to their cap once a week
/// @dev Stands in for the contract at 0xFC48aC750959d5d5aE9A4bb38f548A7CA8763F8d. Amounts are in 10^-18 KP3R.
///      It can mint and forward once it is V1's governance; until then those functions throw what V1 throws.
contract Keep3rV1Proxy is IKeep3rV1Proxy, Governable {
    /// @notice The KP3R contract that is governed
    address public keep3rV1;

    /// @notice Who may mint at will; nobody until governance says so
    address public minter;

    /// @notice The time, unix seconds, from which a recipient may draw again; zero if it never drew
    mapping(address _recipient => uint256 _time) public next;

    /// @notice How much a recipient draws at a time; zero if it is no recipient
    mapping(address _recipient => uint256 _amount) public caps;

    address[] private _recipients;

    // Place in the list counted from 1, so that 0 is "not in it".
    mapping(address _recipient => uint256 _place) private _places;

    /// @notice Refuses the zero address
    /// @param _address The address to check
    modifier notZero(address _address) {
        if (_address == address(0)) revert ZeroAddress();
        _;
    }

    /// @dev Throws NoGovernanceZeroAddress and ZeroAddress
    /// @param _governance Who governs the proxy
    /// @param _keep3rV1 The KP3R contract
    constructor(address _governance, address _keep3rV1) Governable(_governance) notZero(_keep3rV1) {
        keep3rV1 = _keep3rV1;
    }

    /// @notice Lets an address draw every week, or changes how much it draws
    /// @dev Throws OnlyGovernance
    /// @param _recipient Who draws
    /// @param _amount How much at a time
    function addRecipient(address _recipient, uint256 _amount) external onlyGovernance {
        caps[_recipient] = _amount;
        if (_places[_recipient] != 0) return;
        _recipients.push(_recipient);
        _places[_recipient] = _recipients.length;
    }

    /// @notice Stops an address from drawing; its waiting time is kept in case it comes back
    /// @dev Throws OnlyGovernance; does nothing for an address that is no recipient
    /// @param _recipient Who drew
    function removeRecipient(address _recipient) external onlyGovernance {
        uint256 _place = _places[_recipient];
        if (_place == 0) return;
        address _last = _recipients[_recipients.length - 1];
        _recipients[_place - 1] = _last;
        _places[_last] = _place;
        _recipients.pop();
        delete _places[_recipient];
        delete caps[_recipient];
    }

    /// @notice Mints the caller's weekly amount to it
    /// @dev Throws Cooldown before the week is over, and NoDrawableAmount for a caller without a cap. Who draws
    ///      up to a week late keeps its rhythm, since the next week counts from when it could have drawn; who is
    ///      later than that starts anew, so that missed weeks cannot be collected.
    /// @return _amount How much was minted
    function draw() external returns (uint256 _amount) {
        uint256 _due = next[msg.sender];
        if (block.timestamp < _due) revert Cooldown();
        _amount = caps[msg.sender];
        if (_amount == 0) revert NoDrawableAmount();
        bool _missedAWeek = block.timestamp > _due + 1 weeks;
        next[msg.sender] = (_missedAWeek ? block.timestamp : _due) + 1 weeks;
        _mintTo(msg.sender, _amount);
    }

    /// @notice Points the proxy to another KP3R contract
    /// @dev Throws OnlyGovernance and ZeroAddress
    /// @param _keep3rV1 The contract
    function setKeep3rV1(address _keep3rV1) external onlyGovernance notZero(_keep3rV1) {
        keep3rV1 = _keep3rV1;
    }

    /// @notice Names who may mint at will
    /// @dev Throws OnlyGovernance and ZeroAddress
    /// @param _minter The minter: Keep3r V2, which mints what keepers withdraw
    function setMinter(address _minter) external onlyGovernance notZero(_minter) {
        minter = _minter;
    }

    /// @notice Mints KP3R to the minter
    /// @dev Throws OnlyMinter
    /// @param _amount How much
    function mint(uint256 _amount) external {
        if (msg.sender != minter) revert OnlyMinter();
        _mintTo(msg.sender, _amount);
    }

    /// @notice Mints KP3R to anybody
    /// @dev Throws OnlyGovernance
    /// @param _account To whom
    /// @param _amount How much
    function mint(address _account, uint256 _amount) external onlyGovernance {
        _mintTo(_account, _amount);
    }

    /// @notice Proposes who governs V1 after this proxy
    /// @dev Throws OnlyGovernance
    /// @param _governance The successor
    function setKeep3rV1Governance(address _governance) external onlyGovernance {
        IKeep3rV1(keep3rV1).setGovernance(_governance);
    }

    /// @notice Makes this proxy V1's governance, after V1's governance proposed it
    /// @dev Throws OnlyGovernance
    function acceptKeep3rV1Governance() external onlyGovernance {
        IKeep3rV1(keep3rV1).acceptGovernance();
    }

    /// @notice Opens a dispute against a V1 keeper
    /// @dev Throws OnlyGovernance
    /// @param _keeper The keeper
    function dispute(address _keeper) external onlyGovernance {
        IKeep3rV1(keep3rV1).dispute(_keeper);
    }

    /// @notice Takes bonds away from a disputed V1 keeper
    /// @dev Throws OnlyGovernance
    /// @param _bonded Token that was bonded
    /// @param _keeper The keeper
    /// @param _amount How much of the token
    function slash(address _bonded, address _keeper, uint256 _amount) external onlyGovernance {
        IKeep3rV1(keep3rV1).slash(_bonded, _keeper, _amount);
    }

    /// @notice Bans a V1 keeper and takes its KP3R bonds away
    /// @dev Throws OnlyGovernance
    /// @param _keeper The keeper
    function revoke(address _keeper) external onlyGovernance {
        IKeep3rV1(keep3rV1).revoke(_keeper);
    }

    /// @notice Closes a dispute against a V1 keeper
    /// @dev Throws OnlyGovernance
    /// @param _keeper The keeper
    function resolve(address _keeper) external onlyGovernance {
        IKeep3rV1(keep3rV1).resolve(_keeper);
    }

    /// @notice Registers a V1 job
    /// @dev Throws OnlyGovernance
    /// @param _job The job
    function addJob(address _job) external onlyGovernance {
        IKeep3rV1(keep3rV1).addJob(_job);
    }

    /// @notice Removes a V1 job
    /// @dev Throws OnlyGovernance
    /// @param _job The job
    function removeJob(address _job) external onlyGovernance {
        IKeep3rV1(keep3rV1).removeJob(_job);
    }

    /// @notice Gives KP3R credits to a V1 job
    /// @dev Throws OnlyGovernance
    /// @param _job The job
    /// @param _amount How much
    function addKPRCredit(address _job, uint256 _amount) external onlyGovernance {
        IKeep3rV1(keep3rV1).addKPRCredit(_job, _amount);
    }

    /// @notice Lets a pair's liquidity earn V1 credits
    /// @dev Throws OnlyGovernance
    /// @param _liquidity The pair
    function approveLiquidity(address _liquidity) external onlyGovernance {
        IKeep3rV1(keep3rV1).approveLiquidity(_liquidity);
    }

    /// @notice Stops a pair's liquidity from earning V1 credits
    /// @dev Throws OnlyGovernance
    /// @param _liquidity The pair
    function revokeLiquidity(address _liquidity) external onlyGovernance {
        IKeep3rV1(keep3rV1).revokeLiquidity(_liquidity);
    }

    /// @notice Replaces V1's helper
    /// @dev Throws OnlyGovernance
    /// @param _keep3rHelper The helper
    function setKeep3rHelper(address _keep3rHelper) external onlyGovernance {
        IKeep3rV1(keep3rV1).setKeep3rHelper(_keep3rHelper);
    }

    /// @notice Gives V1 votes to an account
    /// @dev Throws OnlyGovernance
    /// @param _voter The account
    /// @param _amount How many, in 10^-18 votes
    function addVotes(address _voter, uint256 _amount) external onlyGovernance {
        IKeep3rV1(keep3rV1).addVotes(_voter, _amount);
    }

    /// @notice Takes V1 votes away from an account
    /// @dev Throws OnlyGovernance
    /// @param _voter The account
    /// @param _amount How many, in 10^-18 votes
    function removeVotes(address _voter, uint256 _amount) external onlyGovernance {
        IKeep3rV1(keep3rV1).removeVotes(_voter, _amount);
    }

    /// @notice Everybody who may draw
    /// @return _list The recipients
    function recipients() external view returns (address[] memory _list) {
        return _recipients;
    }

    /// @notice Everybody who may draw, and how much
    /// @return _list The recipients with their caps
    function recipientsCaps() external view returns (Recipient[] memory _list) {
        _list = new Recipient[](_recipients.length);
        for (uint256 _index; _index < _list.length; ++_index) {
            address _recipient = _recipients[_index];
            _list[_index] = Recipient(_recipient, caps[_recipient]);
        }
    }

    /// @notice Mints KP3R and passes it on: V1 mints to its governance only, which is this contract
    function _mintTo(address _account, uint256 _amount) private {
        IKeep3rV1(keep3rV1).mint(_amount);
        IKeep3rV1(keep3rV1).transfer(_account, _amount);
    }
}
