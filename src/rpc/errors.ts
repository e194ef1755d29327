import { SimulationError } from "../common/errors.ts";

/** An RPC endpoint that answered with something other than what was asked for. */
export class EndpointAnswerError extends SimulationError {
  readonly code = "ENDPOINT_ANSWER";
}

/** An RPC endpoint that limits how much it is asked, for longer than one is willing to wait. */
export class EndpointBusyError extends SimulationError {
  readonly code = "ENDPOINT_BUSY";
}

/** An RPC endpoint that did not accept the key, or the address, it was asked with. */
export class EndpointRefusedError extends SimulationError {
  readonly code = "ENDPOINT_REFUSED";
}

/** An RPC endpoint that could not be reached, broke off or failed, in all attempts. */
export class EndpointUnavailableError extends SimulationError {
  readonly code = "ENDPOINT_UNAVAILABLE";
}

/** An address that no RPC endpoint can have, or none where one is needed. It may hold a key, so it is never echoed. */
export class InvalidEndpointError extends SimulationError {
  readonly code = "INVALID_ENDPOINT";
}

/** A block whose state an RPC endpoint has thrown away, or has not reached. */
export class PrunedStateError extends SimulationError {
  readonly code = "PRUNED_STATE";
}

/** A relay that could not start, or was closed while it was asked. */
export class RelayError extends SimulationError {
  readonly code = "RELAY";
}

/** A request that the recording which is replayed holds no answer to. */
export class RequestNotRecordedError extends SimulationError {
  readonly code = "REQUEST_NOT_RECORDED";
}

/** A JSON-RPC request that a relay does not pass on, because it does more than read. */
export class RequestRefusedError extends SimulationError {
  readonly code = "REQUEST_REFUSED";
}

/** A file that was to be read as recorded RPC answers, and is damaged or something else. */
export class RpcRecordingFormatError extends SimulationError {
  readonly code = "RPC_RECORDING_FORMAT";
}

/** Recorded RPC answers that another process is adding to. */
export class RpcRecordingInUseError extends SimulationError {
  readonly code = "RPC_RECORDING_IN_USE";
}

/** Recorded RPC answers of another chain or block than the one they were to be used for. */
export class RpcRecordingMismatchError extends SimulationError {
  readonly code = "RPC_RECORDING_MISMATCH";
}

/** Recorded RPC answers that are not where they were looked for. */
export class RpcRecordingMissingError extends SimulationError {
  readonly code = "RPC_RECORDING_MISSING";
}

/** Recorded RPC answers that could not be written. */
export class RpcRecordingWriteError extends SimulationError {
  readonly code = "RPC_RECORDING_WRITE";
}

/** A block that an RPC endpoint, or a recording of one, does not know. */
export class UnknownBlockError extends SimulationError {
  readonly code = "UNKNOWN_BLOCK";
}

/** An RPC endpoint, or a recording of one, that serves another chain than expected. */
export class WrongChainError extends SimulationError {
  readonly code = "WRONG_CHAIN";
}
