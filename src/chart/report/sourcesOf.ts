import type { Recording } from "../../recording/recording.ts";
import type { Comparison } from "../../recording/compare/comparison.ts";

/** Where the recordings of each side come from, in words: chain, contracts with their code, seed, kit. */
export function sourcesOf({
  base,
  head,
  scenarios,
}: Comparison): (readonly [side: string, source: string])[] {
  return (["base", "head"] as const).flatMap((side) => {
    const texts = scenarios.flatMap((scenario) => {
      const recording = scenario[side];
      return recording === undefined ? [] : [describe(recording)];
    });
    return [...new Set(texts)].map((text) => [side === "base" ? base : head, text] as const);
  });
}

function describe({ source }: Recording): string {
  const { chain, substitutes = [], contracts, seed, kit } = source;
  const read = contracts.map(
    ({ name, address, codeHash }) => `${name ?? "contract"} ${address}, code hash ${codeHash}`,
  );
  return [
    `${chain.kind}, ${chain.origin}, chain id ${chain.chainId}`,
    ...substitutes.map(({ artifact, codeHash }) => `substitute ${artifact}, code hash ${codeHash}`),
    ...read,
    `seed ${seed}`,
    `kit ${kit}`,
  ].join("; ");
}
