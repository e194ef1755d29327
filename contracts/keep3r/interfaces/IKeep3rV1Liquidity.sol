// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

/// @title Liquidity of Keep3r V1's jobs
/// @notice How liquidity of a KP3R pair becomes credits: once, for the KP3R that it represents.
/// @dev A liquidity is a share of a pair of Uniswap V2's kind with KP3R in it. Refusals are mainnet's texts, in quotes below. Times are
///      unix seconds.
interface IKeep3rV1Liquidity {
    /// @notice Emitted when liquidity is added to a job
    /// @param _job The job
    /// @param _liquidity The pair
    /// @param _provider Who added it
    /// @param _block The block's number
    /// @param _credit How much liquidity, in 10^-18
    event SubmitJob(
        address indexed _job,
        address indexed _liquidity,
        address indexed _provider,
        uint256 _block,
        uint256 _credit
    );

    /// @notice Emitted when credits are minted for liquidity
    /// @param _job The job
    /// @param _liquidity The pair
    /// @param _provider Whose liquidity
    /// @param _block The block's number
    /// @param _credit How much KP3R was credited, in 10^-18
    event ApplyCredit(
        address indexed _job,
        address indexed _liquidity,
        address indexed _provider,
        uint256 _block,
        uint256 _credit
    );

    /// @notice Emitted when liquidity is unbonded
    /// @param _job The job
    /// @param _liquidity The pair
    /// @param _provider Whose liquidity
    /// @param _block The block's number
    /// @param _credit How much liquidity, in 10^-18
    event UnbondJob(
        address indexed _job,
        address indexed _liquidity,
        address indexed _provider,
        uint256 _block,
        uint256 _credit
    );

    /// @notice Emitted when unbonded liquidity is given back
    /// @param _job The job
    /// @param _liquidity The pair
    /// @param _provider Whose liquidity
    /// @param _block The block's number
    /// @param _credit How much liquidity, in 10^-18
    event RemoveJob(
        address indexed _job,
        address indexed _liquidity,
        address indexed _provider,
        uint256 _block,
        uint256 _credit
    );

    /// @notice How long liquidity waits before its credits can be applied
    /// @return _seconds 3 days
    function LIQUIDITYBOND() external view returns (uint256 _seconds);

    /// @notice Whether a pair's liquidity is accepted
    /// @param _liquidity The pair
    /// @return _accepted Whether governance approved it, and did not revoke it since
    function liquidityAccepted(address _liquidity) external view returns (bool _accepted);

    /// @notice One entry of the list of pairs
    /// @param _index Which, from 0
    /// @return _liquidity The pair
    function liquidityPairs(uint256 _index) external view returns (address _liquidity);

    /// @notice Every pair that was ever approved, twice if it was approved twice
    /// @return _list The pairs, in the order in which they came
    function pairs() external view returns (address[] memory _list);

    /// @notice Liquidity that lies here for a job
    /// @param _provider Whose
    /// @param _liquidity The pair
    /// @param _job The job
    /// @return _amount How much, in 10^-18
    function liquidityProvided(
        address _provider,
        address _liquidity,
        address _job
    ) external view returns (uint256 _amount);

    /// @notice Liquidity whose credits were not applied yet
    /// @param _provider Whose
    /// @param _liquidity The pair
    /// @param _job The job
    /// @return _amount How much, in 10^-18
    function liquidityAmount(
        address _provider,
        address _liquidity,
        address _job
    ) external view returns (uint256 _amount);

    /// @notice After which time credits can be applied
    /// @param _provider Whose liquidity
    /// @param _liquidity The pair
    /// @param _job The job
    /// @return _time When; zero if it never added any
    function liquidityApplied(
        address _provider,
        address _liquidity,
        address _job
    ) external view returns (uint256 _time);

    /// @notice After which time unbonded liquidity can be removed
    /// @param _provider Whose liquidity
    /// @param _liquidity The pair
    /// @param _job The job
    /// @return _time When; zero if it never unbonded any
    function liquidityUnbonding(
        address _provider,
        address _liquidity,
        address _job
    ) external view returns (uint256 _time);

    /// @notice Liquidity that was unbonded and not removed yet
    /// @param _provider Whose
    /// @param _liquidity The pair
    /// @param _job The job
    /// @return _amount How much, in 10^-18
    function liquidityAmountsUnbonding(
        address _provider,
        address _liquidity,
        address _job
    ) external view returns (uint256 _amount);

    /// @notice Until when liquidity that is added does not propose a contract as a job again
    /// @param _job The contract
    /// @return _time Until when; zero if it was never proposed
    function jobProposalDelay(address _job) external view returns (uint256 _time);

    /// @notice Accepts a pair's liquidity
    /// @dev Throws "approveLiquidity: !gov", and "approveLiquidity: !pair" for one that is accepted
    /// @param _liquidity The pair
    function approveLiquidity(address _liquidity) external;

    /// @notice Accepts a pair's liquidity no longer; credits that were applied stay
    /// @dev Throws "revokeLiquidity: !gov"
    /// @param _liquidity The pair
    function revokeLiquidity(address _liquidity) external;

    /// @notice Adds liquidity of the caller, which must have approved it, to a job
    /// @dev Throws "addLiquidityToJob: !pair", and "SafeERC20: low-level call failed" where the pair refuses. For a contract that is no job, asks governance to vote on it, and
    ///      fails where governance cannot do that, as V1's proxy cannot. Adding again starts the waiting time anew
    ///      for all that waits.
    /// @param _liquidity The pair
    /// @param _job The job
    /// @param _amount How much, in 10^-18
    function addLiquidityToJob(address _liquidity, address _job, uint256 _amount) external;

    /// @notice Mints the KP3R that liquidity represents as credits of its job, once it has waited; anybody may call
    /// @dev Throws "addLiquidityToJob: !pair", "credit: no bond" and "credit: bonding"; "div: /" for a pair without any
    ///      liquidity. A pair without KP3R is worth nothing. All that waited is applied,
    ///      so a second call mints nothing.
    /// @param _provider Whose liquidity
    /// @param _liquidity The pair
    /// @param _job The job
    function applyCreditToJob(address _provider, address _liquidity, address _job) external;

    /// @notice Unbonds liquidity of the caller, and burns the credits that it represents now, or what is left of them
    /// @dev Throws "credit: pending credit" and "unbondLiquidityFromJob: insufficient funds"
    /// @param _liquidity The pair
    /// @param _job The job
    /// @param _amount How much, in 10^-18
    function unbondLiquidityFromJob(address _liquidity, address _job, uint256 _amount) external;

    /// @notice Gives the caller its unbonded liquidity back, once it has waited
    /// @dev Throws "removeJob: unbond" and "removeJob: unbonding"
    /// @param _liquidity The pair
    /// @param _job The job
    function removeLiquidityFromJob(address _liquidity, address _job) external;
}
