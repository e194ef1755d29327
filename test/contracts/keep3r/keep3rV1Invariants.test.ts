import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import fc from "fast-check";
import type { TransactionReceipt } from "ethers";
import { eventsOf, read, send, TestChain } from "../../support/testChain.ts";
import { day, kp3r, type TestContract, type TestSigner } from "./keep3rV1Network.ts";

/** One call in a random sequence. Accounts are numbered; `part` is a hundredth of what there is to move. */
interface Step {
  readonly call: (typeof calls)[number];
  readonly who: number;
  readonly whom: number;
  readonly part: number;
}

const calls = [
  ...["transfer", "approve", "transferFrom", "burn", "mint"],
  ...["bond", "activate", "unbond", "withdraw", "delegate"],
  ...["dispute", "resolve", "slash", "revoke", "addVotes", "removeVotes"],
  ...["addKPRCredit", "addCredit", "worked", "workReceipt", "receipt", "days"],
] as const;

const step: fc.Arbitrary<Step> = fc.record({
  // What keeps a sequence going comes more often than what ends a keeper's career.
  call: fc.oneof(
    { arbitrary: fc.constantFrom("bond", "days", "activate", "unbond", "withdraw", "worked"), weight: 4 },
    { arbitrary: fc.constantFrom(...calls.filter((call) => call !== "revoke")), weight: 5 },
    { arbitrary: fc.constantFrom("revoke"), weight: 1 },
  ),
  who: fc.nat(2),
  whom: fc.nat(3),
  part: fc.nat(120),
});

/** What is kept about an account, in KP3R. */
interface Account {
  readonly balance: bigint;
  readonly bonded: bigint;
  readonly pending: bigint;
  readonly unbonding: bigint;
  readonly votes: bigint;
  readonly credits: bigint;
  readonly delegate: string;
  readonly delegated: bigint;
}

