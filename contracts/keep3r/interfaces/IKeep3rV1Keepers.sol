// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

/// @title Keepers of Keep3r V1
/// @notice Who may work: keepers bond a token, wait, and activate; governance disputes, slashes and bans them.
/// @dev Refusals are mainnet's texts, in quotes below. Times are unix seconds.
interface IKeep3rV1Keepers {
    /// @notice Emitted when somebody starts to bond
    /// @param _keeper Who
    /// @param _block The block's number
    /// @param _active After which time the bond can be activated
    /// @param _bond How much, in the token's smallest unit
    event KeeperBonding(address indexed _keeper, uint256 _block, uint256 _active, uint256 _bond);

    /// @notice Emitted when a keeper activates its bond
    /// @param _keeper The keeper
    /// @param _block The block's number
    /// @param _activated When
    /// @param _bond How much of the token it has bonded in all
    event KeeperBonded(address indexed _keeper, uint256 _block, uint256 _activated, uint256 _bond);

    /// @notice Emitted when a keeper starts to unbond
    /// @param _keeper The keeper
    /// @param _block The block's number
    /// @param _deactive After which time it can be withdrawn
    /// @param _bond How much
    event KeeperUnbonding(address indexed _keeper, uint256 _block, uint256 _deactive, uint256 _bond);

    /// @notice Emitted when a keeper withdraws what it unbonded
    /// @param _keeper The keeper
    /// @param _block The block's number
    /// @param _deactivated When
    /// @param _bond How much
    event KeeperUnbound(address indexed _keeper, uint256 _block, uint256 _deactivated, uint256 _bond);

    /// @notice Emitted when governance takes bonds away
    /// @param _keeper From whom
    /// @param _slasher Governance
    /// @param _block The block's number
    /// @param _slash How much
    event KeeperSlashed(address indexed _keeper, address indexed _slasher, uint256 _block, uint256 _slash);

    /// @notice Emitted when governance opens a dispute
    /// @param _keeper Against whom
    /// @param _block The block's number
    event KeeperDispute(address indexed _keeper, uint256 _block);

    /// @notice Emitted when governance closes a dispute
    /// @param _keeper Against whom it was
    /// @param _block The block's number
    event KeeperResolved(address indexed _keeper, uint256 _block);

    /// @notice How long a bond waits before it can be activated
    /// @return _seconds 3 days
    function BOND() external view returns (uint256 _seconds);

    /// @notice How long unbonded tokens, and unbonded liquidity, wait before they can be withdrawn
    /// @return _seconds 14 days
    function UNBOND() external view returns (uint256 _seconds);

    /// @notice After which time a bond can be activated
    /// @param _user Whose bond
    /// @param _bonding The token
    /// @return _time When; zero if it never bonded the token
    function bondings(address _user, address _bonding) external view returns (uint256 _time);

    /// @notice After which time unbonded tokens can be withdrawn
    /// @param _user Whose
    /// @param _bonding The token
    /// @return _time When; zero if it never unbonded the token
    function unbondings(address _user, address _bonding) external view returns (uint256 _time);

    /// @notice Unbonded tokens that were not withdrawn yet
    /// @param _keeper Whose
    /// @param _bonding The token
    /// @return _amount How much
    function partialUnbonding(address _keeper, address _bonding) external view returns (uint256 _amount);

    /// @notice Tokens that wait to be activated
    /// @param _keeper Whose
    /// @param _bonding The token
    /// @return _amount How much
    function pendingbonds(address _keeper, address _bonding) external view returns (uint256 _amount);

    /// @notice Active bonds: what was bonded, and in KP3R what was earned
    /// @param _keeper Whose
    /// @param _bonding The token
    /// @return _amount How much
    function bonds(address _keeper, address _bonding) external view returns (uint256 _amount);

    /// @notice All KP3R that is bonded, and all votes that governance gave
    /// @return _amount How much, in 10^-18
    function totalBonded() external view returns (uint256 _amount);

    /// @notice When a keeper activated first
    /// @param _keeper The keeper
    /// @return _time When; zero if never
    function firstSeen(address _keeper) external view returns (uint256 _time);

    /// @notice Whether there is a dispute against a keeper, who then cannot withdraw
    /// @param _keeper The keeper
    /// @return _disputed Whether there is
    function disputes(address _keeper) external view returns (bool _disputed);

    /// @notice When a keeper was last paid, or activated first
    /// @param _keeper The keeper
    /// @return _time When; zero if never
    function lastJob(address _keeper) external view returns (uint256 _time);

