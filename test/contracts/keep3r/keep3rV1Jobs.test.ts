import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { MaxUint256, parseEther, type TransactionReceipt } from "ethers";
import { assertReverts, eventsOf, read, send, TestChain } from "../../support/testChain.ts";
import {
  activateKeeper,
  deployKeep3rV1,
  give,
  type Keep3rV1Network,
  kp3r,
  type TestContract,
  type TestSigner,
} from "./keep3rV1Network.ts";

const gwei = 10n ** 9n;
const ether = "0x000000000000000000000000000000000000000E";

describe("Keep3rV1Jobs", () => {
  let chain: TestChain;
  let governance: TestSigner;
  let keeper: TestSigner;
  let stranger: TestSigner;
  /** An account that is registered as a job, so that a test decides what the job does. */
  let job: TestSigner;
  let network: Keep3rV1Network;
  let token: TestContract;

  before(async () => {
    chain = await TestChain.create();
  });

  beforeEach(async () => {
    [governance, keeper, stranger, job] = [
      await chain.newSigner(),
      await chain.newSigner(),
      await chain.newSigner(),
      await chain.newSigner(),
    ];
    network = await deployKeep3rV1(chain, governance);
    token = network.token;
    await activateKeeper(chain, network, keeper);
    await send(token, governance, "addJob", job.address);
  });

  const credits = async (credit: string): Promise<unknown> => read(token, "credits", job.address, credit);

  /** Sends what a job says when it was worked, `gas` after it asked for the keeper, at 10 gwei. */
  async function report(
    gas: number,
    method: string,
    from: TestSigner,
    ...args: unknown[]
  ): ReturnType<typeof send> {
    await send(token, from, "isKeeper", keeper.address, { gasLimit: 20_000_000 });
    await chain.helpers.setNextBlockBaseFeePerGas(10n * gwei);
    return send(token, from, method, ...args, { gasLimit: 20_000_000 - gas, gasPrice: 10n * gwei });
  }

  /** KP3R that the work paid. */
  function paidIn(work: TransactionReceipt): bigint {
    const event = eventsOf(token, work).find(([name]) => name === "KeeperWorked");
    assert.ok(event, "nobody was paid");
    return event[5] as bigint;
  }

  describe("the list", () => {
    it("has what governance adds, and keeps what it removes", async () => {
      const added = await send(token, governance, "addJob", stranger.address);
      assert.deepEqual(eventsOf(token, added), [
        ["JobAdded", stranger.address, BigInt(added.blockNumber), governance.address],
      ]);
      const removed = await send(token, governance, "removeJob", stranger.address);
      assert.deepEqual(eventsOf(token, removed), [
        ["JobRemoved", stranger.address, BigInt(removed.blockNumber), governance.address],
      ]);
      assert.equal(await read(token, "jobs", job.address), true);
      assert.equal(await read(token, "jobs", stranger.address), false);
      assert.deepEqual([...((await read(token, "getJobs")) as string[])], [job.address, stranger.address]);
      assert.equal(await read(token, "jobList", 1), stranger.address);
    });

    it("is governance's alone, and knows each job once", async () => {
      const twice = send(token, governance, "addJob", job.address);
      await assertReverts(twice, token, "Error", "addJob: job known");
      for (const method of ["addJob", "removeJob"]) {
        await assertReverts(send(token, stranger, method, job.address), token, "Error", `${method}: !gov`);
      }
    });
  });

  describe("credits", () => {
    it("in KP3R are minted by governance, for jobs", async () => {
      const supply = (await read(token, "totalSupply")) as bigint;
      const given = await send(token, governance, "addKPRCredit", job.address, 5n * kp3r);
      assert.deepEqual(
        eventsOf(token, given).filter(([name]) => name !== "Transfer"),
        [["AddCredit", token.address, job.address, governance.address, BigInt(given.blockNumber), 5n * kp3r]],
      );
      assert.equal(await credits(token.address), 5n * kp3r);
      assert.equal(await read(token, "balanceOf", token.address), 5n * kp3r);
      assert.equal(await read(token, "totalSupply"), supply + 5n * kp3r);
      const byStranger = send(token, stranger, "addKPRCredit", job.address, 1n);
      await assertReverts(byStranger, token, "Error", "addKPRCredit: !gov");
      const forNoJob = send(token, governance, "addKPRCredit", stranger.address, 1n);
      await assertReverts(forNoJob, token, "Error", "addKPRCredit: !job");
    });

    it("in tokens are given by anybody, less 0.3% for governance", async () => {
      const { weth } = network;
      await send(weth, stranger, "deposit", { value: 10_000n });
      await send(weth, stranger, "approve", token.address, MaxUint256);
      const given = await send(token, stranger, "addCredit", weth.address, job.address, 10_000n);
      assert.deepEqual(eventsOf(token, given).at(-1), [
        "AddCredit",
        weth.address,
        job.address,
        stranger.address,
        BigInt(given.blockNumber),
        10_000n,
      ]);
      assert.equal(await credits(weth.address), 9_970n);
      assert.equal(await read(weth, "balanceOf", governance.address), 30n);
      assert.equal(await read(weth, "balanceOf", token.address), 9_970n);
      const forNoJob = send(token, stranger, "addCredit", weth.address, stranger.address, 1n);
      await assertReverts(forNoJob, token, "Error", "addCreditETH: !job");
    });

    it("in KP3R can be given like any token", async () => {
      await give(network, governance, stranger.address, 10_000n);
      await send(token, stranger, "approve", token.address, MaxUint256);
      await send(token, stranger, "addCredit", token.address, job.address, 10_000n);
      assert.equal(await credits(token.address), 9_970n);
      assert.equal(await read(token, "balanceOf", governance.address), 30n);
    });

    it("in ether are given by anybody, less 0.3% for governance", async () => {
      const before = await chain.ethers.provider.getBalance(governance.address);
      const given = await send(token, stranger, "addCreditETH", job.address, { value: 10_000n });
      assert.deepEqual(eventsOf(token, given), [
        ["AddCredit", ether, job.address, stranger.address, BigInt(given.blockNumber), 10_000n],
      ]);
      assert.equal(await credits(ether), 9_970n);
      assert.equal((await chain.ethers.provider.getBalance(governance.address)) - before, 30n);
      const forNoJob = send(token, stranger, "addCreditETH", stranger.address, { value: 1n });
      await assertReverts(forNoJob, token, "Error", "addCreditETH: !job");
    });

    it("in ether cannot be given while the proxy governs, which takes no ether", async () => {
      const proxy = await chain.deploy("Keep3rV1Proxy", [governance.address, token.address], governance);
      await send(token, governance, "setGovernance", proxy.address);
      await send(proxy, governance, "acceptKeep3rV1Governance");
      const given = send(token, stranger, "addCreditETH", job.address, { value: 10_000n });
      await assert.rejects(given, { data: "0x" });
    });
  });

  describe("a payment by the helper's quote", () => {
    beforeEach(async () => {
      await send(token, governance, "addKPRCredit", job.address, 5n * kp3r);
    });

    it("moves credits to the keeper's bonds", async () => {
      const held = await read(token, "balanceOf", token.address);
      const work = await report(1_000_000, "worked", job, keeper.address);
      const paid = paidIn(work);
      assert.deepEqual(eventsOf(token, work), [
        ["Transfer", job.address, keeper.address, paid],
        ["KeeperWorked", token.address, job.address, keeper.address, BigInt(work.blockNumber), paid],
      ]);
      assert.equal(await credits(token.address), 5n * kp3r - paid);
      assert.equal(await read(token, "bonds", keeper.address, token.address), paid);
      assert.equal(await read(token, "totalBonded"), paid);
      assert.equal(await read(token, "workCompleted", keeper.address), paid);
      assert.equal(await read(token, "lastJob", keeper.address), BigInt(await chain.now()));
      assert.equal(await read(token, "balanceOf", token.address), held, "no token moves");
    });

    it("is gas and 300,000 more, at the base fee, plus 10%, at the pair's price of 10 KP3R", async () => {
      const paid: bigint[] = [];
      for (const gas of [1_000_000, 1_500_000]) {
        const work = await report(gas, "worked", job, keeper.address);
        paid.push(paidIn(work));
      }
      const [first = 0n, second = 0n] = paid;
      assert.equal(second - first, (500_000n * 10n * gwei * 10n * 11n) / 10n);
      const gasPaid = (first * 10n) / (11n * 10n * 10n * gwei);
      // What the contract itself uses until it asks for the quote comes on top.
      assert.ok(gasPaid > 1_300_000n && gasPaid < 1_340_000n, String(gasPaid));
    });

    it("grows with the keeper's bonds and votes, up to 20% at 200 KP3R", async () => {
      // The helper asks for the bonds of who sent the transaction, so the keeper is a job of its own here.
      await send(token, governance, "addJob", keeper.address);
      await send(token, governance, "addKPRCredit", keeper.address, kp3r);
      const payment = async (): Promise<bigint> => {
        const before = await chain.helpers.takeSnapshot();
        const work = await report(1_000_000, "worked", keeper, keeper.address);
        await before.restore();
        return paidIn(work);
      };
      const without = await payment();
      // 110% holds up to where 120%, times the bond's part of 200 KP3R, overtakes it.
      await send(token, governance, "addVotes", keeper.address, (200n * kp3r * 11n) / 12n);
      assertClose(await payment(), without);
      await send(token, governance, "addVotes", keeper.address, (200n * kp3r) / 12n);
      assertClose(await payment(), (without * 12n) / 11n);
      await send(token, governance, "addVotes", keeper.address, 1_000n * kp3r);
      assertClose(await payment(), (without * 12n) / 11n);
    });

    it("may be less than the quote, and not more", async () => {
      const limit = paidIn(await report(1_000_000, "worked", job, keeper.address));
      await report(1_000_000, "workReceipt", job, keeper.address, 1_000n);
      assert.equal(await read(token, "workCompleted", keeper.address), limit + 1_000n);
      const tooMuch = report(1_000_000, "workReceipt", job, keeper.address, limit + limit / 10n);
      await assertReverts(tooMuch, token, "Error", "workReceipt: max limit");
    });

    it("needs credits, and a job", async () => {
      await report(19_000_000, "worked", job, keeper.address);
      await report(19_000_000, "worked", job, keeper.address);
      const beyond = report(19_000_000, "worked", job, keeper.address);
      await assertReverts(beyond, token, "Error", "workReceipt: insuffient funds");
      await send(token, governance, "removeJob", job.address);
      const removed = report(1_000_000, "worked", job, keeper.address);
      await assertReverts(removed, token, "Error", "workReceipt: !job");
    });

    it("counts as votes of the keeper", async () => {
      await send(token, keeper, "delegate", keeper.address);
      await report(1_000_000, "worked", job, keeper.address);
      assert.equal(
        await read(token, "getCurrentVotes", keeper.address),
        await read(token, "bonds", keeper.address, token.address),
      );
    });

    it("works through a job contract, which pays for the gas that it used", async () => {
      const contract = await chain.deploy("GasBurningJob", [token.address], governance);
      await send(token, governance, "addJob", contract.address);
      await send(token, governance, "addKPRCredit", contract.address, 5n * kp3r);
      const paid: bigint[] = [];
      for (const factor of [1, 2, 3]) {
        await chain.helpers.setNextBlockBaseFeePerGas(10n * gwei);
        const work = await send(contract, keeper, "workHard", factor, {
          gasLimit: 20_000_000,
          gasPrice: 10n * gwei,
        });
        paid.push(paidIn(work));
      }
      const [, second = 0n, third = 0n] = paid;
      // 501,000 gas a factor, of which the contract sees what 63/64 leave.
      assert.equal((third - second) / (11n * 10n * gwei), (501_000n * 63n + 63n) / 64n);
      const byStranger = send(contract, stranger, "workHard", 1);
      await assertReverts(byStranger, contract, "InvalidKeeper");
    });
  });

  describe("a payment in other credits", () => {
    it("sends tokens to the keeper, without a limit", async () => {
      const { weth } = network;
      await send(weth, stranger, "deposit", { value: 10_000n });
      await send(weth, stranger, "approve", token.address, MaxUint256);
      await send(token, stranger, "addCredit", weth.address, job.address, 10_000n);
      const work = await send(token, job, "receipt", weth.address, keeper.address, 9_000n);
      assert.deepEqual(eventsOf(token, work).at(-1), [
        "KeeperWorked",
        weth.address,
        job.address,
        keeper.address,
        BigInt(work.blockNumber),
        9_000n,
      ]);
      assert.equal(await credits(weth.address), 970n);
      assert.equal(await read(weth, "balanceOf", keeper.address), 9_000n);
      assert.equal(await read(token, "workCompleted", keeper.address), 0n, "earnings are in KP3R");
      const tooMuch = send(token, job, "receipt", weth.address, keeper.address, 971n);
      await assertReverts(tooMuch, token, "Error", "workReceipt: insuffient funds");
      const byStranger = send(token, stranger, "receipt", weth.address, keeper.address, 1n);
      await assertReverts(byStranger, token, "Error", "receipt: !job");
    });

    it("sends ether to the keeper, without a limit", async () => {
      await send(token, stranger, "addCreditETH", job.address, { value: parseEther("1") });
      const before = await chain.ethers.provider.getBalance(keeper.address);
      const work = await send(token, job, "receiptETH", keeper.address, parseEther("0.9"));
      assert.deepEqual(eventsOf(token, work), [
        ["KeeperWorked", ether, job.address, keeper.address, BigInt(work.blockNumber), parseEther("0.9")],
      ]);
      assert.equal((await chain.ethers.provider.getBalance(keeper.address)) - before, parseEther("0.9"));
      assert.equal(await credits(ether), parseEther("0.097"));
      const tooMuch = send(token, job, "receiptETH", keeper.address, parseEther("0.1"));
      await assertReverts(tooMuch, token, "Error", "workReceipt: insuffient funds");
      const byStranger = send(token, stranger, "receiptETH", keeper.address, 1n);
      await assertReverts(byStranger, token, "Error", "receipt: !job");
    });
  });
});

/** Equal but for a few hundred gas that reading another bond costs. */
function assertClose(actual: bigint, expected: bigint): void {
  const difference = actual > expected ? actual - expected : expected - actual;
  assert.ok(difference * 1_000n <= expected, `${actual}, not ${expected}`);
}
