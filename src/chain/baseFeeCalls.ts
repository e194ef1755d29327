import type { RpcRequest } from "./rpc.ts";

/** Sends a request on to the node. */
type Ask = (request: RpcRequest) => Promise<unknown>;

/** What the node is given to run a call with, by address. */
type Overrides = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a call was found to reach, and when. */
interface KnownCall {
  /** Code that reads the base fee as the gas price, by address. */
  readonly patches: ReadonlyMap<string, string>;
  /** How many changes of the chain's state lay before the block. */
  readonly changes: number;
  uses: number;
}

/** How often a call is taken to reach what it did, if nothing but time has changed. */
const longestTrust = 32;

/** Calls that are remembered at most; the oldest goes first. */
const memory = 500;

const baseFeeOpcode = 0x48;
const gasPriceOpcode = 0x3a;
const push1 = 0x60;
const push32 = 0x7f;
const jumpTarget = 0x5b;
/** STOP, JUMP, RETURN, REVERT, INVALID, SELFDESTRUCT: what follows them runs only if something jumps there. */
const endsRun = new Set([0x00, 0x56, 0xf3, 0xfd, 0xfe, 0xff]);
/** Its name in the CBOR that Vyper appends. */
const vyperMark = Buffer.from("\x65vyper");

/**
 * Lets calls see the base fee of their block. The node runs them with a base fee of zero, whatever it is told, and takes
 * no override of it; but it gives a call the gas price that it names. So contracts that a call reaches, and that read
 * the base fee, read the gas price in its place, and the call names the block's base fee.
 *
 * Which contracts a call reaches, a trace of it says. One is made when the call is first seen, and again after the
 * chain's state has changed.
 *
 * @source debug_traceCall with callTracer; opcodes BASEFEE (EIP-3198) and GASPRICE
 */
export class BaseFeeCalls {
  readonly #known = new Map<string, KnownCall>();
  readonly #patches = new Map<string, string | undefined>();
  /** What code becomes, whatever stands where. */
  readonly #patchOf = new Map<string, string | undefined>();
  /** Numbers of blocks in which the chain's state changed, in rising order. */
  #changes: number[] = [];

  /** Notes that the state changed in a block. */
  changed(number: number): void {
    this.#changes.push(number);
  }

  /** Forgets everything: the chain went back, or code was put where other code was. */
  forget(): void {
    this.#known.clear();
    this.#patches.clear();
    this.#changes = [];
  }

  /**
   * The request as the node has to get it.
   *
   * @returns the same request, where no base fee is read or the caller gives a gas price
   */
  async prepare(request: RpcRequest, ask: Ask): Promise<RpcRequest> {
    const [call, block = "latest", given] = (request.params ?? []) as [Call, unknown, Overrides | undefined];
    if (call.to == null || call.gasPrice != null || call.maxFeePerGas != null) return request;
    const patches = await this.#patchesOf(call, block, ask);
    if (patches.size === 0) return request;
    const header = (await ask(blockRequest(block))) as { readonly baseFeePerGas?: string } | null;
    const gasPrice = header?.baseFeePerGas ?? "0x0";
    const codes = [...patches].map(([address, code]) => [address, { ...given?.[address], code }] as const);
    return {
      method: request.method,
      params: [{ ...call, gasPrice }, block, { ...given, ...Object.fromEntries(codes) }],
    };
  }

