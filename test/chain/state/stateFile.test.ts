import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { brotliCompressSync } from "node:zlib";
import fc from "fast-check";
import { decodeStateFile, encodeStateFile, type StateContent } from "../../../src/chain/state/stateFile.ts";
import { assertFails } from "../../support/assertFails.ts";

const code = "INVALID_STATE_FILE";

const content: StateContent = {
  head: {
    kit: "0.1.0",
    chain: { kind: "embedded", chainId: 1, origin: "preset test" },
    block: 3,
    time: "2021-09-16T12:00:16Z",
    requests: 2,
    samples: 0,
  },
  parts: { origin: "1", journal: '["a",\n"b"]', end: "3", memory: '{"ü":4}', notebook: "null" },
};

const whole = await encodeStateFile(content);
const lineEnd = whole.indexOf(0x0a);

/** The file with its first line changed as if that had been written so. */
function withHead(change: (head: Record<string, unknown>) => Record<string, unknown>): Uint8Array {
  const head = JSON.parse(Buffer.from(whole.subarray(0, lineEnd)).toString()) as Record<string, unknown>;
  return Buffer.concat([Buffer.from(`${JSON.stringify(change(head))}\n`), whole.subarray(lineEnd + 1)]);
}

/** A file of the right format with any text for content. */
function withText(text: string): Uint8Array {
  const payload = brotliCompressSync(text);
  const sha256 = hash("sha256", payload);
  const described = { encoding: "brotli", bytes: payload.length, plain: Buffer.byteLength(text), sha256 };
  const head = Buffer.from(withHead((before) => ({ ...before, content: described })));
  return Buffer.concat([head.subarray(0, head.indexOf(0x0a) + 1), payload]);
}

describe("a state file", () => {
  it("gives back what was put into it", async () => {
    const { head, parts } = await decodeStateFile(whole, "test");
    assert.deepEqual(head, content.head);
    assert.deepEqual(parts.journal.value, ["a", "b"]);
    assert.deepEqual(parts.memory.value, { ü: 4 });
    assert.equal(parts.notebook.value, null);
  });

  it("is the same bytes for the same content", async () => {
    assert.deepEqual(await encodeStateFile(content), whole);
  });

  it("says in its first line what it is", () => {
    const line = JSON.parse(Buffer.from(whole.subarray(0, lineEnd)).toString()) as Record<string, unknown>;
    assert.equal(line.format, "simulation state");
    assert.equal(line.version, 2);
    assert.equal(line.time, "2021-09-16T12:00:16Z");
  });

  describe("is refused", () => {
    it("with any single bit changed", async () => {
      for (let bit = 0; bit < whole.length * 8; bit++) {
        const bytes = Uint8Array.from(whole);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await assertFails(decodeStateFile(bytes, "flipped.chain"), code, "flipped.chain");
      }
    });

    it("cut off anywhere", async () => {
      for (let length = 0; length < whole.length; length++) {
        await assertFails(decodeStateFile(whole.subarray(0, length), "cut.chain"), code, "cut.chain");
      }
      const error = decodeStateFile(whole.subarray(0, whole.length - 5), "cut.chain");
      await assertFails(error, code, /cut off: \d+ of \d+ bytes/);
    });

    it("if it is something else, at random", async () => {
      const property = fc.asyncProperty(fc.uint8Array({ maxLength: 6_000 }), async (bytes) => {
        await assertFails(decodeStateFile(bytes, "random"), code, "random");
      });
      await fc.assert(property, { numRuns: 200 });
    });

    it("empty", async () => {
      await assertFails(
        decodeStateFile(new Uint8Array(), "none.chain"),
        code,
        "none.chain is damaged: it is empty",
      );
    });

    it("longer than it says", async () => {
      const longer = Buffer.concat([whole, Buffer.from("more")]);
      await assertFails(decodeStateFile(longer, "long.chain"), code, "4 bytes too many");
    });

    it("if it is a picture", async () => {
      const png = await readFile("docs/images/intense-work.png");
      await assertFails(decodeStateFile(png, "a.png"), code, "a.png is not the state of a chain", "PNG");
    });

    it("if it is a file of another format with a first line in JSON", async () => {
      const other = withHead((head) => ({ ...head, format: "json-rpc recording" }));
      await assertFails(decodeStateFile(other, "a.rpc"), code, 'it says that it is a "json-rpc recording"');
    });

    it("of a later version, naming the kit that wrote it", async () => {
      const later = withHead((head) => ({ ...head, version: 3, kit: "9.0.0" }));
      await assertFails(decodeStateFile(later, "new.chain"), code, "version 3", '"9.0.0"', "reads version 2");
    });

    it("if its first line does not say what follows", async () => {
      for (const wrong of [undefined, null, 3, { bytes: -1 }, { bytes: "1", plain: 1, sha256: "" }]) {
        const bytes = withHead((head) => ({ ...head, content: wrong }));
        await assertFails(decodeStateFile(bytes, "a.chain"), code, "does not say how long");
      }
    });

    it("if its first line tells something else than its content", async () => {
      const bytes = withHead((head) => ({ ...head, block: 4 }));
      await assertFails(decodeStateFile(bytes, "a.chain"), code, "its first line has been changed");
    });

    it("if its content is not what it should be, digest or not", async () => {
      for (const text of ["", "[]", '{"head":{}}', "{", '{"head":1,"origin":1}']) {
        await assertFails(
          decodeStateFile(withText(text), "a.chain"),
          code,
          "does not hold what a state file",
        );
      }
    });
  });
});
