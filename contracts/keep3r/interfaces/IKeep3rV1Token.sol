// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

/// @title KP3R as a token
/// @notice An ERC-20 with 18 decimals that governance mints, holders burn, and signatures can approve.
interface IKeep3rV1Token is IERC20Metadata {
    /// @notice Thrown when a signature is used after the time that it was given for
    /// @param _deadline Last second, unix time, at which the signature was good
    error SignatureExpired(uint256 _deadline);

    /// @notice Thrown when a permit was not signed by the owner of the tokens, or not for these arguments
    /// @param _signer Who the signature recovers to
    /// @param _owner Whose tokens were to be approved
    error InvalidSigner(address _signer, address _owner);

    /// @notice EIP-712 type of the signing domain: name, chain and contract, without a version
    /// @return _typehash keccak256 of the type
    function DOMAIN_TYPEHASH() external view returns (bytes32 _typehash);

    /// @notice EIP-712 domain of this contract, fixed at deployment; V1 spells it without the underscore
    /// @return _separator keccak256 of the domain
    function DOMAINSEPARATOR() external view returns (bytes32 _separator);

    /// @notice EIP-712 type of a permit
    /// @return _typehash keccak256 of the type
    function PERMIT_TYPEHASH() external view returns (bytes32 _typehash);

    /// @notice The nonce that an account's next signature must carry, be it a permit or a delegation
    /// @param _user The signing account
    /// @return _nonce Number of signatures of the account that were used
    function nonces(address _user) external view returns (uint256 _nonce);

    /// @notice Approves a spender by the owner's signature; emits Approval
    /// @dev Throws SignatureExpired and InvalidSigner, and ECDSA's errors for a malformed signature. A used
    ///      signature throws InvalidSigner, since the nonce moved on.
    /// @param _owner Whose tokens
    /// @param _spender Who may spend them
    /// @param _amount How many, in 10^-18 KP3R
    /// @param _deadline Last second, unix time, at which the signature is good
    /// @param _v Recovery id of the signature
    /// @param _r First half of the signature
    /// @param _s Second half of the signature
    function permit(
        address _owner,
        address _spender,
        uint256 _amount,
        uint256 _deadline,
        uint8 _v,
        bytes32 _r,
        bytes32 _s
    ) external;

    /// @notice Mints new tokens to governance
    /// @dev Throws "mint: !gov"
    /// @param _amount How many, in 10^-18 KP3R
    function mint(uint256 _amount) external;

    /// @notice Burns tokens of the caller
    /// @dev Throws ERC20InsufficientBalance
    /// @param _amount How many, in 10^-18 KP3R
    function burn(uint256 _amount) external;
}
