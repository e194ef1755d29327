import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, describe, it } from "node:test";
import { inspect } from "node:util";
import { SimulationError } from "../../src/common/errors.ts";
import { openRelay, type Relay } from "../../src/rpc/openRelay.ts";
import type { Patience } from "../../src/rpc/patience.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { type Misbehaviour, misbehaviours, startMisbehavingServer } from "../support/misbehavingServer.ts";
import { ask, serveChain } from "../support/servedChain.ts";

const account = "0x00000000000000000000000000000000000a11ce";
const chain = await serveChain(account, "0x60006000fd");
const upstream = await startMisbehavingServer(chain.url);
after(async () => {
  await upstream.close();
});
afterEach(() => {
  upstream.misbehave([]);
});
const { folder } = temporaryFolder();
let files = 0;

/** Everything of an address that can be a key, and one address that has it all. */
const secrets = [
  "k3y-0f-the-header",
  "k3y-0f-the-path",
  "k3y-0f-the-query",
  "user-0f-it",
  "passw0rd:of-it",
  "passw0rd%3Aof-it",
];
const basic = Buffer.from("user-0f-it:passw0rd:of-it").toString("base64");
const secretUrl = `${upstream.url.replace("//", "//user-0f-it:passw0rd%3Aof-it@")}/v2/k3y-0f-the-path?apikey=k3y-0f-the-query#k3y-0f-the-hash`;
const headers = { "X-Api-Key": "k3y-0f-the-header" };
const echo = `for ${secretUrl} with k3y-0f-the-header, k3y-0f-the-path, ${basic} (K3Y-0F-THE-QUERY) of user-0f-it, passw0rd:of-it at ${upstream.url}/x`;

const hasty: Partial<Patience> = { attempts: 3, firstDelay: 1, longestDelay: 40, random: () => 0 };

async function open(file: string, patience: Partial<Patience> = hasty): Promise<Relay> {
  const source = { kind: "record", url: secretUrl, file } as const;
  return await openRelay({ source, headers, chainId: 1, block: 40, patience });
}

function assertSilent(what: string): void {
  for (const secret of [...secrets, basic, "k3y-0f"]) {
    assert.ok(!what.toLowerCase().includes(secret.toLowerCase()), `${secret} in ${what}`);
  }
}

function newFile(): string {
  return join(folder, `run-${++files}`, "credits.rpc");
}

/** All that lies in the folder of a cassette: names and content. */
function written(file: string): string {
  const place = join(file, "..");
  if (!existsSync(place)) return "";
  return readdirSync(place)
    .map((name) => `${name} ${readFileSync(join(place, name), "latin1")}`)
    .join("\n");
}

const {
  anotherId,
  cut,
  cutWithin,
  error: rpcError,
  html,
  result,
  silence,
  slow,
  stall,
  status,
  text,
  truncated,
} = misbehaviours;

