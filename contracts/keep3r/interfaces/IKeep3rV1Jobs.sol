// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

/// @title Jobs of Keep3r V1
/// @notice Who is a job, which credits it holds, and how it pays keepers with them.
/// @dev Credits are an account of the job with this contract: in KP3R, in any other token, or in ether. Refusals
///      are mainnet's texts, in quotes below, "insuffient" and all.
interface IKeep3rV1Jobs {
    /// @notice Emitted when governance adds a job
    /// @param _job The job
    /// @param _block The block's number
    /// @param _governance Governance
    event JobAdded(address indexed _job, uint256 _block, address _governance);

    /// @notice Emitted when governance removes a job
    /// @param _job The job
    /// @param _block The block's number
    /// @param _governance Governance
    event JobRemoved(address indexed _job, uint256 _block, address _governance);

    /// @notice Emitted when a job pays a keeper
    /// @param _credit The token, or `ETH`
    /// @param _job The job
    /// @param _keeper The keeper
    /// @param _block The block's number
    /// @param _amount How much, in the token's smallest unit
    event KeeperWorked(
        address indexed _credit,
        address indexed _job,
        address indexed _keeper,
        uint256 _block,
        uint256 _amount
    );

    /// @notice Emitted when credits are given to a job, the ones that come from liquidity excepted
    /// @param _credit The token, or `ETH`
    /// @param _job The job
    /// @param _creditor Who gave them
    /// @param _block The block's number
    /// @param _amount How much was given, the fee included
    event AddCredit(
        address indexed _credit,
        address indexed _job,
        address indexed _creditor,
        uint256 _block,
        uint256 _amount
    );

    /// @notice Governance's part of credits that are given in tokens or ether
    /// @return _fee 30, in parts of `BASE`
    function FEE() external view returns (uint256 _fee);

    /// @notice What `FEE` is a part of
    /// @return _base 10,000
    function BASE() external view returns (uint256 _base);

    /// @notice Stands for ether where a token is asked for
    /// @return _eth 0xE
    function ETH() external view returns (address _eth);

    /// @notice Whether something is a job
    /// @param _job The contract
    /// @return _isJob Whether it was added, and not removed
    function jobs(address _job) external view returns (bool _isJob);

    /// @notice What a job can pay with
    /// @param _job The job
    /// @param _credit The token, or `ETH`
    /// @return _amount How much, in the token's smallest unit
    function credits(address _job, address _credit) external view returns (uint256 _amount);

    /// @notice One entry of the list of jobs
    /// @param _index Which, from 0
    /// @return _job The job
    function jobList(uint256 _index) external view returns (address _job);

    /// @notice Everything that ever was a job, twice if it was added twice
    /// @return _list The jobs, in the order in which they came
    function getJobs() external view returns (address[] memory _list);

    /// @notice Adds a job
    /// @dev Throws "addJob: !gov" and "addJob: job known"
    /// @param _job The contract
    function addJob(address _job) external;

    /// @notice Removes a job, which keeps its credits and cannot use them
    /// @dev Throws "removeJob: !gov"
    /// @param _job The job
    function removeJob(address _job) external;

    /// @notice Mints KP3R as credits of a job
    /// @dev Throws "addKPRCredit: !gov" and "addKPRCredit: !job"
    /// @param _job The job
    /// @param _amount How much, in 10^-18 KP3R
    function addKPRCredit(address _job, uint256 _amount) external;

    /// @notice Gives tokens of the caller, which must have approved them, to a job as credits; governance gets the fee
    /// @dev Throws "addCreditETH: !job", which is mainnet's text here too, "SafeERC20: low-level call failed" where the
    ///      token refuses, and "ReentrancyGuard: reentrant call". KP3R is a token as any other here: the caller must
    ///      have approved it to this contract.
    /// @param _credit The token
    /// @param _job The job
    /// @param _amount How much
    function addCredit(address _credit, address _job, uint256 _amount) external;

    /// @notice Gives ether to a job as credits; governance gets the fee
    /// @dev Throws "addCreditETH: !job". Reverts without a text where governance takes no ether with 2,300 gas, as V1's
    ///      proxy does not.
    /// @param _job The job
    function addCreditETH(address _job) external payable;

    /// @notice Called by a job when it was worked: pays the keeper for the gas since `isKeeper`, in bonded KP3R
    /// @dev Pays what the helper quotes, which is asked before anything is checked. Throws as `workReceipt` does.
    /// @param _keeper The keeper
    function worked(address _keeper) external;

    /// @notice Called by a job when it was worked: pays the keeper an amount, in bonded KP3R
    /// @dev Throws "workReceipt: !job", "workReceipt: max limit" above the helper's quote for the gas since
    ///      `isKeeper`, "sub: -" where more gas is left than then, and "workReceipt: insuffient funds"
    /// @param _keeper The keeper
    /// @param _amount How much, in 10^-18 KP3R
    function workReceipt(address _keeper, uint256 _amount) external;

    /// @notice Called by a job: pays the keeper in another token, without a limit
    /// @dev Throws "receipt: !job", "workReceipt: insuffient funds", and where the token refuses "SafeERC20: low-level
    ///      call failed"
    /// @param _credit The token
    /// @param _keeper The keeper
    /// @param _amount How much, in the token's smallest unit
    function receipt(address _credit, address _keeper, uint256 _amount) external;

    /// @notice Called by a job: pays the keeper in ether, without a limit
    /// @dev Throws "receipt: !job" and "workReceipt: insuffient funds". Reverts without a text where the keeper takes no
    ///      ether with 2,300 gas.
    /// @param _keeper The keeper
    /// @param _amount How much, in wei
    function receiptETH(address _keeper, uint256 _amount) external;
}
