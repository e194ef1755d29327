import { AbiCoder, type Interface, Result } from "ethers";
import type { Cast } from "./actors.ts";
import type {
  BehaviourCase,
  BehaviourFile,
  CallOf,
  Expectation,
  Step,
  Value,
  View,
} from "./behaviourFile.ts";

/** What came out of a call, with addresses and numbers as texts, to be compared with what was recorded. */
interface Outcome {
  readonly ok: boolean;
  readonly returns?: Value;
  readonly events?: readonly { readonly event: string; readonly args: Value; readonly of: string }[];
  readonly revert?: string;
}

interface Log {
  readonly address: string;
  readonly topics: string[];
  readonly data: string;
}

interface Receipt {
  readonly blockNumber: string;
  readonly logs: readonly Log[];
}

/**
 * Plays a case on the cast's chain, as the file's `how` explains.
 *
 * @returns what differs from what was recorded, a line each; nothing if all is as on mainnet
 */
export async function replayCase(
  cast: Cast,
  file: BehaviourFile,
  { setup, steps }: BehaviourCase,
): Promise<string[]> {
  const differences: string[] = [];
  const blocks: number[] = [];
  for (const step of setup === undefined ? [] : (file.setups[setup] ?? [])) {
    const { outcome } = await new Play(cast, file, []).send(step);
    if (!outcome.ok) differences.push(`setup ${describe(step)}: refused with ${outcome.revert ?? ""}`);
  }
  for (const step of steps) {
    const play = new Play(cast, file, blocks);
    const { outcome, block } = await play.send(step);
    blocks.push(block);
    compare(describe(step), play.expected(step.expect ?? { ok: true }), outcome, differences);
    for (const view of step.views ?? []) {
      const { revert, returns = null } = view;
      const expected =
        revert === undefined ? { ok: true, returns: play.resolve(returns) } : { ok: false, revert };
      compare(`${describe(step)}, then ${describe(view)}`, expected, await play.ask(view), differences);
    }
  }
  return differences;
}

/** The steps of one case up to the one that is played now. */
class Play {
  readonly #cast: Cast;
  readonly #file: BehaviourFile;
  /** Numbers of the blocks of this case's steps. */
  readonly #blocks: readonly number[];

  constructor(cast: Cast, file: BehaviourFile, blocks: readonly number[]) {
    this.#cast = cast;
    this.#file = file;
    this.#blocks = blocks;
  }

