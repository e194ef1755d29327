import type { FunctionFragment, Interface, ParamType, Result } from "ethers";
import { assertOptions } from "../../common/assertOptions.ts";
import { closest } from "../../common/closest.ts";
import { NotANumberError, UnknownViewError } from "../errors.ts";
import { addressOf, callerOf, type ContractLike, type ViewArgument } from "./contractLike.ts";
import { encodableArguments } from "./encodableArguments.ts";
import { type Scale, type ScaleOptions, toScale } from "./scale.ts";

/** Options of a view trace. */
export interface ViewTraceOptions extends ScaleOptions {
  /** Name in the recording and on the chart. Default: the view's name. */
  readonly name?: string;
  /** Record a function that is not declared a view: what it would return, without sending anything. Default: false. */
  readonly call?: boolean;
  /** Which part of a tuple, struct, array or list of results to record: a name or an index, or a path of them. */
  readonly pick?: string | number | readonly (string | number)[];
}

const optionNames: Readonly<Record<keyof ViewTraceOptions, true>> = {
  name: true,
  decimals: true,
  unit: true,
  call: true,
  pick: true,
};

/** A view that is read at every sample. */
export interface ViewTrace extends Scale {
  readonly kind: "view";
  readonly name: string;
  readonly target: string;
  /** `msg.sender` and `tx.origin`. */
  readonly caller: string;
  /** Such as `jobPeriodCredits(address)`. */
  readonly signature: string;
  /** The call, ABI-encoded once. */
  readonly calldata: string;
  /** Which part of the result is recorded; empty for the only one. */
  readonly path: readonly (string | number)[];
  /** Whether it may write, since nothing is sent. */
  readonly isCall: boolean;
  /** The view's ABI entry, as JSON. */
  readonly abi: string;
  /** ABI-encoded result -> value; a bool is 0n or 1n. */
  decode(data: string): bigint;
}

/**
 * Describes a view to be traced; everything that can be wrong with it is found here, before anything runs.
 *
 * @param contract - any ethers contract
 * @param view - name, or signature where the name is overloaded
 * @param args - the view's arguments; a single one may be given bare
 * @throws UnknownViewError if the contract has no such view, or several
 * @throws InvalidArgumentsError if number or types of `args` do not fit
 * @throws NotANumberError if the result (or what `pick` picks) is neither integer nor bool
 */
export function createViewTrace(
  contract: ContractLike,
  view: string,
  args: ViewArgument | readonly ViewArgument[] = [],
  options: ViewTraceOptions = {},
): ViewTrace {
  assertOptions(options, "$.addViewTrace", optionNames);
  const fragment = findView(contract.interface, view, options.call === true);
  const scale = toScale(options, fragment.name);
  const path = options.pick === undefined ? [] : [options.pick].flat();
  const target = addressOf(contract);
  return {
    kind: "view",
    name: options.name ?? fragment.name,
    ...scale,
    target,
    caller: callerOf(contract),
    signature: fragment.format("sighash"),
    calldata: encodeCall(contract.interface, fragment, args),
    path,
    isCall: options.call === true,
    abi: fragment.format("json"),
    decode: createDecoder(contract.interface, fragment, path),
  };
}

function findView(abi: Interface, view: string, isCall: boolean): FunctionFragment {
  const functions: FunctionFragment[] = [];
  abi.forEachFunction((fragment) => {
    functions.push(fragment);
  });
  const views = isCall ? functions : functions.filter(({ constant }) => constant);
  const matches = views.filter((fragment) => fragment.name === view || fragment.format("sighash") === view);
  const [match] = matches;
  if (match !== undefined && matches.length === 1) return match;
  if (matches.length > 1) {
    throw new UnknownViewError({
      message: `${JSON.stringify(view)} is overloaded: ${matches.length} views have that name.`,
      hint: `Give the signature: ${matches.map((fragment) => JSON.stringify(fragment.format("sighash"))).join(" or ")}.`,
    });
  }
  if (functions.some((fragment) => fragment.name === view || fragment.format("sighash") === view)) {
    throw new UnknownViewError({
      message: `${JSON.stringify(view)} is a function that may write, not a view.`,
      hint: "To record what it would return, without sending anything, add { call: true }.",
    });
  }
  const known = views.map(({ name }) => name);
  throw new UnknownViewError({
    message: `The contract has no view ${JSON.stringify(view)}.`,
    hint:
      known.length === 0
        ? "Its ABI declares no views at all: is it the right ABI?"
        : `Did you mean ${closest(view, known).join(", ")}?`,
  });
}

