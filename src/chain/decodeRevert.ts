import { AbiCoder, isHexString, type ParamType, Result } from "ethers";
import type { EventValue } from "../recording/recording.ts";
import type { ContractBook } from "./contractBook.ts";
import { RevertedError } from "./errors.ts";
import type { Revert } from "./failure/reason.ts";

/** Knows custom errors by their selectors; a contract book does. */
export type ErrorBook = Pick<ContractBook, "interfaceOfError">;

/** Name of a revert that gives a reason in words. */
export const reasonName = "Error";

/** Name of a revert whose data are none, or nobody's that is known. */
export const noReason = "revert";

/** What Solidity's panics mean. @source https://docs.soliditylang.org/en/latest/control-structures.html */
const panics = new Map([
  [0x00n, "a panic of the compiler's own"],
  [0x01n, "an assertion does not hold"],
  [0x11n, "arithmetic overflow or underflow"],
  [0x12n, "division or modulo by zero"],
  [0x21n, "a number that is no value of the enum"],
  [0x22n, "storage bytes that are wrongly encoded"],
  [0x31n, "pop of an empty array"],
  [0x32n, "array index out of bounds"],
  [0x41n, "too much memory, or an array that is too large"],
  [0x51n, "call of an internal function that was never set"],
]);

const panicName = "Panic";
const errorSelector = "0x08c379a0";
const panicSelector = "0x4e487b71";

/**
 * Decodes revert data by the custom errors that were learnt from ABIs.
 *
 * @param data - revert data, 0x-prefixed
 * @param reserved - names that an argument of the error must not have
 */
export function decodeRevert(errors: ErrorBook, data: string, reserved: readonly string[] = []): Revert {
  const selector = data.slice(0, 10);
  const coder = AbiCoder.defaultAbiCoder();
  try {
    if (selector === errorSelector) {
      const [reason] = coder.decode(["string"], `0x${data.slice(10)}`);
      return { name: reasonName, args: { reason: String(reason) } };
    }
    if (selector === panicSelector) {
      const [code] = coder.decode(["uint256"], `0x${data.slice(10)}`);
      return { name: panicName, args: { code: code as bigint } };
    }
    const fragment = errors.interfaceOfError(selector)?.getError(selector);
    if (fragment != null) {
      const values = coder.decode(fragment.inputs, `0x${data.slice(10)}`);
      return { name: fragment.name, args: namedArguments(fragment.inputs, values, reserved) };
    }
  } catch {
    // Data that only looks like a known error is shown as it is.
  }
  return data === "0x" || data === "" ? { name: noReason, args: {} } : { name: noReason, args: { data } };
}

/** A decoded revert in words, such as `InsufficientFunds()` or `"STF"`. */
export function describeDecoded({ name, args }: Revert): string {
  if (name === reasonName) return JSON.stringify(args.reason);
  if (name === noReason) {
    const { data } = args;
    return typeof data === "string" ? `unknown data ${data}` : "no reason";
  }
  const list = Object.entries(args).map(([key, value]) => `${key}: ${describeValue(value)}`);
  const words = `${name}(${list.join(", ")})`;
  return name === panicName && typeof args.code === "bigint"
    ? `${words}, ${describePanic(args.code)}`
    : words;
}

function describePanic(code: bigint): string {
  const hex = `0x${code.toString(16).padStart(2, "0")}`;
  return `${hex}: ${panics.get(code) ?? "of no meaning that Solidity knows"}`;
}

function describeValue(value: EventValue): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object") return String(value);
  if (isList(value)) return `[${value.map(describeValue).join(", ")}]`;
  const fields = Object.entries(value).map(([key, item]) => `${key}: ${describeValue(item)}`);
  return `(${fields.join(", ")})`;
}

function isList(value: EventValue): value is readonly EventValue[] {
  return Array.isArray(value);
}

/**
 * What the arguments of an event or an error, or the fields of a struct, are called in a recording: no two alike.
 * One without a name is `arg0`, `arg1` … by its place; where that or its own name is taken, `_2`, `_3` … follows.
 *
 * @param reserved - names that are taken
 * @example argumentNames([{ name: "to" }, { name: "" }, { name: "to" }]); // ["to", "arg1", "to_2"]
 */
export function argumentNames(
  inputs: readonly Pick<ParamType, "name">[],
  reserved: readonly string[] = [],
): string[] {
  const declared = new Set([...reserved, ...inputs.map(({ name }) => name)]);
  const used = new Set(reserved);
  return inputs.map((input, index) => {
    const wanted = input.name || `arg${index}`;
    const isFree = !used.has(wanted) && (input.name !== "" || !declared.has(wanted));
    let name = wanted;
    for (let next = 2; !isFree && (declared.has(name) || used.has(name)); next += 1)
      name = `${wanted}_${next}`;
    used.add(name);
    return name;
  });
}

/**
 * Decoded arguments as plain data, by {@link argumentNames}.
 *
 * @param values - as ethers decoded them, in the order of `inputs`
 * @throws whatever ethers throws for a value that is not what its type says
 */
export function namedArguments(
  inputs: readonly ParamType[],
  values: readonly unknown[],
  reserved: readonly string[] = [],
): Readonly<Record<string, EventValue>> {
  const names = argumentNames(inputs, reserved);
  // `fromEntries` takes `__proto__` for a name like any other.
  return Object.fromEntries(
    inputs.map((input, index) => [names[index] ?? "", toEventValue(values[index], input)]),
  );
}

/** An ethers value -> plain data, structs by their field names. */
export function toEventValue(value: unknown, type: ParamType): EventValue {
  if (value instanceof Result) {
    const { arrayChildren, components } = type;
    if (arrayChildren !== null)
      return value.toArray().map((item: unknown) => toEventValue(item, arrayChildren));
    return namedArguments(components ?? [], value);
  }
  if (typeof value === "bigint" || typeof value === "boolean" || typeof value === "string") return value;
  // An indexed string, array or struct is only there as its hash.
  const hash = (value as { hash?: unknown } | null)?.hash;
  return typeof hash === "string" ? hash : String(value);
}

/** A revert, found in an error. */
export interface FoundRevert {
  /** Revert data, hex. */
  readonly data: string;
  /** Hash; empty if the error is not about a transaction. */
  readonly transaction: string;
}

/**
 * Finds revert data in an error: node, Hardhat and ethers each put it elsewhere, and wrap one another's errors.
 *
 * @returns `undefined` if the error is about no revert
 */
export function findRevert(error: unknown, transaction = ""): FoundRevert | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { data, transactionHash, receipt } = error as Record<string, unknown>;
  const receiptHash = (receipt as { hash?: unknown } | null | undefined)?.hash;
  const hash =
    [transactionHash, receiptHash].find((candidate) => typeof candidate === "string") ?? transaction;
  if (isHexString(data)) return { data, transaction: hash };
  for (const nested of nestedIn(error)) {
    const found = findRevert(nested, hash);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Finds what a chain said of a failed transaction or call in an error that wraps it.
 *
 * @returns `undefined` if the error is about something else, a transaction that was refused included
 */
export function findFailure(error: unknown): RevertedError | undefined {
  if (error instanceof RevertedError) return error;
  if (typeof error !== "object" || error === null) return undefined;
  for (const nested of nestedIn(error)) {
    const found = findFailure(nested);
    if (found !== undefined) return found;
  }
  return undefined;
}

function nestedIn(error: object): unknown[] {
  const { data, info, error: inner, cause } = error as Record<string, unknown>;
  return [data, info, inner, cause];
}
