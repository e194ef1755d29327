// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The token of the recorded behaviour of Keep3r V1
/// @notice An ERC-20 that anybody mints, and that always takes from the allowance, without an Approval
contract ReferenceToken {
    event Transfer(address indexed from, address indexed to, uint256 amount);
    event Approval(address indexed owner, address indexed spender, uint256 amount);

    uint256 public totalSupply;
    mapping(address account => uint256 amount) public balanceOf;
    mapping(address owner => mapping(address spender => uint256 amount)) public allowance;

    function mint(address _to, uint256 _amount) external {
        totalSupply += _amount;
        balanceOf[_to] += _amount;
        emit Transfer(address(0), _to, _amount);
    }

    function approve(address _spender, uint256 _amount) external returns (bool) {
        allowance[msg.sender][_spender] = _amount;
        emit Approval(msg.sender, _spender, _amount);
        return true;
    }

    function transfer(address _to, uint256 _amount) external returns (bool) {
        if (_amount > balanceOf[msg.sender]) return _refuse("balance");
        _move(msg.sender, _to, _amount);
        return _obey();
    }

    function transferFrom(address _from, address _to, uint256 _amount) external returns (bool) {
        uint256 _allowed = allowance[_from][msg.sender];
        if (_amount > _allowed) return _refuse("allowance");
        if (_amount > balanceOf[_from]) return _refuse("balance");
        allowance[_from][msg.sender] = _allowed - _amount;
        _move(_from, _to, _amount);
        return _obey();
    }

    function _move(address _from, address _to, uint256 _amount) internal virtual {
        uint256 _arriving = _amount - _lost(_amount);
        balanceOf[_from] -= _amount;
        balanceOf[_to] += _arriving;
        emit Transfer(_from, _to, _arriving);
    }

    function _refuse(string memory _reason) internal virtual returns (bool) {
        revert(string.concat(_name(), ": ", _reason));
    }

    function _obey() internal virtual returns (bool) {
        return true;
    }

    function _name() internal pure virtual returns (string memory) {
        return "token";
    }

    function _lost(uint256) internal pure virtual returns (uint256) {
        return 0;
    }
}

/// @notice Loses one hundredth on the way
contract ReferenceFeeToken is ReferenceToken {
    function _lost(uint256 _amount) internal pure override returns (uint256) {
        return _amount / 100;
    }
}

/// @notice Answers false where it refuses
contract ReferenceSilentToken is ReferenceToken {
    function _refuse(string memory) internal pure override returns (bool) {
        return false;
    }
}

/// @notice Answers nothing where it obeys
contract ReferenceMuteToken is ReferenceToken {
    function _obey() internal pure override returns (bool) {
        assembly ("memory-safe") {
            return(0, 0)
        }
    }
}

/// @notice Tries to withdraw itself from its caller before it moves, and keeps what that says
contract ReferenceLoopToken is ReferenceToken {
    bytes public lastRefusal;

    function _move(address _from, address _to, uint256 _amount) internal override {
        (bool _success, bytes memory _answer) = msg.sender.call(
            abi.encodeWithSignature("withdraw(address)", address(this))
        );
        lastRefusal = _success ? bytes("ok") : _answer;
        super._move(_from, _to, _amount);
    }
}

/// @notice A pair of two tokens, whose reserves anybody sets
contract ReferencePair is ReferenceToken {
    address public immutable token0;
    address public immutable token1;
    uint112 private _reserve0;
    uint112 private _reserve1;

    constructor(address _token0, address _token1) {
        (token0, token1) = (_token0, _token1);
    }

    function setReserves(uint112 _first, uint112 _second) external {
        (_reserve0, _reserve1) = (_first, _second);
    }

    function getReserves() external view returns (uint112, uint112, uint32) {
        return (_reserve0, _reserve1, 0);
    }

    function _name() internal pure override returns (string memory) {
        return "pair";
    }
}

/// @notice Answers what anybody sets where it obeys
contract ReferenceOddToken is ReferenceToken {
    bytes private _answer;

    function setAnswer(bytes calldata _bytes) external {
        _answer = _bytes;
    }

    function _obey() internal view override returns (bool) {
        bytes memory _bytes = _answer;
        assembly ("memory-safe") {
            return(add(_bytes, 0x20), mload(_bytes))
        }
    }
}