function encodeCall(
  abi: Interface,
  fragment: FunctionFragment,
  args: ViewArgument | readonly ViewArgument[],
): string {
  const list = isBare(fragment.inputs, args) ? [args] : (args as readonly ViewArgument[]);
  return abi.encodeFunctionData(fragment, encodableArguments(fragment.inputs, list, fragment.name));
}

/** Whether the arguments are the only one itself, which may be a list, too. */
function isBare(
  [only, ...others]: readonly ParamType[],
  args: ViewArgument | readonly ViewArgument[],
): boolean {
  if (!Array.isArray(args)) return true;
  if (only === undefined || others.length > 0) return false;
  if (only.baseType === "array") return !Array.isArray(args[0]);
  return only.components !== null && args.length > 1 && args.length === only.components.length;
}

function createDecoder(
  abi: Interface,
  fragment: FunctionFragment,
  pick: readonly (string | number)[],
): (data: string) => bigint {
  const { outputs } = fragment;
  const [only] = outputs;
  if (only === undefined) throw notANumber(fragment, "returns nothing");

  // A single result needs no index; `pick` then goes into it.
  const start: readonly (string | number)[] = outputs.length === 1 ? [0, ...pick] : pick;
  let type: ParamType | undefined;
  const path: number[] = [];
  for (const step of start) {
    const parts: readonly ParamType[] | null = type === undefined ? outputs : type.components;
    const element: ParamType | null = type?.arrayChildren ?? null;
    if (element !== null) {
      if (typeof step !== "number")
        throw notANumber(fragment, `returns ${describe(outputs)}, a list without ${JSON.stringify(step)}`);
      path.push(step);
      type = element;
      continue;
    }
    const index: number =
      typeof step === "number" ? step : (parts ?? []).findIndex(({ name }) => name === step);
    const part = parts?.[index];
    if (part === undefined)
      throw notANumber(
        fragment,
        `returns ${describe(outputs)}, in which there is no ${JSON.stringify(step)}`,
      );
    path.push(index);
    type = part;
  }
  if (type === undefined || !isNumeric(type))
    throw notANumber(fragment, `returns ${describe(type === undefined ? outputs : [type])}`);

  const isSigned = type.baseType.startsWith("int");
  if (path.length === 1 && outputs.every(isNumeric)) {
    // Plain words: no need to decode what is not asked for.
    const offset = 2 + 64 * (path[0] ?? 0);
    return (data) => {
      const word = data.slice(offset, offset + 64);
      if (word.length !== 64) throw new RangeError(`result of ${data.length / 2 - 1} bytes is too short`);
      const value = BigInt(`0x${word}`);
      return isSigned ? BigInt.asIntN(256, value) : value;
    };
  }
  return (data) => {
    let value: unknown = abi.decodeFunctionResult(fragment, data);
    for (const index of path) {
      const list = value as Result;
      if (index < 0 || index >= list.length) {
        throw new RangeError(`the list has ${list.length} elements, none at ${index}`);
      }
      value = list[index];
    }
    return BigInt(value as bigint | boolean);
  };
}

function isNumeric(type: ParamType): boolean {
  return type.baseType === "bool" || /^u?int\d*$/.test(type.baseType);
}

function describe(types: readonly ParamType[]): string {
  return types.map((type) => type.format("full")).join(", ");
}

function notANumber(fragment: FunctionFragment, what: string): NotANumberError {
  return new NotANumberError({
    message: `${fragment.name} ${what}, not a number that could be recorded.`,
    hint: 'Trace an integer or a bool; of a struct or a list, name one with { pick: "field" }, { pick: 0 } or a path of these.',
  });
}
