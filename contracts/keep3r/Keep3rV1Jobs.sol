// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {IKeep3rV1Helper} from "./interfaces/IKeep3rV1Helper.sol";
import {IKeep3rV1Jobs} from "./interfaces/IKeep3rV1Jobs.sol";
import {Keep3rV1Keepers} from "./Keep3rV1Keepers.sol";

/// @title Jobs of Keep3r V1
/// @notice The list of jobs, their credits, and the payment of keepers
/// @dev Credits in KP3R are tokens that this contract holds: what a job pays moves from its credits to the
///      keeper's bonds, and the tokens stay where they are until the keeper withdraws them.
abstract contract Keep3rV1Jobs is IKeep3rV1Jobs, Keep3rV1Keepers {
    using SafeERC20 for IERC20;

    /// @inheritdoc IKeep3rV1Jobs
    uint256 public constant FEE = 30;

    /// @inheritdoc IKeep3rV1Jobs
    uint256 public constant BASE = 10_000;

    /// @inheritdoc IKeep3rV1Jobs
    address public constant ETH = address(0xE);

    /// @inheritdoc IKeep3rV1Jobs
    mapping(address _job => bool _isJob) public jobs;

    /// @inheritdoc IKeep3rV1Jobs
    mapping(address _job => mapping(address _credit => uint256 _amount)) public credits;

    /// @inheritdoc IKeep3rV1Jobs
    address[] public jobList;

    /// @notice Lets only jobs through
    /// @param _job Who is to be a job
    /// @param _refusal The text to refuse others with
    modifier onlyJob(address _job, string memory _refusal) {
        require(jobs[_job], _refusal);
        _;
    }

    /// @inheritdoc IKeep3rV1Jobs
    function addJob(address _job) external onlyGovernance("addJob: !gov") {
        require(!jobs[_job], "addJob: job known");
        jobs[_job] = true;
        jobList.push(_job);
        emit JobAdded(_job, block.number, msg.sender);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function removeJob(address _job) external onlyGovernance("removeJob: !gov") {
        jobs[_job] = false;
        emit JobRemoved(_job, block.number, msg.sender);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function addKPRCredit(
        address _job,
        uint256 _amount
    ) external onlyGovernance("addKPRCredit: !gov") onlyJob(_job, "addKPRCredit: !job") {
        _mintCredits(_job, _amount);
        emit TokenCreditAddition(address(this), _job, msg.sender, block.number, _amount);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function addCredit(
        address _credit,
        address _job,
        uint256 _amount
    ) external nonReentrant onlyJob(_job, "addCreditETH: !job") {
        uint256 _received = _collect(_credit, _amount);
        uint256 _fee = _creditWithoutFee(_job, _credit, _received);
        IERC20(_credit).safeTransfer(governance, _fee);
        emit TokenCreditAddition(_credit, _job, msg.sender, block.number, _received);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function addCreditETH(address _job) external payable onlyJob(_job, "addCreditETH: !job") {
        uint256 _fee = _creditWithoutFee(_job, ETH, msg.value);
        Address.sendValue(payable(governance), _fee);
        emit TokenCreditAddition(ETH, _job, msg.sender, block.number, msg.value);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function worked(address _keeper) external {
        workReceipt(_keeper, _payableNow());
    }

    /// @inheritdoc IKeep3rV1Jobs
    function receipt(
        address _credit,
        address _keeper,
        uint256 _amount
    ) external onlyJob(msg.sender, "receipt: !job") {
        _spend(_credit, _keeper, _amount);
        IERC20(_credit).safeTransfer(_keeper, _amount);
        emit KeeperWorked(_credit, msg.sender, _keeper, block.number, _amount);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function receiptETH(address _keeper, uint256 _amount) external onlyJob(msg.sender, "receipt: !job") {
        _spend(ETH, _keeper, _amount);
        Address.sendValue(payable(_keeper), _amount);
        emit KeeperWorked(ETH, msg.sender, _keeper, block.number, _amount);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function getJobs() external view returns (address[] memory _list) {
        return jobList;
    }

    /// @inheritdoc IKeep3rV1Jobs
    function workReceipt(address _keeper, uint256 _amount) public onlyJob(msg.sender, "workReceipt: !job") {
        require(_amount <= _payableNow(), "workReceipt: max limit");
        _spend(address(this), _keeper, _amount);
        _addBonds(_keeper, address(this), _amount);
        workCompleted[_keeper] += _amount;
        // As on mainnet: no balance moves, but lists of transfers show the payment.
        emit Transfer(msg.sender, _keeper, _amount);
        emit KeeperWorked(address(this), msg.sender, _keeper, block.number, _amount);
    }

    /// @notice Mints KP3R to this contract, as credits of a job
    function _mintCredits(address _job, uint256 _amount) internal {
        credits[_job][address(this)] += _amount;
        _mint(address(this), _amount);
    }

    function _creditWithoutFee(
        address _job,
        address _credit,
        uint256 _amount
    ) private returns (uint256 _fee) {
        _fee = (_amount * FEE) / BASE;
        credits[_job][_credit] += _amount - _fee;
    }

    function _spend(address _credit, address _keeper, uint256 _amount) private {
        uint256 _left = credits[msg.sender][_credit];
        require(_amount <= _left, "workReceipt: insuffient funds");
        credits[msg.sender][_credit] = _left - _amount;
        lastJob[_keeper] = block.timestamp;
    }

    /// @notice What the helper quotes for the gas since `isKeeper`
    function _payableNow() private view returns (uint256 _amount) {
        return IKeep3rV1Helper(KPRH).getQuoteLimit(_gasAtValidation - gasleft());
    }
}
