// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

import {IKeep3rV1Helper} from "./interfaces/IKeep3rV1Helper.sol";
import {IKeep3rV1Jobs} from "./interfaces/IKeep3rV1Jobs.sol";
import {Keep3rV1Keepers} from "./Keep3rV1Keepers.sol";
import {OtherTokens} from "./libraries/OtherTokens.sol";
import {RefusingMath} from "./libraries/RefusingMath.sol";

/// @title Jobs of Keep3r V1
/// @notice The list of jobs, their credits, and the payment of keepers
/// @dev Credits in KP3R are tokens that this contract holds: what a job pays moves from its credits to the
///      keeper's bonds, and the tokens stay where they are until the keeper withdraws them.
abstract contract Keep3rV1Jobs is IKeep3rV1Jobs, Keep3rV1Keepers {
    using OtherTokens for address;
    using RefusingMath for uint256;

    /// @inheritdoc IKeep3rV1Jobs
    uint256 public constant override FEE = 30;

    /// @inheritdoc IKeep3rV1Jobs
    uint256 public constant override BASE = 10_000;

    /// @inheritdoc IKeep3rV1Jobs
    address public constant override ETH = address(0xE);

    /// @inheritdoc IKeep3rV1Jobs
    mapping(address => bool) public override jobs;

    /// @inheritdoc IKeep3rV1Jobs
    mapping(address => mapping(address => uint256)) public override credits;

    /// @inheritdoc IKeep3rV1Jobs
    address[] public override jobList;

    /// @notice Lets only jobs through
    /// @param _job Who is to be a job
    /// @param _refusal The text to refuse others with
    modifier onlyJob(address _job, string memory _refusal) {
        require(jobs[_job], _refusal);
        _;
    }

    /// @inheritdoc IKeep3rV1Jobs
    function addJob(address _job) external override onlyGovernance("addJob: !gov") {
        require(!jobs[_job], "addJob: job known");
        jobs[_job] = true;
        jobList.push(_job);
        emit JobAdded(_job, block.number, msg.sender);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function removeJob(address _job) external override onlyGovernance("removeJob: !gov") {
        jobs[_job] = false;
        emit JobRemoved(_job, block.number, msg.sender);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function addKPRCredit(
        address _job,
        uint256 _amount
    ) external override onlyGovernance("addKPRCredit: !gov") onlyJob(_job, "addKPRCredit: !job") {
        _mintCredits(_job, _amount);
        emit AddCredit(address(this), _job, msg.sender, block.number, _amount);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function addCredit(
        address _credit,
        address _job,
        uint256 _amount
    ) external override nonReentrant onlyJob(_job, "addCreditETH: !job") {
        uint256 _received = _collect(_credit, _amount);
        _credit.send(governance, _creditWithoutFee(_job, _credit, _received));
        emit AddCredit(_credit, _job, msg.sender, block.number, _received);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function addCreditETH(address _job) external payable override onlyJob(_job, "addCreditETH: !job") {
        payable(governance).transfer(_creditWithoutFee(_job, ETH, msg.value));
        emit AddCredit(ETH, _job, msg.sender, block.number, msg.value);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function worked(address _keeper) external override {
        workReceipt(_keeper, _payableNow());
    }

    /// @inheritdoc IKeep3rV1Jobs
    function receipt(
        address _credit,
        address _keeper,
        uint256 _amount
    ) external override onlyJob(msg.sender, "receipt: !job") {
        _spend(_credit, _keeper, _amount);
        _credit.send(_keeper, _amount);
        emit KeeperWorked(_credit, msg.sender, _keeper, block.number, _amount);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function receiptETH(
        address _keeper,
        uint256 _amount
    ) external override onlyJob(msg.sender, "receipt: !job") {
        _spend(ETH, _keeper, _amount);
        payable(_keeper).transfer(_amount);
        emit KeeperWorked(ETH, msg.sender, _keeper, block.number, _amount);
    }

    /// @inheritdoc IKeep3rV1Jobs
    function getJobs() external view override returns (address[] memory _list) {
        return jobList;
    }

    /// @inheritdoc IKeep3rV1Jobs
    function workReceipt(
        address _keeper,
        uint256 _amount
    ) public override onlyJob(msg.sender, "workReceipt: !job") {
        require(_amount <= _payableNow(), "workReceipt: max limit");
        _spend(address(this), _keeper, _amount);
        _addBonds(_keeper, address(this), _amount);
        // As on mainnet: no balance moves, but lists of transfers show the payment.
        emit Transfer(msg.sender, _keeper, _amount);
        workCompleted[_keeper] = workCompleted[_keeper].add(_amount);
        emit KeeperWorked(address(this), msg.sender, _keeper, block.number, _amount);
    }

    /// @notice Mints KP3R to this contract, as credits of a job
    function _mintCredits(address _job, uint256 _amount) internal {
        credits[_job][address(this)] = credits[_job][address(this)].add(_amount);
        _mint(address(this), _amount);
    }

    /// @return _fee Governance's part, which the job is not credited with
    function _creditWithoutFee(
        address _job,
        address _credit,
        uint256 _amount
    ) private returns (uint256 _fee) {
        _fee = _amount.mul(FEE).div(BASE);
        credits[_job][_credit] = credits[_job][_credit].add(_amount.sub(_fee));
    }

    function _spend(address _credit, address _keeper, uint256 _amount) private {
        credits[msg.sender][_credit] = credits[msg.sender][_credit].sub(
            _amount,
            "workReceipt: insuffient funds"
        );
        lastJob[_keeper] = block.timestamp;
    }

    /// @notice What the helper quotes for the gas since `isKeeper`
    function _payableNow() private view returns (uint256 _amount) {
        return IKeep3rV1Helper(KPRH).getQuoteLimit(_gasAtValidation.sub(gasleft()));
    }
}
