import { AbiCoder, isHexString, type ParamType, Result } from "ethers";
import type { EventValue } from "../recording/recording.ts";
import type { ContractBook } from "./contractBook.ts";

/** Why a call or a transaction reverted. */
export interface Revert {
  /** The custom error's name, `"Error"` for a reason in words, `"Panic"`, or `"revert"` for no data. */
  readonly name: string;
  readonly args: Readonly<Record<string, EventValue>>;
}

/** Knows custom errors by their selectors; a contract book does. */
export type ErrorBook = Pick<ContractBook, "interfaceOfError">;

/** Name of a revert that gives a reason in words. */
export const reasonName = "Error";

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
      return { name: "Panic", args: { code: code as bigint } };
    }
    const fragment = errors.interfaceOfError(selector)?.getError(selector);
    if (fragment != null) {
      const values = coder.decode(fragment.inputs, `0x${data.slice(10)}`);
      return { name: fragment.name, args: namedArguments(fragment.inputs, values, reserved) };
    }
  } catch {
    // Data that only looks like a known error is shown as it is.
  }
  return data === "0x" || data === "" ? { name: "revert", args: {} } : { name: "revert", args: { data } };
}

/** Revert data in words, such as `InsufficientFunds()` or `"STF"`. */
export function describeRevert(errors: ErrorBook, data: string): string {
  return describeDecoded(decodeRevert(errors, data));
}

/** A decoded revert in words. */
export function describeDecoded({ name, args }: Revert): string {
  if (name === reasonName) return JSON.stringify(args.reason);
  if (name === "revert") {
    const { data } = args;
    return typeof data === "string" ? `unknown data ${data}` : "no reason";
  }
  const list = Object.entries(args).map(([key, value]) => `${key}: ${describeValue(value)}`);
  return `${name}(${list.join(", ")})`;
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
  const { data, transactionHash, receipt, cause, info, error: inner } = error as Record<string, unknown>;
  const receiptHash = (receipt as { hash?: unknown } | null | undefined)?.hash;
  const hash =
    [transactionHash, receiptHash].find((candidate) => typeof candidate === "string") ?? transaction;
  if (isHexString(data)) return { data, transaction: hash };
  for (const nested of [data, info, inner, cause]) {
    const found = findRevert(nested, hash);
    if (found !== undefined) return found;
  }
  return undefined;
}
