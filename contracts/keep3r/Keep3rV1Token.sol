// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

import {IKeep3rV1Token} from "./interfaces/IKeep3rV1Token.sol";
import {Keep3rV1Governance} from "./Keep3rV1Governance.sol";
import {RefusingMath} from "./libraries/RefusingMath.sol";

/// @title KP3R as a token
/// @notice The ERC-20 with permit, minting and burning
/// @dev Signatures follow the contract on mainnet to the letter, so that one that is good here is good there.
///      Its domain has no version, and its types say `uint`, where EIP-712 wants `uint256`: typed-data signers
///      of wallets write `uint256` and produce other hashes. Sign the digest of the typehashes that this contract
///      publishes instead.
abstract contract Keep3rV1Token is IKeep3rV1Token, Keep3rV1Governance {
    using RefusingMath for uint256;

    /// @inheritdoc IKeep3rV1Token
    string public constant override name = "Keep3rV1";

    /// @inheritdoc IKeep3rV1Token
    string public constant override symbol = "KP3R";

    /// @inheritdoc IKeep3rV1Token
    uint8 public constant override decimals = 18;

    /// @inheritdoc IKeep3rV1Token
    bytes32 public constant override DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,uint chainId,address verifyingContract)"
    );

    /// @inheritdoc IKeep3rV1Token
    bytes32 public constant override PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint value,uint nonce,uint deadline)"
    );

    /// @inheritdoc IKeep3rV1Token
    bytes32 public immutable override DOMAINSEPARATOR;

    /// @inheritdoc IKeep3rV1Token
    uint256 public override totalSupply;

    /// @inheritdoc IKeep3rV1Token
    mapping(address => uint256) public override balanceOf;

    /// @inheritdoc IKeep3rV1Token
    mapping(address => mapping(address => uint256)) public override allowance;

    /// @inheritdoc IKeep3rV1Token
    mapping(address => uint256) public override nonces;

    constructor() {
        DOMAINSEPARATOR = keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256(bytes(name)), block.chainid, address(this))
        );
    }

    /// @inheritdoc IKeep3rV1Token
    function approve(address _spender, uint256 _amount) external override returns (bool _success) {
        _approve(msg.sender, _spender, _amount);
        return true;
    }

    /// @inheritdoc IKeep3rV1Token
    function transfer(address _to, uint256 _amount) external override returns (bool _success) {
        _transfer(msg.sender, _to, _amount);
        return true;
    }

    /// @inheritdoc IKeep3rV1Token
    function transferFrom(
        address _from,
        address _to,
        uint256 _amount
    ) external override returns (bool _success) {
        uint256 _allowed = allowance[_from][msg.sender];
        if (msg.sender != _from && _allowed != type(uint256).max) {
            _approve(_from, msg.sender, _allowed.sub(_amount, "transferFrom: exceeds spender allowance"));
        }
        _transfer(_from, _to, _amount);
        return true;
    }

    /// @inheritdoc IKeep3rV1Token
    function permit(
        address _owner,
        address _spender,
        uint256 _amount,
        uint256 _deadline,
        uint8 _v,
        bytes32 _r,
        bytes32 _s
    ) external override {
        bytes32 _permit = keccak256(
            abi.encode(PERMIT_TYPEHASH, _owner, _spender, _amount, nonces[_owner]++, _deadline)
        );
        address _signer = ecrecover(_digest(_permit), _v, _r, _s);
        require(_signer != address(0), "permit: signature");
        require(_signer == _owner, "permit: unauthorized");
        require(block.timestamp <= _deadline, "permit: expired");
        _approve(_owner, _spender, _amount);
    }

    /// @inheritdoc IKeep3rV1Token
    function mint(uint256 _amount) external override onlyGovernance("mint: !gov") {
        _mint(msg.sender, _amount);
    }

    /// @inheritdoc IKeep3rV1Token
    function burn(uint256 _amount) external override {
        _burn(msg.sender, _amount);
    }

    /// @notice Moves tokens from one account to another
    function _transfer(address _from, address _to, uint256 _amount) internal {
        require(_from != address(0) && _to != address(0), "_transferTokens: zero address");
        balanceOf[_from] = balanceOf[_from].sub(_amount, "_transferTokens: exceeds balance");
        balanceOf[_to] = balanceOf[_to].add(_amount);
        emit Transfer(_from, _to, _amount);
    }

    /// @notice Mints tokens to an account
    function _mint(address _account, uint256 _amount) internal {
        totalSupply = totalSupply.add(_amount);
        balanceOf[_account] = balanceOf[_account].add(_amount);
        emit Transfer(address(0), _account, _amount);
    }

    /// @notice Burns tokens of an account
    function _burn(address _account, uint256 _amount) internal {
        balanceOf[_account] = balanceOf[_account].sub(_amount, "_burn: exceeds balance");
        totalSupply = totalSupply.sub(_amount);
        emit Transfer(_account, address(0), _amount);
    }

    /// @notice What is signed for a message to this contract
    /// @param _structHash EIP-712 hash of the message
    /// @return _hash The digest
    function _digest(bytes32 _structHash) internal view returns (bytes32 _hash) {
        return keccak256(abi.encodePacked(hex"1901", DOMAINSEPARATOR, _structHash));
    }

    function _approve(address _owner, address _spender, uint256 _amount) private {
        allowance[_owner][_spender] = _amount;
        emit Approval(_owner, _spender, _amount);
    }
}
