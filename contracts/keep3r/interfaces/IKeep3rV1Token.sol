// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

/// @title KP3R as a token
/// @notice An ERC-20 with 18 decimals that governance mints, holders burn, and signatures can approve.
interface IKeep3rV1Token {
    /// @notice Emitted when tokens move, are minted or are burnt; also when a job pays a keeper in bonds
    /// @param _from From whom, zero when minted
    /// @param _to To whom, zero when burnt
    /// @param _amount How many, in 10^-18 KP3R
    event Transfer(address indexed _from, address indexed _to, uint256 _amount);

    /// @notice Emitted when an owner approves a spender, and when a limited approval is used
    /// @param _owner Whose tokens
    /// @param _spender Who may spend them
    /// @param _amount How many from now on, in 10^-18 KP3R
    event Approval(address indexed _owner, address indexed _spender, uint256 _amount);

    /// @notice The token's name
    /// @return _name "Keep3rV1"
    function name() external view returns (string memory _name);

    /// @notice The token's symbol
    /// @return _symbol "KP3R"
    function symbol() external view returns (string memory _symbol);

    /// @notice Decimals of an amount
    /// @return _decimals 18
    function decimals() external view returns (uint8 _decimals);

    /// @notice All tokens that there are
    /// @return _amount How many, in 10^-18 KP3R
    function totalSupply() external view returns (uint256 _amount);

    /// @notice Tokens of an account, bonds and credits not included
    /// @param _account The account
    /// @return _amount How many, in 10^-18 KP3R
    function balanceOf(address _account) external view returns (uint256 _amount);

    /// @notice What a spender may spend of an owner's tokens
    /// @param _owner Whose tokens
    /// @param _spender The spender
    /// @return _amount How many, in 10^-18 KP3R; 2^256 - 1 stands for all, for ever
    function allowance(address _owner, address _spender) external view returns (uint256 _amount);

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

    /// @notice Lets a spender spend tokens of the caller, in place of what it could spend before
    /// @param _spender Who may spend them, the zero address and the caller included
    /// @param _amount How many, in 10^-18 KP3R; 2^256 - 1 stands for all, for ever
    /// @return _success True
    function approve(address _spender, uint256 _amount) external returns (bool _success);

    /// @notice Sends tokens of the caller
    /// @dev Throws "_transferTokens: zero address" and "_transferTokens: exceeds balance"
    /// @param _to To whom
    /// @param _amount How many, in 10^-18 KP3R
    /// @return _success True
    function transfer(address _to, uint256 _amount) external returns (bool _success);

    /// @notice Sends tokens of an owner who approved the caller, or of the caller itself, which needs no approval
    /// @dev Throws "transferFrom: exceeds spender allowance", and as `transfer` does
    /// @param _from Whose tokens
    /// @param _to To whom
    /// @param _amount How many, in 10^-18 KP3R
    /// @return _success True
    function transferFrom(address _from, address _to, uint256 _amount) external returns (bool _success);

    /// @notice Approves a spender by the owner's signature; emits Approval
    /// @dev Throws "permit: signature" for a malformed signature, "permit: unauthorized" for one of somebody else, of other
    ///      arguments or of a used nonce, and "permit: expired", in this order. Of the two signatures that say the same, by
    ///      s and by its negative, both are good.
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
    /// @dev Throws "_burn: exceeds balance"
    /// @param _amount How many, in 10^-18 KP3R
    function burn(uint256 _amount) external;
}