/** What passes, and what it is called in the error that ends the attempts when it does not. */
const passing: readonly (readonly [name: string, how: Misbehaviour, code: string, message: RegExp])[] = [
  ["429 without Retry-After", status(429), "ENDPOINT_BUSY", /answered with HTTP 429, 3 times/],
  ["429 with Retry-After", status(429, { "retry-after": "0" }), "ENDPOINT_BUSY", /HTTP 429, 3 times/],
  [
    "429 with a date as Retry-After",
    status(429, { "retry-after": "Mon, 01 Nov 2021 00:00:00 GMT" }),
    "ENDPOINT_BUSY",
    /HTTP 429, 3 times/,
  ],
  ["500", status(500), "ENDPOINT_UNAVAILABLE", /HTTP 500, 3 times/],
  ["502", status(502, {}, `<html>${echo}</html>`), "ENDPOINT_UNAVAILABLE", /HTTP 502, 3 times/],
  ["503", status(503, { "retry-after": "0" }), "ENDPOINT_UNAVAILABLE", /HTTP 503, 3 times/],
  ["a cut connection", cut, "ENDPOINT_UNAVAILABLE", /cut the connection, 3 times/],
  [
    "a connection cut within the answer",
    cutWithin,
    "ENDPOINT_UNAVAILABLE",
    /(cut the connection|broke off), 3 times/,
  ],
  ["a truncated answer", truncated, "ENDPOINT_ANSWER", /something that is not JSON, 3 times/],
  ["a web page", html, "ENDPOINT_ANSWER", /a web page, 3 times/],
  ["nothing", text(""), "ENDPOINT_ANSWER", /answered with nothing, 3 times/],
  ["an answer to another request", anotherId, "ENDPOINT_ANSWER", /answered another request, 3 times/],
  ["an answer without a result", text('{"jsonrpc":"2.0","id":1}'), "ENDPOINT_ANSWER", /, 3 times/],
  ["a list", text("[]"), "ENDPOINT_ANSWER", /, 3 times/],
  ["null for a balance", result(null), "ENDPOINT_ANSWER", /null instead of a number, 3 times/],
  ["a text for a balance", result(echo), "ENDPOINT_ANSWER", /another text instead of a number, 3 times/],
  ["bytes too many", result(`0x${"1".repeat(65)}`), "ENDPOINT_ANSWER", /instead of a number, 3 times/],
  [
    "rate limit -32005",
    rpcError(-32005, `daily request count exceeded ${echo}`),
    "ENDPOINT_BUSY",
    /error -32005: daily request count exceeded/,
  ],
  ["rate limit 429", rpcError(429, "compute units per second"), "ENDPOINT_BUSY", /error 429/],
  [
    "an internal error",
    rpcError(-32603, `Internal error ${echo}`),
    "ENDPOINT_ANSWER",
    /error -32603: Internal error/,
  ],
  [
    "a block that one node lacks",
    rpcError(-32000, "header not found"),
    "PRUNED_STATE",
    /header not found, 3 times.*\nIt does not have the state of block 40/,
  ],
];

/** What another attempt cannot change. */
const lasting: readonly (readonly [name: string, how: Misbehaviour, code: string, message: RegExp])[] = [
  [
    "401",
    status(401, {}, echo),
    "ENDPOINT_REFUSED",
    /HTTP 401, when asked eth_getBalance for 0x\w+ at block 40\.\nSee whether the endpoint's address and the key/,
  ],
  ["403", status(403), "ENDPOINT_REFUSED", /HTTP 403, when/],
  ["404", status(404), "ENDPOINT_REFUSED", /HTTP 404, when/],
  [
    "a redirection",
    status(308, { location: `https://elsewhere.example/${secrets.join("/")}` }),
    "ENDPOINT_REFUSED",
    /HTTP 308, when/,
  ],
  [
    "401 with a reason",
    status(401, {}, JSON.stringify({ id: 1, error: { code: -32000, message: `invalid api key ${echo}` } })),
    "ENDPOINT_REFUSED",
    /invalid api key/,
  ],
  [
    "a key refused in JSON",
    rpcError(-32000, `Must be authenticated! ${echo}`),
    "ENDPOINT_REFUSED",
    /Must be authenticated!/,
  ],
  [
    "a pruned node",
    rpcError(-32000, "missing trie node 1234 (path ) <nil>"),
    "PRUNED_STATE",
    /missing trie node.*\n.*block 40\. Use an archive endpoint/,
  ],
  [
    "a node without that state",
    rpcError(-32000, "historical state 0xab is not available"),
    "PRUNED_STATE",
    /archive endpoint/,
  ],
  [
    "a method it does not have",
    rpcError(-32601, "the method does not exist/is not available"),
    "ENDPOINT_ANSWER",
    /error -32601/,
  ],
  [
    "too much asked for",
    rpcError(-32005, "query returned more than 10000 results"),
    "ENDPOINT_ANSWER",
    /more than 10000 results, when/,
  ],
  ["an error that is none", text('{"id":1,"error":"no"}'), "ENDPOINT_ANSWER", /error 0: no, when/],
  [
    "429 for an hour",
    status(429, { "retry-after": "3600" }),
    "ENDPOINT_BUSY",
    /HTTP 429 and asks to wait 3600 s, when.*\nThat is longer than the 0.04 s/,
  ],
  [
    "503 until another day",
    status(503, { "retry-after": new Date(Date.now() + 864e5).toUTCString() }),
    "ENDPOINT_BUSY",
    /asks to wait 86\d+ s/,
  ],
];

const balance = ["eth_getBalance", [account, "0x28"]] as const;

