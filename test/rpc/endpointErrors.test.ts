import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, describe, it } from "node:test";
import { openRelay } from "../../src/rpc/openRelay.ts";
import type { Patience } from "../../src/rpc/patience.ts";
import { type Misbehaviour, misbehaviours, startMisbehavingServer } from "../support/misbehavingServer.ts";
import { ask, serveChain } from "../support/servedChain.ts";

/** An error of a real endpoint; the file says what its fields mean. */
interface Row {
  readonly provider: string;
  readonly asked: string;
  readonly http: number | null;
  readonly code: number | null;
  readonly message: string | null;
  readonly data?: unknown;
  readonly result?: unknown;
  readonly means: string;
  readonly retry: string;
}

const file = new URL("../reference/rpc/endpoint-errors.json", import.meta.url);
const { rows } = JSON.parse(readFileSync(file, "utf8")) as { rows: readonly Row[] };

const account = "0x00000000000000000000000000000000000a11ce";
const chain = await serveChain(account, "0x60006000fd");
const upstream = await startMisbehavingServer(chain.url);
after(async () => {
  await upstream.close();
});
afterEach(() => {
  upstream.misbehave([]);
});

/** Five attempts, so that "a few" can be told from "as many as there is patience for". */
const patience: Partial<Patience> = { attempts: 5, firstDelay: 1, longestDelay: 4, random: () => 0 };

/** What ends the attempts, by what the endpoint means. */
const ends: Readonly<Record<string, readonly [code: string, hint: RegExp]>> = {
  pruned: ["PRUNED_STATE", /Use an archive endpoint/],
  refused: [
    "ENDPOINT_REFUSED",
    /See whether the endpoint's address and the key|Its plan, or asking it without a key/,
  ],
  busy: ["ENDPOINT_BUSY", /Run again later/],
  "too-many": ["ENDPOINT_ANSWER", /Ask for less at once/],
  quota: [
    "ENDPOINT_BUSY",
    /Its allowance of the day or the month is used up|longer than the .* that are waited/,
  ],
  "no-method": ["ENDPOINT_ANSWER", /Use an endpoint that serves this method/],
};

/** How often it is asked, by what the file says of asking again. */
function attemptsOf({ retry, data }: Row): number {
  if (/^(no|smaller|later)$/.test(retry)) return 1;
  if (retry.startsWith("once or twice")) return 3;
  // The 30 s that it asks for are more than is waited here.
  return JSON.stringify(data ?? null).includes('"backoff_seconds":30') ? 1 : 5;
}

function requestOf({ asked }: Row): readonly [method: string, params: unknown[]] {
  if (/getLogs|batch|logs/.test(asked)) return ["eth_getLogs", [{ fromBlock: "0x0", toBlock: "0x28" }]];
  if (asked.startsWith("eth_call")) return ["eth_call", [{ to: account, data: "0x12345678" }, "0x28"]];
  if (asked.includes("method")) return ["debug_traceBlockByNumber", ["0x28"]];
  return ["eth_getBalance", [account, "0x28"]];
}

/** The forms that a row can have come in, where the file leaves one open. */
function formsOf({ http, code, message, data }: Row): readonly Misbehaviour[] {
  const error = { ...(code === null ? {} : { code }), message, ...(data === undefined ? {} : { data }) };
  const asJson = misbehaviours.refusal(http ?? 200, error);
  const asText = misbehaviours.refusal(http ?? 200, message ?? "");
  return code === null ? [asJson, asText] : [asJson];
}

