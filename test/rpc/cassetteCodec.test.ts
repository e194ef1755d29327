import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { brotliCompressSync, constants } from "node:zlib";
import { describe, it } from "node:test";
import fc from "fast-check";
import { decodeCassette, encodeCassette } from "../../src/rpc/cassetteCodec.ts";
import { requestKey } from "../../src/rpc/requestKey.ts";
import type { Cassette } from "../../src/rpc/cassetteHeader.ts";

const hex = (bytes: number): fc.Arbitrary<string> =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((value) => `0x${Buffer.from(value).toString("hex")}`);

const answer = fc.oneof(
  fc.jsonValue().map((result) => JSON.stringify({ result })),
  fc.record({ code: fc.integer(), message: fc.string() }).map((error) => JSON.stringify({ error })),
);

const plain = { noNullPrototype: true };

const block = fc.record(
  {
    number: fc.nat(),
    hash: hex(32),
    timestamp: fc.nat(),
    baseFee: fc.bigInt({ min: 0n, max: 2n ** 96n }),
  },
  plain,
);

const cassettes: fc.Arbitrary<Cassette> = fc.record(
  {
    chainId: fc.nat(),
    host: fc.domain(),
    block: fc.option(block, { nil: undefined }),
    answers: fc
      .array(
        fc.tuple(fc.constantFrom("eth_call", "eth_getLogs", "trace_x"), fc.array(fc.jsonValue()), answer),
      )
      .map((list) => new Map(list.map(([method, params, text]) => [requestKey({ method, params }), text]))),
  },
  plain,
);

const small: Cassette = {
  chainId: 1,
  host: "rpc.example",
  block: { number: 40, hash: `0x${"1".repeat(64)}`, timestamp: 1_636_629_551, baseFee: 7n },
  answers: new Map([
    ["eth_chainId []", '{"result":"0x1"}'],
    ["eth_getCode []", '{"result":"0x"}'],
    ["eth_call []", '{"result":"0x"}'],
  ]),
};

describe("encodeCassette", () => {
  it("is undone by decodeCassette", async () => {
    await fc.assert(
      fc.asyncProperty(cassettes, async (cassette) => {
        const { header, ...decoded } = await decodeCassette(await encodeCassette(cassette), "x.rpc");
        assert.deepEqual(decoded, cassette);
        assert.equal(header.answers, cassette.answers.size);
      }),
      { numRuns: 60 },
    );
  });

  it("gives equal bytes for equal answers, in whatever order they came", async () => {
    await fc.assert(
      fc.asyncProperty(cassettes, fc.infiniteStream(fc.nat()), async (cassette, order) => {
        const shuffled = [...cassette.answers]
          .map((entry) => [Number(order.next().value), entry] as const)
          .sort(([a], [b]) => a - b)
          .map(([, entry]) => entry);
        const again = await encodeCassette({ ...cassette, answers: new Map(shuffled) });
        assert.ok(again.equals(await encodeCassette(cassette)));
      }),
      { numRuns: 30 },
    );
  });

  it("writes an answer once, however many requests have it", async () => {
    const code = `{"result":"0x${Buffer.from(Array.from({ length: 20_000 }, (_, k) => (k * k) % 251)).toString("hex")}"}`;
    const one = await encodeCassette({ ...small, answers: new Map([["a", code]]) });
    const many = await encodeCassette({
      ...small,
      answers: new Map(Array.from({ length: 100 }, (_, index) => [`a${index}`, code])),
    });
    assert.ok(many.length < one.length + 500, `${many.length} after ${one.length}`);
  });

  it("starts with a line that a person can read", async () => {
    const [line] = (await encodeCassette(small, "1.2.3")).toString("latin1").split("\n");
    assert.equal(
      line,
      `{"format":"rpc-recording/1","chainId":1,"block":{"number":40,"hash":"0x${"1".repeat(64)}","timestamp":1636629551,"baseFee":"7"},"host":"rpc.example","kit":"1.2.3","answers":3,"digest":"${(JSON.parse(line ?? "") as { digest: string }).digest}"}`,
    );
  });
});

describe("decodeCassette", () => {
  const code = "CASSETTE_FORMAT";

  it("refuses what is cut off, wherever", async () => {
    const bytes = await encodeCassette(small);
    for (let length = 0; length < bytes.length; length += 1) {
      await assert.rejects(decodeCassette(bytes.subarray(0, length), "forks/x.rpc"), { code });
    }
  });

  it("refuses what was changed, wherever", async () => {
    const bytes = await encodeCassette(small);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await assert.rejects(decodeCassette(changed, "forks/x.rpc"), { code }, `byte ${at}`);
    }
  });

  it("refuses a file that was made to fill the memory, and takes little of it", async () => {
    const lineEnds = (first: string): Buffer =>
      Buffer.concat([Buffer.from(`${first}\n`), Buffer.alloc(64e6, "\n")]);
    for (const [payload, answers, message] of [
      [lineEnds("0"), 1, /a request in it has no answer/],
      [lineEnds("64000000"), 64e6, /it holds 64000000 texts for 64000000 answers/],
      [lineEnds("64000000"), 1, /it holds 64000000 texts for 1 answers/],
      [lineEnds("x"), 1, /it holds NaN texts/],
    ] as const) {
      const about = { format: "rpc-recording/1", chainId: 1, block: null, host: "h", kit: "1", answers };
      const digest = hash("sha256", Buffer.concat([Buffer.from(`${JSON.stringify(about)}\n`), payload]));
      const packed = brotliCompressSync(payload, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
      const bytes = Buffer.concat([Buffer.from(`${JSON.stringify({ ...about, digest })}\n`), packed]);
      const before = process.memoryUsage().heapUsed;
      await assert.rejects(decodeCassette(bytes, "forks/x.rpc"), { code, message });
      assert.ok(process.memoryUsage().heapUsed - before < 200e6);
    }
  });

  it("says what is wrong", async () => {
    const text = (await encodeCassette(small)).toString("latin1");
    const end = text.indexOf("\n");
    for (const [changed, message] of [
      ["", /^forks\/x\.rpc is not a cassette of RPC answers/],
      ["PK\u0003\u0004\n", /is not a cassette/],
      ['{"format":"something"}\n', /is not a cassette/],
      ['{"format":"rpc-recording/1"}\n', /is not a cassette/],
      [
        text.replace("recording/1", "recording/2"),
        /is a cassette of format 2, and this release reads format 1/,
      ],
      [text.replace('"chainId":1', '"chainId":5'), /is damaged: its content does not fit the digest/],
      [text.slice(0, -1), /is damaged: its answers cannot be unpacked/],
      [text.slice(0, end + 1) + brotliCompressSync("0").toString("latin1"), /does not fit the digest/],
    ] as const) {
      await assert.rejects(decodeCassette(Buffer.from(changed, "latin1"), "forks/x.rpc"), { code, message });
    }
  });
});