describe("Keep3rV1, whatever is called in whatever order", () => {
  let chain: TestChain;
  let governance: TestSigner;
  let job: TestSigner;
  let users: TestSigner[];
  let helper: TestContract;
  let token: TestContract;

  before(async () => {
    chain = await TestChain.create();
    governance = await chain.newSigner();
    job = await chain.newSigner();
    users = [await chain.newSigner(), await chain.newSigner(), await chain.newSigner()];
    helper = await chain.deploy("ReferenceHelper", [], governance);
    token = await chain.deploy("Keep3rV1", [helper.address], governance);
    await send(token, governance, "mint", 1_000n * kp3r);
    await send(token, governance, "addJob", job.address);
    await send(token, governance, "addKPRCredit", job.address, 100n * kp3r);
    for (const user of users) {
      await send(token, governance, "transfer", user.address, 100n * kp3r);
      await send(token, user, "approve", token.address, 2n ** 255n);
    }
    // A job is paid for the gas since here, and any job's keeper is asked for with more gas than it uses then.
    await send(token, job, "isKeeper", job.address, { gasLimit: 20_000_000 });
  });

  const everybody = (): string[] => [...users, governance, job, token].map(({ address }) => address);

  const view = async (name: string, ...args: unknown[]): Promise<bigint> =>
    (await read(token, name, ...args)) as bigint;

  async function accountOf(address: string): Promise<Account> {
    const [balance, bonded, pending, unbonding, votes, credits, delegated, delegate] = await Promise.all([
      view("balanceOf", address),
      view("bonds", address, token.address),
      view("pendingbonds", address, token.address),
      view("partialUnbonding", address, token.address),
      view("votes", address),
      view("credits", address, token.address),
      view("getCurrentVotes", address),
      read(token, "delegates", address) as Promise<string>,
    ]);
    return { balance, bonded, pending, unbonding, votes, credits, delegate, delegated };
  }

  async function accounts(): Promise<Map<string, Account>> {
    const all = everybody();
    const read = await Promise.all(all.map(accountOf));
    return new Map(
      all.flatMap((address, index) => (read[index] === undefined ? [] : [[address, read[index]]])),
    );
  }

  async function take({ call, who, whom, part }: Step): Promise<TransactionReceipt | undefined> {
    const user = users[who];
    const other = [...users, governance][whom];
    assert.ok(user !== undefined && other !== undefined);
    const share = (amount: bigint): bigint => (amount * BigInt(part)) / 100n;
    const some = BigInt(part) * (kp3r / 10n);
    const account = await accountOf(user.address);
    const self = token.address;
    switch (call) {
      case "transfer":
        return send(token, user, "transfer", other.address, share(account.balance));
      case "approve":
        return send(token, user, "approve", other.address, share(account.balance));
      case "transferFrom":
        return send(token, other, "transferFrom", user.address, job.address, share(account.balance) / 4n);
      case "burn":
        return send(token, user, "burn", share(account.balance) / 10n);
      case "mint":
        return send(token, other, "mint", some);
      case "bond":
        return send(token, user, "bond", self, share(account.balance) / 2n);
      case "unbond":
        return send(token, user, "unbond", self, share(account.bonded));
      case "activate":
      case "withdraw":
        return send(token, user, call, self);
      case "delegate":
        return send(token, user, "delegate", part > 110 ? `0x${"0".repeat(40)}` : other.address);
      case "dispute":
      case "resolve":
      case "revoke":
        return send(token, part > 20 ? governance : other, call, user.address);
      case "slash":
        return send(token, governance, "slash", self, user.address, share(account.bonded));
      case "addVotes":
        return send(token, governance, "addVotes", user.address, some);
      case "removeVotes":
        return send(token, governance, "removeVotes", user.address, share(account.votes));
      case "addKPRCredit":
        return send(token, governance, "addKPRCredit", job.address, some);
      case "addCredit":
        return send(token, user, "addCredit", self, job.address, share(account.balance) / 5n);
      case "worked":
        return send(token, job, "worked", user.address, { gasLimit: 1_000_000 });
      case "workReceipt":
        return send(token, job, "workReceipt", user.address, some / 10n, { gasLimit: 1_000_000 });
      case "receipt":
        return send(token, job, "receipt", self, other.address, some);
      case "days":
        await chain.helpers.time.increase((part > 60 ? 15 : 4) * day);
        return undefined;
    }
  }

  function assertBooksAgree(books: Map<string, Account>, supply: bigint, totalBonded: bigint): void {
    const all = [...books.values()];
    const sum = (of: (account: Account) => bigint): bigint =>
      all.reduce((total, each) => total + of(each), 0n);
    assert.equal(
      supply,
      sum(({ balance }) => balance),
      "every KP3R is somebody's",
    );
    assert.equal(
      totalBonded,
      sum(({ bonded, votes }) => bonded + votes),
      "bonds and votes add up",
    );
    assert.equal(
      books.get(token.address)?.balance,
      sum(({ bonded, pending, unbonding, credits }) => bonded + pending + unbonding + credits),
      "the contract holds what it owes",
    );
    for (const [address, { delegated }] of books) {
      const given = all.filter(({ delegate }) => delegate === address);
      assert.equal(
        delegated,
        given.reduce((total, { bonded, votes }) => total + bonded + votes, 0n),
        "a delegate has the bonds and votes of those who chose it",
      );
    }
  }

  /** KP3R that came into being in a transaction, less what was burnt, by its events. */
  function mintedIn(receipt: TransactionReceipt): bigint {
    const nobody = `0x${"0".repeat(40)}`;
    return eventsOf(token, receipt).reduce((total, [name, from, to, amount]) => {
      if (name !== "Transfer") return total;
      if (from === nobody) return total + (amount as bigint);
      return to === nobody ? total - (amount as bigint) : total;
    }, 0n);
  }

  it("keeps its books, refuses in words without a trace, and never rewrites its history of votes", async () => {
    const start = await chain.helpers.takeSnapshot();
    const carriedOut = new Set<string>();
    const refusals = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 35 }), async (steps) => {
        await start.restore();
        let [books, supply] = [await accounts(), await view("totalSupply")];
        const history: { block: number; votes: Map<string, bigint> }[] = [];
        for (const each of steps) {
          const outcome = await take(each).catch((error: unknown) => refusalOf(error));
          if (typeof outcome === "string") refusals.add(outcome);
          else carriedOut.add(each.call);
          const [after, supplyAfter] = [await accounts(), await view("totalSupply")];
          if (typeof outcome === "string") assert.deepEqual(after, books, `${each.call}: ${outcome}`);
          else if (outcome !== undefined) assert.equal(supplyAfter - supply, mintedIn(outcome), each.call);
          [books, supply] = [after, supplyAfter];
          assertBooksAgree(books, supply, await view("totalBonded"));
          const votes = new Map([...books].map(([address, { delegated }]) => [address, delegated]));
          history.push({ block: await chain.ethers.provider.getBlockNumber(), votes });
        }
        const latest = await chain.ethers.provider.getBlockNumber();
        for (const { block, votes } of history.filter((entry) => entry.block < latest)) {
          for (const [address, then] of votes) {
            assert.equal(await view("getPriorVotes", address, block), then, `votes at block ${block}`);
          }
        }
      }),
      { numRuns: 12, seed: 20_201_028, endOnFailure: true },
    );
    assert.deepEqual(
      [...calls].filter((call) => !carriedOut.has(call)),
      [],
      "calls that never went through",
    );
    assert.ok(refusals.size > 8, [...refusals].join(", "));
  });
});

/** The words of a refusal; fails if it has none. */
function refusalOf(error: unknown): string {
  const words = /reverted with reason string '(.+)'/.exec(String(error))?.[1];
  assert.ok(words !== undefined, String(error));
  return words;
}