    /// @notice KP3R that a keeper has earned
    /// @param _keeper The keeper
    /// @return _amount How much, in 10^-18 KP3R
    function workCompleted(address _keeper) external view returns (uint256 _amount);

    /// @notice Whether somebody is a keeper
    /// @param _keeper The account
    /// @return _isKeeper Whether it activated, and was not revoked
    function keepers(address _keeper) external view returns (bool _isKeeper);

    /// @notice Whether governance banned a keeper
    /// @param _keeper The keeper
    /// @return _banned Whether it did
    function blacklist(address _keeper) external view returns (bool _banned);

    /// @notice One entry of the list of keepers
    /// @param _index Which, from 0
    /// @return _keeper The keeper
    function keeperList(uint256 _index) external view returns (address _keeper);

    /// @notice Everybody who ever was a keeper
    /// @return _list The keepers, in the order in which they came
    function getKeepers() external view returns (address[] memory _list);

    /// @notice Whether somebody is a keeper. Jobs ask before they work: what is paid for begins here.
    /// @param _keeper The account
    /// @return _isKeeper Whether it is
    function isKeeper(address _keeper) external returns (bool _isKeeper);

    /// @notice Whether a keeper has enough KP3R, bonded or in votes, and experience
    /// @param _keeper The account
    /// @param _minBond The least bond and votes together, in 10^-18 KP3R
    /// @param _earned The least that it has earned, in 10^-18 KP3R
    /// @param _age The least time since it activated first, in seconds
    /// @return _isMinKeeper Whether it has
    function isMinKeeper(
        address _keeper,
        uint256 _minBond,
        uint256 _earned,
        uint256 _age
    ) external returns (bool _isMinKeeper);

    /// @notice Whether a keeper has enough of a token bonded, and enough experience
    /// @param _keeper The account
    /// @param _bond The token
    /// @param _minBond The least bond, in the token's smallest unit
    /// @param _earned The least that it has earned, in 10^-18 KP3R
    /// @param _age The least time since it activated first, in seconds
    /// @return _isBondedKeeper Whether it has
    function isBondedKeeper(
        address _keeper,
        address _bond,
        uint256 _minBond,
        uint256 _earned,
        uint256 _age
    ) external returns (bool _isBondedKeeper);

    /// @notice Starts to bond a token of the caller, which must have approved it; zero is an amount too
    /// @dev Throws "bond: blacklisted", and where the token refuses "SafeERC20: low-level call failed"; KP3R itself refuses
    ///      with "_transferTokens: exceeds balance", and need not be approved. Bonding again starts the waiting time anew for all that waits.
    /// @param _bonding The token
    /// @param _amount How much
    function bond(address _bonding, uint256 _amount) external;

    /// @notice Makes the caller a keeper, once its bond has waited
    /// @dev Throws "activate: blacklisted" and "activate: bonding"
    /// @param _bonding The token that it bonded
    function activate(address _bonding) external;

    /// @notice Starts to unbond; the caller stays a keeper
    /// @dev Throws "sub: -" above what is bonded. Unbonding again starts the waiting time anew for all that waits.
    /// @param _bonding The token
    /// @param _amount How much
    function unbond(address _bonding, uint256 _amount) external;

    /// @notice Sends the caller what it unbonded, once that has waited
    /// @dev Throws "withdraw: unbonding" and "withdraw: disputes"
    /// @param _bonding The token
    function withdraw(address _bonding) external;

    /// @notice Opens a dispute against a keeper
    /// @dev Throws "dispute: !gov"
    /// @param _keeper The keeper
    function dispute(address _keeper) external;

    /// @notice Takes active bonds of a keeper for governance, and closes the dispute
    /// @dev Throws "slash: !gov", and "sub: -" above what is bonded; before that what the token refuses with, since it is
    ///      moved first
    /// @param _bonded The token
    /// @param _keeper The keeper
    /// @param _amount How much
    function slash(address _bonded, address _keeper, uint256 _amount) external;

    /// @notice Bans a keeper for ever and takes all its KP3R bonds
    /// @dev Throws "slash: !gov", which is mainnet's text here too
    /// @param _keeper The keeper
    function revoke(address _keeper) external;

    /// @notice Closes a dispute against a keeper
    /// @dev Throws "resolve: !gov"
    /// @param _keeper The keeper
    function resolve(address _keeper) external;
}
