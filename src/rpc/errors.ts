import { SimulationError } from "../common/errors.ts";

/** A file that was to be read as a cassette, and is damaged or something else. */
export class CassetteFormatError extends SimulationError {
  readonly code = "CASSETTE_FORMAT";
}

/** A cassette that another process is adding to. */
export class CassetteInUseError extends SimulationError {
  readonly code = "CASSETTE_IN_USE";
}

/** A cassette of another chain or block than the one it was to be used for. */
export class CassetteMismatchError extends SimulationError {
  readonly code = "CASSETTE_MISMATCH";
}

/** A cassette that is not where it was looked for. */
export class CassetteMissingError extends SimulationError {
  readonly code = "CASSETTE_MISSING";
}

/** A cassette that could not be written. */
export class CassetteWriteError extends SimulationError {
  readonly code = "CASSETTE_WRITE";
}

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

/** A request that the replayed cassette holds no answer to. */
export class RequestNotRecordedError extends SimulationError {
  readonly code = "REQUEST_NOT_RECORDED";
}

/** A JSON-RPC request that a relay does not pass on, because it does more than read. */
export class RequestRefusedError extends SimulationError {
  readonly code = "REQUEST_REFUSED";
}

/** A block that an RPC endpoint, or a cassette of one, does not know. */
export class UnknownBlockError extends SimulationError {
  readonly code = "UNKNOWN_BLOCK";
}

/** An RPC endpoint, or a cassette of one, that serves another chain than expected. */
export class WrongChainError extends SimulationError {
  readonly code = "WRONG_CHAIN";
}
