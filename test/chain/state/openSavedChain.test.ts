import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import type { Preset } from "../../../src/keep3r/network/preset.ts";
import { documentationPreset } from "../../../src/keep3r/network/presets.ts";
import { projectArtifacts } from "../../../src/chain/artifacts/projectArtifacts.ts";
import { Chain } from "../../../src/chain/chain.ts";
import { ContractBook } from "../../../src/chain/contractBook.ts";
import { connectHardhat } from "../../../src/chain/hardhatConnection.ts";
import { openKeep3rChain } from "../../../src/keep3r/openKeep3r.ts";
import { saveChain } from "../../../src/chain/state/saveChain.ts";
import {
  decodeStateFile,
  encodeStateFile,
  type StateContent,
  type StateHead,
  stateParts,
} from "../../../src/chain/state/stateFile.ts";
import { assertFails } from "../../support/assertFails.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { folder } = temporaryFolder();
const sound = join(folder, "sound.chain");

type Json = Record<string, unknown>;

/** A file that is whole, with some of its content another than was saved. */
async function rewritten(name: string, change: (parts: Json, head: Json) => void): Promise<string> {
  const { head, parts } = await decodeStateFile(await readFile(sound), sound);
  const values: Json = Object.fromEntries(
    stateParts.map((part) => [part, structuredClone(parts[part].value)]),
  );
  const newHead = structuredClone(head) as unknown as Json;
  change(values, newHead);
  const texts = Object.fromEntries(stateParts.map((part) => [part, JSON.stringify(values[part])]));
  const file = join(folder, name);
  const content = { head: newHead as unknown as StateHead, parts: texts as StateContent["parts"] };
  await writeFile(file, await encodeStateFile(content));
  return file;
}

/** The options of the pack that prepared a chain, in its file. */
function packOf(origin: unknown): Json {
  return ((origin as Json).pack as Json).options as Json;
}

function optionsOf(origin: unknown): Json {
  return packOf(origin).preset as Json;
}

