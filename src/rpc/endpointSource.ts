import type { AnswerSource } from "./answerSource.ts";
import { Endpoint } from "./endpoint.ts";
import { chainGuard, inspectEndpoint } from "./forkBlock.ts";
import type { Patience } from "./patience.ts";

/** What a source is opened with. */
export interface SourceExpectations {
  readonly chainId: number | undefined;
  readonly block: number | undefined;
  readonly patience: Patience;
}

/** Answers from an endpoint, and keeps nothing. */
export async function openEndpointSource(url: string, expected: SourceExpectations): Promise<AnswerSource> {
  const endpoint = new Endpoint(url, expected.patience);
  const inspected = await inspectEndpoint(endpoint, expected.chainId, expected.block);
  return {
    host: endpoint.host,
    block: inspected.block,
    answer: async (call) => (await endpoint.ask(call, chainGuard(call, inspected))).text,
    save: () => Promise.resolve(),
    stop: () => {
      endpoint.close();
    },
    release: () => Promise.resolve(),
  };
}
