import { Endpoint } from "./endpoint.ts";
import type { EndpointLocation } from "./endpointAddress.ts";
import { type ForkBlock, inspectEndpoint } from "./forkBlock.ts";
import { guardedEndpoint } from "./guardedEndpoint.ts";
import type { Patience } from "./patience.ts";
import type { AnswerText, RpcCall } from "./rpcCall.ts";

/** Where a relay has its answers from: an endpoint, a file, or both. */
export interface AnswerSource {
  readonly host: string;
  readonly block: ForkBlock | undefined;
  /**
   * Answers one request.
   *
   * @param key - of the request; see `requestKey`
   * @throws SimulationError for every answer that could not be had
   */
  answer(call: RpcCall, key: string): Promise<AnswerText>;
  /** Writes what has to be kept; does nothing where nothing has. */
  save(): Promise<void>;
  /** Ends what is being asked of the endpoint: it fails. */
  stop(): void;
  /** Lets go of the file, without saving. */
  release(): Promise<void>;
}

/** What a source is opened with. */
export interface SourceExpectations {
  readonly chainId: number | undefined;
  readonly block: number | undefined;
  readonly patience: Patience;
}

/** Answers from an endpoint, and keeps nothing. */
export async function openEndpointSource(
  location: EndpointLocation,
  expected: SourceExpectations,
): Promise<AnswerSource> {
  const endpoint = new Endpoint(location, expected.patience);
  const inspected = await inspectEndpoint(endpoint, expected.chainId, expected.block);
  return {
    host: endpoint.host,
    block: inspected.block,
    answer: guardedEndpoint(endpoint, inspected),
    save: () => Promise.resolve(),
    stop: () => {
      endpoint.close();
    },
    release: () => Promise.resolve(),
  };
}