describe("an endpoint that misbehaves while it is used", () => {
  for (const [name, how] of [...passing, ["a slow answer", slow(40)] as const]) {
    it(`is asked again: ${name}`, async () => {
      const relay = await open(newFile());
      const before = upstream.requests.length;
      upstream.misbehave([how, how]);
      assert.equal((await ask(relay.url, balance[0], [...balance[1]])).result, "0x1234");
      assert.equal(upstream.requests.length - before, name === "a slow answer" ? 1 : 3);
      assert.equal(relay.failure, undefined);
      await relay.close();
    });
  }

  for (const [name, how, code, message] of [...passing, ...lasting]) {
    it(`ends in an error that says why, and nothing secret: ${name}`, async () => {
      const file = newFile();
      const relay = await open(file);
      await relay.save();
      const bytes = readFileSync(file);
      const before = upstream.requests.length;
      upstream.misbehave(() => how);
      const response = await ask(relay.url, balance[0], [...balance[1]]);
      assert.equal(response.result, undefined);
      assert.equal(upstream.requests.length - before, passing.some(([one]) => one === name) ? 3 : 1);
      const failure = relay.failure ?? assert.fail("the relay tells of no failure");
      assert.equal(failure.code, code, failure.message);
      assert.match(failure.message, message);
      assert.match(failure.message, /^127\.0\.0\.1 /, "the host, and not its port");
      assert.equal(response.error?.message, `${failure.message} [${code}]`);
      await relay.close();
      assert.ok(readFileSync(file).equals(bytes), "nothing of it is kept");
      assertSilent(`${JSON.stringify(response)} ${inspect(failure, { depth: 9 })} ${failure.stack ?? ""}`);
      assertSilent(written(file).replaceAll(/[^ -~]/g, ""));
    });
  }

  for (const [name, how] of [
    ["silence", silence],
    ["a stalled answer", stall],
  ] as const) {
    it(`is not waited for without end: ${name}`, async () => {
      const impatient = await open(newFile(), { ...hasty, attempts: 2, timeout: 700 });
      upstream.misbehave([how]);
      assert.equal((await ask(impatient.url, balance[0], [...balance[1]])).result, "0x1234");
      upstream.misbehave(() => how);
      await ask(impatient.url, "eth_getCode", [account, "0x28"]);
      assert.equal(impatient.failure?.code, "ENDPOINT_UNAVAILABLE");
      assert.match(impatient.failure.message, /did not answer within 0.7 s, 2 times/);
      await impatient.close();
    });
  }

  it("is given the time that it asks for", async () => {
    const relay = await open(newFile(), { ...hasty, longestDelay: 5000 });
    const start = performance.now();
    upstream.misbehave([status(429, { "retry-after": "1" })]);
    assert.equal((await ask(relay.url, balance[0], [...balance[1]])).result, "0x1234");
    assert.ok(performance.now() - start >= 990);
    await relay.close();
  });

  it("does not hold a relay that closes", async () => {
    const file = newFile();
    const relay = await open(file);
    const arrived = new Promise<void>((resolve) => {
      upstream.misbehave(() => () => {
        resolve();
      });
    });
    const cutOff = assert.rejects(ask(relay.url, balance[0], [...balance[1]]));
    await arrived;
    await relay.close();
    await cutOff;
    assert.deepEqual(readdirSync(join(file, "..")), ["credits.rpc"]);
  });

  it("cannot change the chain, or the block that was forked", async () => {
    const relay = await open(newFile());
    upstream.misbehave(({ method }) => (method === "eth_getBlockByNumber" ? result(null) : undefined));
    const full = ["0x28", true];
    assert.match(
      (await ask(relay.url, "eth_getBlockByNumber", full)).error?.message ?? "",
      /answered with no block, 3 times/,
    );
    upstream.misbehave(() => result({ number: "0x28", hash: `0x${"ab".repeat(32)}` }));
    assert.match(
      (await ask(relay.url, "eth_getBlockByNumber", full)).error?.message ?? "",
      /hash 0xabab\w+ instead of 0x/,
    );
    upstream.misbehave(() => result({ number: "0x27", hash: `0x${"ab".repeat(32)}` }));
    assert.match(
      (await ask(relay.url, "eth_getBlockByNumber", full)).error?.message ?? "",
      /number 0x27 instead of 0x28/,
    );
    upstream.misbehave(() => result("0x5"));
    assert.equal((await ask(relay.url, "eth_chainId")).result, "0x1");
    await relay.close();
    upstream.misbehave([]);
    const live = await openRelay({ source: { kind: "endpoint", url: secretUrl }, patience: hasty });
    upstream.misbehave(() => result("0x5"));
    const { error } = await ask(live.url, "eth_chainId");
    assert.match(error?.message ?? "", /answered with chain 5 instead of 1, 3 times/);
    await live.close();
  });

  it("is believed when it says that a contract reverts, under whatever status", async () => {
    const relay = await open(newFile());
    const error = { code: 3, message: "execution reverted: no", data: "0x1234" };
    upstream.misbehave(({ id }) => status(500, {}, JSON.stringify({ jsonrpc: "2.0", id, error })));
    const call = [{ to: account }, "0x28"];
    assert.deepEqual((await ask(relay.url, "eth_call", call)).error, error);
    assert.equal(relay.failure, undefined);
    await relay.close();
  });

  it("cannot get its key into a cassette", async () => {
    const file = newFile();
    const relay = await open(file);
    for (const secret of [
      secretUrl,
      basic,
      "k3y-0f-the-path",
      "K3Y-0F-THE-HEADER",
      String.raw`k3y-0f\u002dthe-query`,
    ]) {
      upstream.misbehave(({ id }) => text(`{"id":${String(id)},"result":"node of ${secret}"}`));
      const response = await ask(relay.url, "web3_clientVersion");
      assert.match(response.error?.message ?? "", /repeated its own address in an answer/);
      assertSilent(JSON.stringify(response));
    }
    await relay.close();
    assertSilent(written(file).replaceAll(/[^ -~]/g, ""));
  });

  it("is asked with the key, where it belongs", async () => {
    const relay = await open(newFile());
    const { path, headers: sent } = upstream.requests.at(-1) ?? {};
    assert.equal(path, "/v2/k3y-0f-the-path?apikey=k3y-0f-the-query");
    assert.equal(sent?.authorization, `Basic ${basic}`);
    assert.equal(sent["x-api-key"], headers["X-Api-Key"]);
    assert.match(relay.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    await relay.close();
  });
});

describe("an endpoint that misbehaves when a relay opens", () => {
  for (const [name, how, code] of [...passing, ...lasting]) {
    it(`is refused, and nothing is left behind: ${name}`, async () => {
      const file = newFile();
      // The last of the three requests of an opening, so that part of it has gone well.
      upstream.misbehave(({ method }) => (method === "eth_getBalance" ? how : undefined));
      await assert.rejects(open(file), (error) => {
        assert.ok(error instanceof SimulationError);
        assert.equal(error.code, code);
        assertSilent(inspect(error, { depth: 9 }));
        return true;
      });
      assert.equal(written(file), "");
    });
  }

  it("is refused for another chain than expected", async () => {
    upstream.misbehave([result("0x89")]);
    await assert.rejects(open(newFile()), {
      code: "WRONG_CHAIN",
      message: /^127\.0\.0\.1 serves chain 137 instead of chain 1\./,
    });
  });

  it("is refused for a block that it does not know", async () => {
    const source = { kind: "endpoint", url: secretUrl } as const;
    await assert.rejects(openRelay({ source, block: 41, patience: hasty }), {
      code: "UNKNOWN_BLOCK",
      message: /^127\.0\.0\.1 does not know block 41\./,
    });
  });

  it("is refused for a block that lacks what a fork goes on from", async () => {
    const hash = `0x${"ab".repeat(32)}`;
    for (const [fields, message] of [
      [{}, /a block without a timestamp/],
      [{ timestamp: "0x1", baseFeePerGas: "much" }, /a base fee that is no number/],
    ] as const) {
      upstream.misbehave(({ method }) =>
        method === "eth_getBlockByNumber" ? result({ number: "0x28", hash, ...fields }) : undefined,
      );
      await assert.rejects(open(newFile()), { code: "ENDPOINT_ANSWER", message });
    }
  });

  it("is refused where nobody listens", async () => {
    const gone = await startMisbehavingServer(chain.url);
    await gone.close();
    const source = { kind: "endpoint", url: `${gone.url}/k3y-0f-the-path` } as const;
    await assert.rejects(openRelay({ source, patience: hasty }), (error: SimulationError) => {
      assert.equal(error.code, "ENDPOINT_UNAVAILABLE");
      assert.match(error.message, /^127\.0\.0\.1 refused the connection, 3 times, when asked eth_chainId\./);
      assertSilent(inspect(error, { depth: 9 }));
      return true;
    });
  });
});
