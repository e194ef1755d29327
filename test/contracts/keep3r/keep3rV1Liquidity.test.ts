import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import fc from "fast-check";
import { assertReverts, eventsOf, read, send, TestChain } from "../../support/testChain.ts";
import {
  activateKeeper,
  day,
  deployKeep3rV1,
  give,
  type Keep3rV1Network,
  kp3r,
  provide,
  type TestContract,
  type TestSigner,
} from "./keep3rV1Network.ts";

const gwei = 10n ** 9n;

describe("Keep3rV1Liquidity", () => {
  let chain: TestChain;
  let governance: TestSigner;
  let provider: TestSigner;
  let keeper: TestSigner;
  let network: Keep3rV1Network;
  let token: TestContract;
  let pair: TestContract;
  let job: TestContract;
  /** The provider's liquidity: 10 KP3R and 1 WETH, less what the pair's first 1000 units round off. */
  let liquidity: bigint;

  before(async () => {
    chain = await TestChain.create();
  });

  beforeEach(async () => {
    [governance, provider, keeper] = [
      await chain.newSigner(),
      await chain.newSigner(),
      await chain.newSigner(),
    ];
    network = await deployKeep3rV1(chain, governance);
    ({ token, pair } = network);
    await send(token, governance, "approveLiquidity", pair.address);
    job = await chain.deploy("GasBurningJob", [token.address], governance);
    await send(token, governance, "addJob", job.address);
    liquidity = await provide(network, governance, provider, 10n * kp3r);
  });

  const credits = async (): Promise<bigint> =>
    (await read(token, "credits", job.address, token.address)) as bigint;
  const ofProvider = async (view: string): Promise<unknown> =>
    read(token, view, provider.address, pair.address, job.address);
  const add = (amount: bigint): ReturnType<typeof send> =>
    send(token, provider, "addLiquidityToJob", pair.address, job.address, amount);
  const apply = (from: TestSigner = provider): ReturnType<typeof send> =>
    send(token, from, "applyCreditToJob", provider.address, pair.address, job.address);
  const unbond = (amount: bigint): ReturnType<typeof send> =>
    send(token, provider, "unbondLiquidityFromJob", pair.address, job.address, amount);
  const remove = (): ReturnType<typeof send> =>
    send(token, provider, "removeLiquidityFromJob", pair.address, job.address);

  /** KP3R that an amount of liquidity stands for, by the pair's own books. */
  async function represented(amount: bigint): Promise<bigint> {
    const held = (await read(token, "balanceOf", pair.address)) as bigint;
    return (held * amount) / ((await read(pair, "totalSupply")) as bigint);
  }

  describe("the pairs", () => {
    it("are governance's to approve, once, and to revoke", async () => {
      assert.equal(await read(token, "liquidityAccepted", pair.address), true);
      assert.deepEqual([...((await read(token, "pairs")) as string[])], [pair.address]);
      assert.equal(await read(token, "liquidityPairs", 0), pair.address);
      const twice = send(token, governance, "approveLiquidity", pair.address);
      await assertReverts(twice, token, "Error", "approveLiquidity: !pair");
      for (const method of ["approveLiquidity", "revokeLiquidity"]) {
        const byStranger = send(token, provider, method, pair.address);
        await assertReverts(byStranger, token, "Error", `${method}: !gov`);
      }
    });

    it("are listed still when they were revoked, and bring nothing then", async () => {
      await add(liquidity);
      await chain.helpers.time.increase(3 * day + 1);
      await send(token, governance, "revokeLiquidity", pair.address);
      assert.equal(await read(token, "liquidityAccepted", pair.address), false);
      assert.deepEqual([...((await read(token, "pairs")) as string[])], [pair.address]);
      await assertReverts(add(1n), token, "Error", "addLiquidityToJob: !pair");
      await assertReverts(apply(), token, "Error", "addLiquidityToJob: !pair");
    });
  });

  it("waits three days as on mainnet", async () => {
    assert.equal(await read(token, "LIQUIDITYBOND"), BigInt(3 * day));
  });

  it("mints the KP3R that the liquidity represents, once, after its wait", async () => {
    const added = await add(liquidity);
    const appliedFrom = BigInt((await chain.now()) + 3 * day);
    assert.deepEqual(eventsOf(token, added).at(-1), [
      "SubmitJob",
      job.address,
      pair.address,
      provider.address,
      BigInt(added.blockNumber),
      liquidity,
    ]);
    assert.equal(await read(pair, "balanceOf", token.address), liquidity);
    assert.equal(await ofProvider("liquidityProvided"), liquidity);
    assert.equal(await ofProvider("liquidityAmount"), liquidity);
    assert.equal(await ofProvider("liquidityApplied"), appliedFrom);
    assert.equal(await credits(), 0n);

    await chain.helpers.time.setNextBlockTimestamp(appliedFrom);
    await assertReverts(apply(), token, "Error", "credit: bonding");
    const supply = (await read(token, "totalSupply")) as bigint;
    const expected = await represented(liquidity);
    assert.ok(10n * kp3r - expected < 1_000n, `${expected} of 10 KP3R`);
    const applied = await apply(keeper);
    assert.deepEqual(eventsOf(token, applied).at(-1), [
      "ApplyCredit",
      job.address,
      pair.address,
      provider.address,
      BigInt(applied.blockNumber),
      expected,
    ]);
    assert.equal(await credits(), expected);
    assert.equal(await read(token, "totalSupply"), supply + expected);
    assert.equal(await ofProvider("liquidityAmount"), 0n);
    assert.equal(await ofProvider("liquidityProvided"), liquidity, "stays in the contract");

    await apply();
    assert.equal(await credits(), expected, "a second application mints nothing");
    await chain.helpers.time.increase(100 * day);
    await apply();
    assert.equal(await credits(), expected, "and neither does time");
  });

  it("knows nothing of liquidity that was never added", async () => {
    await assertReverts(apply(), token, "Error", "credit: no bond");
  });

  it("takes the price at the application, not the one at the start", async () => {
    await add(liquidity);
    await chain.helpers.time.increase(3 * day + 1);
    await give(network, governance, pair.address, 30n * kp3r);
    await send(pair, provider, "sync");
    await apply();
    assert.equal(await credits(), await represented(liquidity));
    assert.ok((await credits()) > 12n * kp3r);
  });

  it("starts the wait anew for whoever adds more", async () => {
    await add(liquidity / 2n);
    await chain.helpers.time.increase(2 * day);
    await add(liquidity / 2n);
    await chain.helpers.time.increase(2 * day);
    await assertReverts(apply(), token, "Error", "credit: bonding");
  });

  it("asks governance about a contract that is no job, which the proxy cannot answer", async () => {
    const addToNoJob = (): Promise<unknown> =>
      send(token, provider, "addLiquidityToJob", pair.address, keeper.address, 1n);
    const proxy = await chain.deploy("Keep3rV1Proxy", [governance.address, token.address], governance);
    const voters = await chain.deploy("CallRecorder", [], governance);
    const asGovernance = async (address: string): Promise<void> => {
      await send(token, governance, "setGovernance", address);
      const signer = await chain.ethers.getImpersonatedSigner(address);
      await chain.helpers.setBalance(address, 10n ** 18n);
      await send(token, signer, "acceptGovernance");
    };
    const before = await chain.helpers.takeSnapshot();
    await asGovernance(proxy.address);
    await assert.rejects(addToNoJob());
    await before.restore();

    await asGovernance(voters.address);
    await addToNoJob();
    const proposal = voters.interface.getFunction("proposeJob");
    assert.equal(proposal, null, "the recorder takes any call");
    const proposed = new chain.ethers.Interface(["function proposeJob(address)"]);
    assert.equal(await read(voters, "lastCall"), proposed.encodeFunctionData("proposeJob", [keeper.address]));
    const delay = await read(token, "jobProposalDelay", keeper.address);
    assert.equal(delay, BigInt((await chain.now()) + 14 * day));
    await addToNoJob();
    assert.equal(await read(token, "jobProposalDelay", keeper.address), delay, "asked once in 14 days");
  });

  describe("unbonding", () => {
    beforeEach(async () => {
      await add(liquidity);
    });

    it("is not possible while credits wait to be applied", async () => {
      await assertReverts(unbond(1n), token, "Error", "credit: pending credit");
    });

    it("burns the credits that the liquidity represents, and gives it back after its wait", async () => {
      await chain.helpers.time.increase(3 * day + 1);
      await apply();
      const before = await credits();
      const supply = (await read(token, "totalSupply")) as bigint;
      const half = liquidity / 2n;
      const burnt = await represented(half);
      const unbonded = await unbond(half);
      assert.deepEqual(eventsOf(token, unbonded).at(-1), [
        "UnbondJob",
        job.address,
        pair.address,
        provider.address,
        BigInt(unbonded.blockNumber),
        half,
      ]);
      assert.equal(await credits(), before - burnt);
      assert.equal(await read(token, "totalSupply"), supply - burnt);
      assert.equal(await ofProvider("liquidityAmountsUnbonding"), half);
      const until = BigInt((await chain.now()) + 14 * day);
      assert.equal(await ofProvider("liquidityUnbonding"), until);

      await chain.helpers.time.setNextBlockTimestamp(until);
      await assertReverts(remove(), token, "Error", "removeJob: unbonding");
      const removed = await remove();
      assert.deepEqual(eventsOf(token, removed).at(-1), [
        "RemoveJob",
        job.address,
        pair.address,
        provider.address,
        BigInt(removed.blockNumber),
        half,
      ]);
      assert.equal(await read(pair, "balanceOf", provider.address), half);
      assert.equal(await ofProvider("liquidityProvided"), liquidity - half);
      await remove();
      assert.equal(await read(pair, "balanceOf", provider.address), half, "and once");
    });

    it("burns what is left where the job has paid with the credits", async () => {
      await chain.helpers.time.increase(3 * day + 1);
      await apply();
      await activateKeeper(chain, network, keeper);
      await chain.helpers.setNextBlockBaseFeePerGas(100n * gwei);
      await send(job, keeper, "workHard", 2, { gasLimit: 20_000_000, gasPrice: 100n * gwei });
      const bonded = await read(token, "bonds", keeper.address, token.address);
      assert.ok((await credits()) > 0n);
      await unbond(liquidity);
      assert.equal(await credits(), 0n);
      assert.equal(await read(token, "bonds", keeper.address, token.address), bonded, "paid is paid");
      assert.equal(await read(token, "balanceOf", token.address), bonded);
    });

    it("ends where the provided liquidity ends", async () => {
      await chain.helpers.time.increase(3 * day + 1);
      await apply();
      await unbond(liquidity - 1n);
      const text = "unbondLiquidityFromJob: insufficient funds";
      await assertReverts(unbond(2n), token, "Error", text);
      const nothing = send(token, keeper, "removeLiquidityFromJob", pair.address, job.address);
      await assertReverts(nothing, token, "Error", "removeJob: unbond");
    });
  });

  it("loses and doubles no KP3R, whatever happens in whatever order", async () => {
    await activateKeeper(chain, network, keeper);
    await send(token, keeper, "approve", token.address, 2n ** 255n);
    const start = await chain.helpers.takeSnapshot();
    const step = fc.oneof(
      ...["add", "unbond", "bond", "unbondKeeper", "credit", "days"].map((kind) =>
        fc.record({ kind: fc.constant(kind), part: fc.integer({ min: 1, max: 100 }) }),
      ),
      ...["apply", "remove", "work", "work", "activate", "withdraw"].map((kind) =>
        fc.record({ kind: fc.constant(kind), part: fc.constant(1) }),
      ),
    );
    const carriedOut = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 25 }), async (steps) => {
        await start.restore();
        const initialSupply = (await read(token, "totalSupply")) as bigint;
        let [minted, burnt, paid] = [0n, 0n, 0n];
        for (const { kind, part } of steps) {
          const before = await credits();
          const done = await take(kind, part).then(
            () => true,
            () => false,
          );
          if (!done) continue;
          carriedOut.add(kind);
          const change = (await credits()) - before;
          if (kind === "work") paid -= change;
          else if (change > 0n) minted += change;
          else burnt -= change;

          const earned = (await read(token, "workCompleted", keeper.address)) as bigint;
          assert.equal(earned, paid, "keepers earn what the job spends");
          assert.equal(minted, paid + burnt + (await credits()), "credits minted = spent + burnt + left");
          assert.equal(await read(token, "totalSupply"), initialSupply + minted - burnt);
          const owed = await Promise.all([
            credits(),
            ...["bonds", "pendingbonds", "partialUnbonding"].map(
              async (view) => (await read(token, view, keeper.address, token.address)) as bigint,
            ),
          ]);
          assert.equal(
            await read(token, "balanceOf", token.address),
            owed.reduce((sum, amount) => sum + amount, 0n),
            "the contract holds what it owes",
          );
          assert.equal(
            await read(pair, "balanceOf", token.address),
            await ofProvider("liquidityProvided"),
            "and the liquidity that it was given",
          );
        }
      }),
      { numRuns: 12, seed: 20_210_919, endOnFailure: true },
    );
    for (const kind of ["add", "apply", "work", "unbond", "credit", "bond"]) {
      assert.ok(carriedOut.has(kind), `no ${kind} went through`);
    }

    async function take(kind: string, part: number): Promise<unknown> {
      const percent = async (of: Promise<unknown>): Promise<bigint> =>
        (((await of) as bigint) * BigInt(part)) / 100n;
      switch (kind) {
        case "add":
          return add(await percent(read(pair, "balanceOf", provider.address)));
        case "apply":
          return apply();
        case "unbond":
          return unbond(await percent(ofProvider("liquidityProvided")));
        case "remove":
          return remove();
        case "work":
          await chain.helpers.setNextBlockBaseFeePerGas(20n * gwei);
          return send(job, keeper, "workHard", 2, { gasLimit: 20_000_000, gasPrice: 20n * gwei });
        case "credit":
          return send(token, governance, "addKPRCredit", job.address, BigInt(part) * (kp3r / 10n));
        case "bond":
          return send(
            token,
            keeper,
            "bond",
            token.address,
            await percent(read(token, "balanceOf", keeper.address)),
          );
        case "activate":
          return send(token, keeper, "activate", token.address);
        case "unbondKeeper":
          return send(
            token,
            keeper,
            "unbond",
            token.address,
            await percent(read(token, "bonds", keeper.address, token.address)),
          );
        case "withdraw":
          return send(token, keeper, "withdraw", token.address);
        default:
          return chain.helpers.time.increase((part % 20) * day + 1);
      }
    }
  });
});
