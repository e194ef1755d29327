import type { ChartSpec } from "../chartSpec.ts";
import { type BlockRange, blockRange, sourceToJson } from "../../recording/metadata.ts";
import type { Recording } from "../../recording/recording.ts";

/**
 * Where an exported chart comes from, as plain data that is the same in every format: kit version, chain, seed,
 * contracts with their code hashes, and the blocks of the first and the last sample.
 *
 * @param recording - what the chart was made from; without it, the blocks are unknown
 */
export function chartSource(spec: ChartSpec, recording?: Recording): Readonly<Record<string, unknown>> {
  const blocks: BlockRange | undefined = recording === undefined ? undefined : blockRange(recording);
  const source = recording?.source ?? spec.usermeta.source;
  // A chart of one's own rows has no recording behind it.
  if (source === undefined) return { kit: spec.usermeta.kit };
  return {
    ...(sourceToJson(source) as Record<string, unknown>),
    ...(blocks === undefined ? {} : { blocks }),
  };
}
