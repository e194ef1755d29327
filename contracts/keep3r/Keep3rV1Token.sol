// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IKeep3rV1Token} from "./interfaces/IKeep3rV1Token.sol";
import {Keep3rV1Governance} from "./Keep3rV1Governance.sol";

/// @title KP3R as a token
/// @notice The ERC-20 with permit, minting and burning
/// @dev Signatures follow the contract on mainnet to the letter, so that one that is good here is good there.
///      Its domain has no version, and its types say `uint`, where EIP-712 wants `uint256`: typed-data signers
///      of wallets write `uint256` and produce other hashes. Sign the digest of the typehashes that this contract
///      publishes instead.
abstract contract Keep3rV1Token is IKeep3rV1Token, ERC20, Nonces, Keep3rV1Governance {
    /// @inheritdoc IKeep3rV1Token
    bytes32 public constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,uint chainId,address verifyingContract)"
    );

    /// @inheritdoc IKeep3rV1Token
    bytes32 public constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint value,uint nonce,uint deadline)"
    );

    /// @inheritdoc IKeep3rV1Token
    bytes32 public immutable DOMAINSEPARATOR;

    constructor() ERC20("Keep3rV1", "KP3R") {
        DOMAINSEPARATOR = keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256(bytes(name())), block.chainid, address(this))
        );
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
    ) external {
        bytes32 _permit = keccak256(
            abi.encode(PERMIT_TYPEHASH, _owner, _spender, _amount, _useNonce(_owner), _deadline)
        );
        address _signer = _recoverSigner(_permit, _deadline, _v, _r, _s);
        if (_signer != _owner) revert InvalidSigner(_signer, _owner);
        _approve(_owner, _spender, _amount);
    }

    /// @inheritdoc IKeep3rV1Token
    function mint(uint256 _amount) external onlyGovernance("mint: !gov") {
        _mint(msg.sender, _amount);
    }

    /// @inheritdoc IKeep3rV1Token
    function burn(uint256 _amount) external {
        _burn(msg.sender, _amount);
    }

    /// @inheritdoc IKeep3rV1Token
    function nonces(address _user) public view override(IKeep3rV1Token, Nonces) returns (uint256 _nonce) {
        return super.nonces(_user);
    }

    /// @notice Who signed a message for this contract
    /// @dev Throws SignatureExpired, and ECDSA's errors for a malformed signature
    /// @param _structHash EIP-712 hash of the message
    /// @param _deadline Last second, unix time, at which the signature is good
    /// @param _v Recovery id of the signature
    /// @param _r First half of the signature
    /// @param _s Second half of the signature
    /// @return _signer The signer, never zero
    function _recoverSigner(
        bytes32 _structHash,
        uint256 _deadline,
        uint8 _v,
        bytes32 _r,
        bytes32 _s
    ) internal view returns (address _signer) {
        if (block.timestamp > _deadline) revert SignatureExpired(_deadline);
        bytes32 _digest = keccak256(abi.encodePacked(hex"1901", DOMAINSEPARATOR, _structHash));
        return ECDSA.recover(_digest, _v, _r, _s);
    }
}
