// SPDX-License-Identifier: MIT
pragma solidity 0.8.7;

/// @title Helper of Keep3r V1
/// @notice Says how much KP3R a keeper gets for gas.
interface IKeep3rV1Helper {
    /// @notice Thrown when the pair holds nothing, so that there is no price
    error PairIsEmpty();

    /// @notice The KP3R contract
    /// @return _kp3r Its address
    function KP3R() external view returns (address _kp3r);

    /// @notice The Uniswap V2 pair of KP3R and WETH that makes the price
    /// @return _pair Its address
    function PAIR() external view returns (address _pair);

    /// @notice What a keeper without bonds gets of the gas's price
    /// @return _min 11, in parts of `BASE`
    function MIN() external view returns (uint256 _min);

    /// @notice What a keeper with `TARGETBOND` or more gets of the gas's price
    /// @return _max 12, in parts of `BASE`
    function MAX() external view returns (uint256 _max);

    /// @notice What `MIN` and `MAX` are parts of
    /// @return _base 10
    function BASE() external view returns (uint256 _base);

    /// @notice Gas that is paid beside the work's own, for the keeper to swap its KP3R
    /// @return _gas 300,000
    function SWAP() external view returns (uint256 _gas);

    /// @notice The bond from which on a keeper gets the most
    /// @return _bond 200 KP3R, in 10^-18
    function TARGETBOND() external view returns (uint256 _bond);

    /// @notice What ether is worth
    /// @dev Throws PairIsEmpty
    /// @param _eth How much, in wei
    /// @return _amountOut How much KP3R, in 10^-18
    function quote(uint256 _eth) external view returns (uint256 _amountOut);

    /// @notice The price of gas
    /// @return _price In wei
    function getFastGas() external view returns (uint256 _price);

    /// @notice What counts as a keeper's bond: bonded KP3R and votes
    /// @param _keeper The keeper
    /// @return _amount How much, in 10^-18
    function bonds(address _keeper) external view returns (uint256 _amount);

    /// @notice The most that the sender of the transaction is paid for gas
    /// @dev Throws PairIsEmpty
    /// @param _gasUsed How much gas
    /// @return _amount KP3R, in 10^-18
    function getQuoteLimit(uint256 _gasUsed) external view returns (uint256 _amount);

    /// @notice The most that a keeper is paid for gas
    /// @dev Throws PairIsEmpty
    /// @param _origin The keeper
    /// @param _gasUsed How much gas
    /// @return _amount KP3R, in 10^-18
    function getQuoteLimitFor(address _origin, uint256 _gasUsed) external view returns (uint256 _amount);
}