  async #patchesOf(call: Call, block: unknown, ask: Ask): Promise<ReadonlyMap<string, string>> {
    const key = JSON.stringify([call.from, call.to, call.data ?? call.input]);
    const isNumber = typeof block === "string" && block.startsWith("0x");
    const changes = this.#changesUntil(isNumber ? Number(block) : Infinity);
    const known = this.#known.get(key);
    if (known?.changes === changes && known.uses < longestTrust) {
      known.uses += 1;
      return known.patches;
    }
    const found = { patches: await this.#trace(call, block, ask), changes, uses: 0 };
    this.#known.delete(key);
    this.#known.set(key, found);
    if (this.#known.size > memory) this.#known.delete([...this.#known.keys()][0] ?? "");
    return found.patches;
  }

  async #trace(call: Call, block: unknown, ask: Ask): Promise<Map<string, string>> {
    const patches = new Map<string, string>();
    const tracer = { tracer: "callTracer" };
    // What fails here fails again when the call itself is made, and is reported then.
    const trace = await ask({ method: "debug_traceCall", params: [call, block, tracer] }).catch(
      () => undefined,
    );
    for (const address of reached(trace as TracedCall | undefined)) {
      if (!this.#patches.has(address)) {
        const code = (await ask({ method: "eth_getCode", params: [address, block] })) as string;
        if (!this.#patchOf.has(code)) this.#patchOf.set(code, readGasPriceForBaseFee(code));
        this.#patches.set(address, this.#patchOf.get(code));
      }
      const patch = this.#patches.get(address);
      if (patch !== undefined) patches.set(address, patch);
    }
    return patches;
  }

  #changesUntil(number: number): number {
    let [low, high] = [0, this.#changes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#changes[middle] ?? Infinity) <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The part of a call that decides what it reaches. */
interface Call {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly data?: string;
  readonly input?: string;
  readonly gasPrice?: unknown;
  readonly maxFeePerGas?: unknown;
}

/** What the node's tracer says of a call. */
interface TracedCall {
  readonly to?: string;
  readonly calls?: readonly TracedCall[];
}

/** Addresses whose code runs: those called, and those whose code others borrow. */
function reached(call: TracedCall | undefined): Set<string> {
  const addresses = new Set<string>();
  const visit = ({ to, calls = [] }: TracedCall): void => {
    if (to !== undefined) addresses.add(to);
    calls.forEach(visit);
  };
  if (call !== undefined) visit(call);
  return addresses;
}

function blockRequest(block: unknown): RpcRequest {
  const hash =
    typeof block === "object" ? (block as { readonly blockHash?: string } | null)?.blockHash : undefined;
  const number =
    typeof block === "object" ? (block as { readonly blockNumber?: string } | null)?.blockNumber : block;
  return hash === undefined
    ? {
        method: "eth_getBlockByNumber",
        params: [number === "pending" ? "latest" : (number ?? "latest"), false],
      }
    : { method: "eth_getBlockByHash", params: [hash, false] };
}

/**
 * Code that reads the gas price where it read the base fee. Only bytes that can run are code: what follows a PUSH is
 * data, and so are long constants, the code of contracts that a contract makes, and what the compiler appends about
 * itself, all of which a view may return.
 *
 * @param code - hex, 0x-prefixed
 * @returns `undefined` if the code does not read the base fee
 */
export function readGasPriceForBaseFee(code: string): string | undefined {
  const bytes = Buffer.from(code.slice(2), "hex");
  if (!bytes.includes(baseFeeOpcode)) return undefined;
  const canRun = placesOfCode(bytes);
  let found = false;
  for (const [place, byte] of bytes.entries()) {
    if (byte !== baseFeeOpcode || canRun[place] !== 1) continue;
    bytes[place] = gasPriceOpcode;
    found = true;
  }
  return found ? `0x${bytes.toString("hex")}` : undefined;
}

/**
 * Places of opcodes that can run: from the start on, and from each jump's target. Compilers push every target as a
 * constant of up to four bytes, but for Vyper, which may take it from a table that it has put behind the code; all of
 * its code counts.
 *
 * @returns 1 at each such place
 */
function placesOfCode(bytes: Buffer): Uint8Array {
  const isVyper = bytes.includes(vyperMark);
  const places = new Uint8Array(bytes.length);
  const waiting = [0];
  for (let start = waiting.pop(); start !== undefined; start = waiting.pop()) {
    for (let place = start; place < bytes.length && places[place] === 0; place += 1) {
      places[place] = 1;
      const opcode = bytes[place] ?? 0;
      if (opcode >= push1 && opcode <= push32) {
        const length = opcode - push1 + 1;
        const target = length <= 4 && place + length < bytes.length ? bytes.readUIntBE(place + 1, length) : 0;
        if (bytes[target] === jumpTarget && places[target] === 0) waiting.push(target);
        place += length;
      } else if (endsRun.has(opcode) && !isVyper) break;
    }
  }
  return places;
}