  /** Mines a step's transaction in a block of its own. */
  async send(step: Step): Promise<{ outcome: Outcome; block: number }> {
    const number = Number(await this.#request("eth_blockNumber")) + 1;
    const transaction = this.#transactionOf(step, number);
    await this.#request("evm_setNextBlockTimestamp", this.#file.start + step.at);
    let hash: string;
    try {
      hash = (await this.#request("eth_sendTransaction", transaction)) as string;
    } catch (error) {
      return { outcome: { ok: false, revert: refusalOf(error) }, block: number };
    }
    const { logs } = (await this.#request("eth_getTransactionReceipt", hash)) as Receipt;
    const returned = this.#decodeReturns(step, await this.#returned(hash));
    const returns = returned === null ? {} : { returns: returned };
    return {
      outcome: { ok: true, ...returns, events: logs.map((log) => this.#decodeEvent(log)) },
      block: number,
    };
  }

  /** Asks a view, or an actor's ether. */
  async ask(view: View): Promise<Outcome> {
    if ("ether" in view) {
      const balance = await this.#request("eth_getBalance", this.resolve(view.ether), "latest");
      return { ok: true, returns: BigInt(balance as string).toString() };
    }
    try {
      const data = await this.#request("eth_call", this.#callOf(view, undefined), "latest");
      return { ok: true, returns: decode(this.#interfaceOf(view), view.call, data as string) };
    } catch (error) {
      return { ok: false, revert: refusalOf(error) };
    }
  }

  /** What a step is expected to bring, with this chain's addresses and numbers. */
  expected({ ok, returns, events, revert }: Expectation): Outcome {
    if (!ok) return { ok, revert: revert ?? "" };
    const subject = this.resolve(`@${this.#cast.subject}`) as string;
    return {
      ok,
      ...(returns === undefined ? {} : { returns: this.resolve(returns) }),
      events: (events ?? []).map(({ event, args, of }) => ({
        event,
        args: this.resolve(args),
        of: of === undefined ? subject : (this.resolve(of) as string),
      })),
    };
  }

  /** A recorded value as this chain's: addresses, times and blocks have names there. */
  resolve(value: Value, block = this.#blocks.at(-1)): Value {
    if (Array.isArray(value)) return (value as readonly Value[]).map((part) => this.resolve(part, block));
    if (typeof value !== "string") return value;
    if (value.startsWith("@")) return this.#cast.addresses.get(value.slice(1)) ?? value;
    const time = /^T([+-]\d+)$/.exec(value);
    if (time !== null) return String(this.#file.start + Number(time[1]));
    const past = /^B(\d+)$/.exec(value);
    if (past !== null) return String(this.#blocks[Number(past[1])]);
    return value === "B" ? String(block) : value;
  }

  #transactionOf(step: Step, block: number): Record<string, string> {
    const sender = {
      from: this.resolve(`@${step.from}`) as string,
      gas: hex(step.gas ?? this.#file.gas),
      ...(step.value === undefined ? {} : { value: hex(step.value) }),
    };
    if (step.via === undefined) return { ...sender, ...this.#callOf({ call: "", ...step }, block) };
    const calls = (step.calls ?? []).map((call) => {
      const { to, data } = this.#callOf(call, block);
      return [to, call.value ?? 0, data];
    });
    const { via } = step;
    const runner = this.#interfaceOf({ to: `@${via}` });
    return {
      ...sender,
      to: this.resolve(`@${via}`) as string,
      data: runner.encodeFunctionData("run", [calls]),
    };
  }

  #callOf({ to, call, args = [] }: CallOf, block: number | undefined): { to: string; data: string } {
    const target = this.resolve(to ?? `@${this.#cast.subject}`) as string;
    const [bytes] = args;
    if (call === "") return { to: target, data: bytes as string };
    const values = this.resolve(args, block) as unknown[];
    return { to: target, data: this.#interfaceOf({ to }).encodeFunctionData(call, values) };
  }

  #interfaceOf({ to }: { readonly to?: string | undefined }): Interface {
    const name = to?.slice(1) ?? this.#cast.subject;
    const spoken = this.#cast.interfaces.get(name);
    if (spoken === undefined) throw new Error(`The file does not say how to speak to ${name}.`);
    return spoken;
  }

  async #returned(hash: string): Promise<string> {
    const options = { disableStack: true, disableMemory: true, disableStorage: true };
    const trace = await this.#request("debug_traceTransaction", hash, options);
    const { returnValue } = trace as { returnValue: string };
    return returnValue.startsWith("0x") ? returnValue : `0x${returnValue}`;
  }

  /** `null` where nothing was returned, by none of the calls. */
  #decodeReturns(step: Step, data: string): Value {
    const { via, calls = [], call = "" } = step;
    if (via === undefined) return data === "0x" ? null : decode(this.#interfaceOf(step), call, data);
    const decoded = this.#interfaceOf({ to: `@${via}` }).decodeFunctionResult("run", data);
    const answers = calls.map((each, index) => {
      const answer = (decoded[0] as string[])[index] ?? "0x";
      return answer === "0x" ? null : decode(this.#interfaceOf(each), each.call, answer);
    });
    return answers.every((answer) => answer === null) ? null : answers;
  }

  #decodeEvent(log: Log): { event: string; args: Value; of: string } {
    const { getAddress } = this.#cast.chain.ethers;
    const of = getAddress(log.address);
    const emitter = [...this.#cast.addresses].find(([, address]) => address === of)?.[0] ?? "";
    const event = this.#cast.interfaces.get(emitter)?.parseLog(log) ?? null;
    if (event === null) return { event: `unknown ${log.topics[0] ?? ""}`, args: [log.data], of };
    return { event: event.name, args: plain(event.args), of };
  }

  #request(method: string, ...params: unknown[]): Promise<unknown> {
    return this.#cast.chain.provider.request({ method, params });
  }
}

function compare(what: string, expected: Outcome, actual: Outcome, differences: string[]): void {
  const [wanted, got] = [JSON.stringify(expected), JSON.stringify(actual)];
  if (wanted !== got) differences.push(`${what}: ${got}, and mainnet's ${wanted}`);
}

function decode(spoken: Interface, call: string, data: string): Value {
  const values = spoken.decodeFunctionResult(call, data);
  return values.length === 1 ? plain(values[0]) : plain(values);
}

function plain(value: unknown): Value {
  if (value instanceof Result) return value.toArray().map(plain);
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === "boolean" ? value : String(value);
}

/** The text of Error(string), other data as it is, or nothing. */
function refusalOf(error: unknown): string {
  if (!(error instanceof Error && "data" in error)) throw error;
  const data = typeof error.data === "string" ? error.data : (error.data as { data?: string }).data;
  if (data === undefined) throw error;
  if (data === "0x") return "";
  if (!data.startsWith("0x08c379a0")) return data;
  return AbiCoder.defaultAbiCoder().decode(["string"], `0x${data.slice(10)}`)[0] as string;
}

function describe(step: Partial<Step> | View): string {
  if ("ether" in step) return `ether of ${step.ether}`;
  const { at, from, via, to, call, calls, args = [] } = step as Step;
  const made =
    calls === undefined ? `${call ?? ""}(${args.join(", ")})` : calls.map((each) => each.call).join(", ");
  return [at, from, via === undefined ? undefined : `via ${via}`, to, made]
    .filter((x) => x !== undefined)
    .join(" ");
}

function hex(quantity: number | string): string {
  return `0x${BigInt(quantity).toString(16)}`;
}
