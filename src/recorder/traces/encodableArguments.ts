import { AbiCoder, isBytesLike, type ParamType } from "ethers";
import { parseAddress } from "../../chain/parseAddress.ts";
import { closest } from "../../common/closest.ts";
import { InvalidArgumentsError } from "../../common/errors.ts";
import { kindOf } from "../../common/kindOf.ts";
import { holderAddress, type ViewArgument } from "./contractLike.ts";

/**
 * Arguments as ethers encodes them: contracts and signers stand for their addresses, structs may be objects or lists.
 * Each is checked against its type, so that an error names the one that is wrong.
 *
 * @param inputs - of the function
 * @param of - the function, for messages: `price`, `The constructor of Vault`
 * @throws InvalidArgumentsError if there are more or fewer, or one does not fit its type
 */
export function encodableArguments(
  inputs: readonly ParamType[],
  args: readonly ViewArgument[],
  of: string,
): unknown[] {
  if (args.length !== inputs.length) {
    throw new InvalidArgumentsError({
      message: `${of} takes ${inputs.length} argument(s), not ${args.length}.`,
      hint: `Its arguments: ${inputs.map(describe).join(", ") || "none"}. Options come after the arguments.`,
    });
  }
  return inputs.map((input, index) => encodable(input, args[index], { of, path: input.name || `${index}` }));
}

/** Whether ethers takes a value for what it is; it would take others without being asked to. */
export function fits(type: string, value: unknown): boolean {
  if (type === "bool") return typeof value === "boolean";
  if (type === "string") return typeof value === "string";
  if (type.startsWith("bytes")) return isBytesLike(value);
  return typeof value !== "boolean";
}

/** Where a value stands. */
interface Place {
  readonly of: string;
  readonly path: string;
}

function encodable(type: ParamType, value: unknown, place: Place): unknown {
  const { arrayChildren, components } = type;
  if (arrayChildren !== null) {
    const list: unknown = value;
    if (!Array.isArray(list)) throw misfit(type, value, place);
    const { arrayLength } = type;
    if (arrayLength !== null && arrayLength >= 0 && arrayLength !== list.length)
      throw misfit(type, value, place);
    return list.map((item: unknown, index) =>
      encodable(arrayChildren, item, { ...place, path: `${place.path}[${index}]` }),
    );
  }
  if (components !== null) return struct(type, components, value, place);
  if (type.type === "address") {
    return parseAddress(holderAddress(value), `${place.of}, address ${place.path}`);
  }
  if (!fits(type.type, value)) throw misfit(type, value, place);
  try {
    AbiCoder.defaultAbiCoder().encode([type], [value]);
  } catch (cause) {
    throw misfit(type, value, place, cause);
  }
  return value;
}

function struct(type: ParamType, fields: readonly ParamType[], value: unknown, place: Place): unknown[] {
  const at = (field: ParamType, index: number): Place => ({
    ...place,
    path: `${place.path}.${field.name || index}`,
  });
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    if (list.length !== fields.length) throw misfit(type, value, place);
    return fields.map((field, index) => encodable(field, list[index], at(field, index)));
  }
  if (typeof value !== "object" || value === null) throw misfit(type, value, place);
  const names = fields.map(({ name }) => name);
  const given: Readonly<Record<string, unknown>> = { ...value };
  const wrong =
    Object.keys(given).find((name) => !names.includes(name)) ??
    names.find((name) => given[name] === undefined);
  if (wrong !== undefined) {
    const isMissing = names.includes(wrong);
    throw new InvalidArgumentsError({
      message: `${place.of}: the struct ${place.path} ${isMissing ? "lacks" : "has no"} ${JSON.stringify(wrong)}.`,
      hint: `${isMissing ? "" : `Did you mean ${closest(wrong, names)[0] ?? "another"}? `}Its fields: ${fields.map(describe).join(", ")}.`,
    });
  }
  return fields.map((field, index) => encodable(field, given[field.name], at(field, index)));
}

function describe(type: ParamType): string {
  return `${type.type} ${type.name}`.trim();
}

function misfit(
  type: ParamType,
  value: unknown,
  { of, path }: Place,
  cause?: unknown,
): InvalidArgumentsError {
  const kind = kindOf(value);
  const shown = typeof value === "string" || typeof value === "number" ? String(value) : kind;
  return new InvalidArgumentsError({
    message: `${of} cannot take ${shown} for ${type.type} ${path}${shown === kind ? "" : `: it is ${kind}`}.`,
    hint: `Give ${advice(type)}.`,
    cause,
  });
}

function advice({ type, baseType, components, arrayLength }: ParamType): string {
  if (baseType === "array") {
    return `a list${arrayLength !== null && arrayLength >= 0 ? ` of ${arrayLength}` : ""}, such as [1n, 2n]`;
  }
  if (components !== null) {
    return `an object with the fields ${components.map(describe).join(", ")}, or a list of their values`;
  }
  if (type === "bool") return "true or false";
  if (type === "string") return "a text";
  if (type.startsWith("bytes")) return `${type}: as many bytes in hex, 0x…`;
  return `a whole number within ${type}; a bigint, such as 10n ** 18n, where it is large`;
}
