import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { ChainOptions } from "../chain/openChain.ts";
import type { Pack } from "../chain/setup.ts";
import { openNotebook } from "../notebook/openNotebook.ts";
import type { JsonValue } from "../recording/exactValue.ts";
import type { World } from "./scenario.ts";

/** Opens a notebook object on the chain that the project's settings choose. */
export async function openPlainWorld(): Promise<World> {
  return { $: await openNotebook() };
}

/**
 * What a world is made from, for packs: options of the chain, and what the pack's set-up says of itself.
 *
 * @param options - of the chain; of a state file counts what it holds
 */
export async function worldIdentity(options: ChainOptions, pack: Pack): Promise<JsonValue> {
  const { from, ...others } = options;
  const setup = from === undefined ? await pack.setup() : undefined;
  return {
    pack: pack.name,
    chain: JSON.stringify(others),
    from: from === undefined ? null : hash("sha256", await readFile(from)),
    options: setup?.options ?? null,
    substitutes: (setup?.substitutes ?? []).map(({ name, artifact, codeHash }) => ({
      name,
      artifact,
      codeHash,
    })),
  };
}