describe("openChain of a file", () => {
  before(async () => {
    const preset: Preset = {
      ...documentationPreset,
      name: "own",
      baseFee: 3n,
      positions: [{ tickLower: -887_200, tickUpper: 887_200, liquidity: 2n ** 70n + 1n }],
    };
    const chain = await openKeep3rChain({ preset, seed: "saved" });
    const signer = await chain.newSigner();
    await signer.sendTransaction({ to: signer.address, value: 1n });
    await chain.setBalance(signer.address, 5n * 10n ** 18n);
    await chain.mine((await chain.block()).timestamp + 100);
    await saveChain(chain, sound);
    await chain.close();
  });

  it("gives the chain back, by path and by option, and saves the same bytes again", async () => {
    const again = join(folder, "again.chain");
    for (const options of [sound, { from: sound }]) {
      const chain = await openKeep3rChain(options);
      assert.deepEqual(chain.identity, {
        kind: "embedded",
        chainId: 1,
        origin: "preset own",
        seed: "saved",
      });
      assert.equal(chain.baseFee, 3n);
      await saveChain(chain, again);
      assert.deepEqual(await readFile(again), await readFile(sound));
      await chain.close();
    }
  });

  it("refuses another preset or seed than the file's", async () => {
    await assertFails(
      openKeep3rChain({ from: sound, preset: "documentation" }),
      "INVALID_ARGUMENTS",
      "preset",
    );
    await assertFails(openKeep3rChain({ from: sound, seed: "another" }), "INVALID_ARGUMENTS", "seed");
    await assertFails(openKeep3rChain({ from: sound, keep3r: "Keep3r" }), "INVALID_ARGUMENTS", "keep3r");
  });

  it("says which file cannot be read", async () => {
    await assertFails(
      openKeep3rChain(join(folder, "none.chain")),
      "INVALID_STATE_FILE",
      "none.chain",
      "ENOENT",
    );
    await assertFails(openKeep3rChain(folder), "INVALID_STATE_FILE", folder, "EISDIR");
  });

  it("refuses another kind of chain", async () => {
    const file = await rewritten("fork.chain", (_parts, head) => {
      head.chain = { kind: "fork", chainId: 1, origin: "block 1" };
    });
    await assertFails(openKeep3rChain(file), "INVALID_STATE_FILE", '"fork"');
  });

  it("refuses a preset that is no longer possible", async () => {
    const file = await rewritten("preset.chain", ({ origin }) => {
      optionsOf(origin).positions = [];
    });
    await assertFails(openKeep3rChain(file), "STATE_DEVIATION", "positions is empty");
  });

  it("opens the Keep3r V2 that the file was saved with, and refuses one that is not to be had", async () => {
    const file = join(folder, "candidate.chain");
    const chain = await openKeep3rChain({ preset: "documentation", keep3r: "Keep3rSlowInflation" });
    await saveChain(chain, file);
    const opened = await openKeep3rChain(file);
    assert.equal(opened.identity.substitutes?.[0]?.name, "Keep3rSlowInflation");
    assert.deepEqual(opened.identity, chain.identity);
    await chain.close();
    await opened.close();

    const lost = await rewritten("lost.chain", ({ origin }) => {
      packOf(origin).keep3r = "Keep3rOfYore";
    });
    await assertFails(
      openKeep3rChain(lost),
      "STATE_DEVIATION",
      "starts from what the pack keep3r does not accept",
      "Keep3rOfYore",
    );
    const changed = await rewritten("changed.chain", ({ origin }) => {
      packOf(origin).keep3r = "Keep3rSlowInflation";
    });
    await assertFails(openKeep3rChain(changed), "STATE_DEVIATION", "opens as another");
  });

  it("refuses content that is not what its version holds, saying where", async () => {
    const changes: ((parts: Json) => void)[] = [
      (parts) => (parts.origin = {}),
      (parts) => (parts.journal = [["eth_call", []]]),
      (parts) => (parts.journal = [["evm_mine"]]),
      (parts) => (parts.journal = [["evm_mine", [], "perhaps"]]),
      (parts) => ((parts.memory as Json).signers = "1"),
      (parts) => ((parts.memory as Json).addressBook = [["a"]]),
      (parts) => (optionsOf(parts.origin).baseFee = 3),
    ];
    for (const change of changes) {
      await assertFails(
        openKeep3rChain(await rewritten("odd.chain", change)),
        "INVALID_STATE_FILE",
        "expected",
      );
    }
  });

  it("says which contracts have changed since, and lets pass what is no longer there", async () => {
    const change = (to: string) => (parts: Json) => {
      const { artifacts } = parts.memory as { artifacts: [string, string][] };
      const index = artifacts.findIndex(([name]) => name.endsWith(":MarketMaker"));
      const name = to === "gone" ? "contracts/Gone.sol:Gone" : artifacts[index]?.[0];
      artifacts.splice(index, 1, [name ?? "", "0x00"]);
    };
    const changed = await rewritten("changed-contract.chain", change("changed"));
    await assertFails(
      openKeep3rChain(changed),
      "STATE_DEVIATION",
      "another MarketMaker than is compiled now",
    );
    const chain = await openKeep3rChain(await rewritten("gone.chain", change("gone")));
    await chain.close();
  });

  it("says that the preset leads elsewhere, as with other contracts, before anything is done again", async () => {
    const file = await rewritten("start.chain", ({ origin, journal }) => {
      ((origin as Json).start as Json).stateRoot = "0x00";
      (journal as unknown[]).splice(0);
    });
    await assertFails(openKeep3rChain(file), "STATE_DEVIATION", "opens as another", "was 0x00", "npm");
  });

  it("says which request ends otherwise", async () => {
    const fails = await rewritten("fails.chain", ({ journal }) => {
      (journal as unknown[]).unshift(["evm_mine", ["0x1"]]);
    });
    await assertFails(openKeep3rChain(fails), "STATE_DEVIATION", /Request 1 of \d+, evm_mine, fails/);
    const succeeds = await rewritten("succeeds.chain", ({ journal }) => {
      const sent = (journal as unknown[][]).find(([method]) => method === "eth_sendTransaction");
      sent?.push("failed");
    });
    await assertFails(openKeep3rChain(succeeds), "STATE_DEVIATION", /eth_sendTransaction, succeeds/);
  });

  it("says that it arrives elsewhere", async () => {
    const shorter = await rewritten("shorter.chain", ({ journal }) => {
      (journal as unknown[]).pop();
    });
    await assertFails(openKeep3rChain(shorter), "STATE_DEVIATION", "latest block is");
    const other = await rewritten("other.chain", ({ journal }) => {
      const [, params] =
        (journal as [string, unknown[]][]).findLast(([method]) => method === "hardhat_setBalance") ?? [];
      params?.splice(1, 1, "0xde0b6b3a7640000");
    });
    await assertFails(openKeep3rChain(other), "STATE_DEVIATION", "the state's root is");
  });
});

describe("saveChain", () => {
  it("refuses a chain that was not opened from a preset", async () => {
    const connection = await connectHardhat({ blockInterval: "sample" });
    const identity = { kind: "fork", chainId: 1, origin: "block 13595416", seed: "test" } as const;
    const chain = new Chain(identity, connection, new ContractBook(async () => await projectArtifacts()));
    const file = join(folder, "fork-saved.chain");
    await assertFails(saveChain(chain, file), "CHAIN_NOT_SAVABLE", "fork, block 13595416", "only embedded");
    await assertFails(openKeep3rChain(file), "INVALID_STATE_FILE", "ENOENT");
    await chain.close();
  });

  it("refuses a chain that the machine's clock has moved", async () => {
    const chain = await openKeep3rChain();
    await chain.request("evm_setIntervalMining", [3_600_000]);
    await assertFails(saveChain(chain, join(folder, "clock.chain")), "CHAIN_NOT_SAVABLE", "clock");
    await chain.close();
  });
});
