import { SimulationError } from "./simulationError.ts";

/** A request that the recording which is replayed holds no answer to. */
export class RequestNotRecordedError extends SimulationError {
  readonly code = "REQUEST_NOT_RECORDED";
}
