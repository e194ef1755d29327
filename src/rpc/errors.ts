import { SimulationError } from "../common/errors.ts";

/**
 * A file that was to be read as a cassette, and is damaged or something else.
 *
 * @remarks Restore it, from git for example, or delete it and record again.
 */
export class CassetteFormatError extends SimulationError {
  readonly code = "CASSETTE_FORMAT";
}

/**
 * A cassette that another process is adding to.
 *
 * @remarks Wait until that process has ended. If none records any more, delete the lock file that the message
 * names.
 */
export class CassetteInUseError extends SimulationError {
  readonly code = "CASSETTE_IN_USE";
}

/**
 * A cassette of another chain or block than the one it was to be used for.
 *
 * @remarks Ask for the chain and block that were recorded, or record under another name.
 */
export class CassetteMismatchError extends SimulationError {
  readonly code = "CASSETTE_MISMATCH";
}

/**
 * A cassette that is not where it was looked for.
 *
 * @remarks Record it with the command in the message.
 */
export class CassetteMissingError extends SimulationError {
  readonly code = "CASSETTE_MISSING";
}

/**
 * A cassette that could not be written.
 *
 * @remarks Check that the disk has room and the folder is writable. What was recorded before is intact.
 */
export class CassetteWriteError extends SimulationError {
  readonly code = "CASSETTE_WRITE";
}

/**
 * An RPC endpoint that answered with something other than what was asked for.
 *
 * @remarks Check that the address is that of a JSON-RPC endpoint, and that it serves this method; ask for less
 * at once.
 */
export class EndpointAnswerError extends SimulationError {
  readonly code = "ENDPOINT_ANSWER";
}

/**
 * An RPC endpoint that limits how much it is asked, for longer than the kit waits.
 *
 * @remarks Run again later, or use an endpoint that allows more. The answers so far are kept.
 */
export class EndpointBusyError extends SimulationError {
  readonly code = "ENDPOINT_BUSY";
}

/**
 * An RPC endpoint that did not accept the key, the address or the plan it was asked with.
 *
 * @remarks Check address and key, and that they are for this chain.
 */
export class EndpointRefusedError extends SimulationError {
  readonly code = "ENDPOINT_REFUSED";
}

/**
 * An RPC endpoint that could not be reached, broke off or failed, in all attempts.
 *
 * @remarks Check the network and the host, and run again, or use another endpoint.
 */
export class EndpointUnavailableError extends SimulationError {
  readonly code = "ENDPOINT_UNAVAILABLE";
}

/**
 * An address, or a header, that no RPC endpoint can have, or none where one is needed. It may hold a key, so it
 * is never echoed.
 *
 * @remarks Set `MAINNET_HTTPS_URL` in `.env`; `.env.example` shows how.
 */
export class InvalidEndpointError extends SimulationError {
  readonly code = "INVALID_ENDPOINT";
}

/**
 * A block whose state an RPC endpoint has thrown away, or has not reached.
 *
 * @remarks Use an archive endpoint, or a later block.
 */
export class PrunedStateError extends SimulationError {
  readonly code = "PRUNED_STATE";
}

/**
 * A relay that could not start, or was closed while it was asked.
 *
 * @remarks Choose a free port of this machine. Close the relay after the chain that asks it.
 */
export class RelayError extends SimulationError {
  readonly code = "RELAY";
}

/**
 * A request that the replayed cassette holds no answer to.
 *
 * @remarks Record what is missing, with the command in the message. What is recorded already is kept.
 */
export class RequestNotRecordedError extends SimulationError {
  readonly code = "REQUEST_NOT_RECORDED";
}

/**
 * A JSON-RPC request that a relay does not pass on, because it does more than read.
 *
 * @remarks Send it to a chain that forks from the relay, or to the endpoint itself.
 */
export class RequestRefusedError extends SimulationError {
  readonly code = "REQUEST_REFUSED";
}

/**
 * A block that an RPC endpoint, or a cassette of one, does not know.
 *
 * @remarks Give a block that exists, or use an endpoint that is up to date.
 */
export class UnknownBlockError extends SimulationError {
  readonly code = "UNKNOWN_BLOCK";
}

/**
 * An RPC endpoint, or a cassette of one, that serves another chain than expected.
 *
 * @remarks Use the address of an endpoint for the right network.
 */
export class WrongChainError extends SimulationError {
  readonly code = "WRONG_CHAIN";
}