describe("an endpoint that refuses to answer", () => {
  for (const row of rows.filter(({ message }) => message !== null && message !== "")) {
    const { provider, means, message } = row;
    it(`is understood: ${provider}, ${means}: ${String(message).slice(0, 80)}`, async () => {
      for (const form of formsOf(row)) {
        const relay = await openRelay({ source: { kind: "endpoint", url: upstream.url }, patience });
        const before = upstream.requests.length;
        upstream.misbehave(() => form);
        await ask(relay.url, ...requestOf(row));
        const [code, hint] = ends[means] ?? assert.fail(means);
        const failure = relay.failure ?? assert.fail("it was taken for an answer");
        assert.equal(failure.code, code, failure.message);
        assert.match(failure.hint, hint);
        assert.equal(upstream.requests.length - before, attemptsOf(row), failure.message);
        upstream.misbehave([]);
        await relay.close();
      }
    });
  }

  it("is asked again until it answers, where that helps", async () => {
    for (const row of rows.filter((one) => attemptsOf(one) > 1 && one.message !== null)) {
      const relay = await openRelay({ source: { kind: "endpoint", url: upstream.url }, patience });
      const form = formsOf(row)[0] ?? assert.fail();
      upstream.misbehave([form, form]);
      assert.equal(
        (await ask(relay.url, "eth_getBalance", [account, "0x28"])).result,
        "0x1234",
        row.provider,
      );
      await relay.close();
    }
  });

  it("says so by an empty answer where it does not serve a question about itself", async () => {
    const relay = await openRelay({ source: { kind: "endpoint", url: upstream.url }, patience });
    const before = upstream.requests.length;
    upstream.misbehave(() => misbehaviours.text(""));
    assert.match(
      (await ask(relay.url, "web3_clientVersion")).error?.message ?? "",
      /answered with nothing, when/,
    );
    assert.equal(upstream.requests.length - before, 1);
    await relay.close();
  });

  it("is a gateway that knows no JSON-RPC", async () => {
    for (const [status, body, code] of [
      [401, '{"message":"Invalid authentication credentials"}', "ENDPOINT_REFUSED"],
      [400, '{"code":"429","message":"slow down please"}', "ENDPOINT_BUSY"],
      [200, '{"error":"Too many requests"}', "ENDPOINT_BUSY"],
      [400, "old data not available due to pruning", "PRUNED_STATE"],
      [200, '"no healthy upstream"', "ENDPOINT_BUSY"],
      [413, "<html>no</html>", "ENDPOINT_ANSWER"],
      [500, '{"id":1,"error":{"code":-32602,"message":"bad block"}}', "ENDPOINT_ANSWER"],
    ] as const) {
      const relay = await openRelay({ source: { kind: "endpoint", url: upstream.url }, patience });
      upstream.misbehave(() => misbehaviours.refusal(status, body));
      await ask(relay.url, "eth_getBalance", [account, "0x28"]);
      assert.equal(relay.failure?.code, code, `${status} ${body}: ${relay.failure?.message ?? ""}`);
      upstream.misbehave([]);
      await relay.close();
    }
  });

  it("is waited for as long as its error asks, by all requests, and then asked at the rate it allows", async () => {
    const relay = await openRelay({
      source: { kind: "endpoint", url: upstream.url },
      patience: { ...patience, longestDelay: 2_000 },
    });
    const data = {
      rate: { allowed_rps: 10, backoff_seconds: 0.3, current_rps: 40 },
      see: "https://rpc.example/limits",
    };
    const error = { code: -32005, message: "project ID request rate exceeded", data };
    const start = performance.now();
    const times: number[] = [];
    upstream.misbehave(() => {
      times.push(performance.now() - start);
      return times.length === 1 ? misbehaviours.refusal(429, error) : undefined;
    });
    const first = ask(relay.url, "eth_getBalance", [account, "0x28"]);
    while (times.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all([
      first,
      ...["0x27", "0x26"].map((block) => ask(relay.url, "eth_getBalance", [account, block])),
    ]);
    assert.equal(times.length, 4);
    assert.ok((times[1] ?? 0) >= 290, `asked again after ${String(times[1])} ms`);
    assert.ok((times[3] ?? 0) - (times[1] ?? 0) >= 190, `three requests in ${String(times)} ms`);
    assert.equal(relay.failure, undefined);
    await relay.close();
  });
});
