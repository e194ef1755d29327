import assert from "node:assert/strict";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { addresses } from "../../src/keep3r/network/addresses.ts";
import { openKeep3rChain } from "../../src/keep3r/openKeep3r.ts";
import { UniV3PairManagerFactory__factory } from "../../src/keep3r/contracts/factories/UniV3PairManagerFactory__factory.ts";
import { connectKeep3r } from "../../src/keep3r/connectKeep3r.ts";
import { startMisbehavingServer, type MisbehavingServer } from "../support/misbehavingServer.ts";
import { repository } from "../support/hardhatProcess.ts";
import { startStandIn, type StandIn } from "../support/standIn.ts";

const key = "9f86d081884c7d659a2feaa0c55ad015";
const name = `test-fork-${process.pid}`;
const forks = join(repository, "forks");

describe("a fork of a stand-in for mainnet", () => {
  let standIn: StandIn;
  let endpoint: MisbehavingServer;
  let block = 0;
  before(async () => {
    standIn = await startStandIn();
    endpoint = await startMisbehavingServer(standIn.url);
    block = standIn.block;
    // Far behind the head, as any block of interest on mainnet is; the node treats such blocks as settled.
    await standIn.request("hardhat_mine", ["0xc8"]);
    process.env.MAINNET_HTTPS_URL = `${endpoint.url}/v2/${key}`;
    process.env.SIMULATION_FORK_BLOCK = String(block);
  });
  beforeEach(() => {
    endpoint.misbehave([]);
  });
  after(async () => {
    await endpoint.close();
    await standIn.stop();
    rmSync(join(forks, `${name}.rpc`), { force: true });
  });

  it("says what it is, and starts at the block that was asked for", async () => {
    const chain = await openKeep3rChain({ chain: "fork" });
    assert.deepEqual(chain.identity, {
      kind: "fork",
      chainId: 1,
      origin: `mainnet block ${block}`,
      seed: "simulation",
    });
    assert.equal(chain.provenance, "fork of mainnet through 127.0.0.1");
    assert.equal((await chain.block()).number, block);
    assert.equal(await chain.request("eth_chainId"), "0x1");
    await chain.close();
  });

  it("has every block at an exact time, with the base fee of the fork block until told otherwise", async () => {
    const chain = await openKeep3rChain({ chain: "fork" });
    const { timestamp, baseFee } = await chain.block();
    const signer = await chain.newSigner();
    await (await signer.sendTransaction({ to: addresses.weth, value: 1n })).wait();
    assert.deepEqual(await chain.block(), { number: block + 1, timestamp: timestamp + 1, baseFee });
    for (let day = 1; day <= 200; day += 1) await chain.mine(timestamp + day * 86_400);
    assert.deepEqual(await chain.block(), {
      number: block + (200 * 86_400) / 12,
      timestamp: timestamp + 200 * 86_400,
      baseFee: 40_000_000_000n,
    });
    chain.baseFee = 7n;
    await chain.mine(timestamp + 201 * 86_400);
    assert.equal((await chain.block()).baseFee, 7n);
    await chain.close();
  });

  it("finds V2 with its governance and liquidity, and changes nothing", async () => {
    const chain = await openKeep3rChain({ chain: "fork" });
    const keep3r = await connectKeep3r(chain);
    assert.equal((await chain.block()).number, block);
    const factory = UniV3PairManagerFactory__factory.connect(
      addresses.pairManagerFactory,
      chain.ethersProvider,
    );
    const liquidity = await factory.pairManagers(addresses.kp3rWethPool);
    assert.equal(await keep3r.pool.getAddress(), liquidity);
    assert.deepEqual([...(await keep3r.v2.approvedLiquidities())], [liquidity]);
    await chain.close();
  });

  it("lets contracts send transactions", async () => {
    const chain = await openKeep3rChain({ chain: "fork" });
    const contract = await chain.getSigner(addresses.uniswapV3Factory);
    await chain.setBalance(contract.address, 10n ** 20n);
    const receipt = await (await contract.sendTransaction({ to: addresses.weth, value: 5n })).wait();
    assert.equal(receipt?.status, 1);
    assert.equal(receipt.from, addresses.uniswapV3Factory);
    await chain.close();
  });

  it("asks little of the endpoint, and next to nothing the second time", async () => {
    // No other test forks here.
    const quiet = block + 7;
    const cache = join(forks, ".cache", `mainnet-${quiet}.rpc`);
    rmSync(cache, { force: true });
    const count = async (): Promise<{ opening: number; setUp: number }> => {
      const before = endpoint.requests.length;
      const chain = await openKeep3rChain({ chain: "fork", block: quiet });
      const opening = endpoint.requests.length - before;
      await (await connectKeep3r(chain)).setup();
      await chain.close();
      return { opening, setUp: endpoint.requests.length - before };
    };
    const first = await count();
    assert.ok(first.opening <= 40, `${first.opening} requests to open`);
    assert.ok(first.setUp <= 180, `${first.setUp} requests to set up`);
    assert.ok(existsSync(cache));
    const second = await count();
    assert.ok(second.setUp <= 3, `${second.setUp} requests the second time`);
    rmSync(cache, { force: true });
  });

  it("leaves the node's own cache neither in the project nor behind", async () => {
    const ours = (): string[] => readdirSync(tmpdir()).filter((file) => file.startsWith("fork-cache-"));
    const before = ours();
    const chain = await openKeep3rChain({ chain: "fork" });
    const added = ours().filter((file) => !before.includes(file));
    await chain.close();
    assert.equal(existsSync(join(repository, "cache", "edr-fork-cache")), false);
    for (const folder of added) assert.equal(existsSync(join(tmpdir(), folder)), false, folder);
  });
});
