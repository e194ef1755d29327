import { EventFragment, FunctionFragment, Interface, type InterfaceAbi, type ParamType } from "ethers";

/** A contract to be declared. */
export interface DeclaredContract {
  readonly name: string;
  readonly abi: readonly unknown[];
}

/** What ethers puts on every contract: functions of these names can only be reached through `getFunction`. */
const taken = new Set(
  "target interface runner filters fallback connect attach getAddress getDeployedCode waitForDeployment deploymentTransaction getFunction getEvent queryTransaction queryFilter on once emit listenerCount listeners off removeAllListeners addListener removeListener then toString constructor".split(
    " ",
  ),
);

/**
 * Declares a project's contracts for `$.deploy` and `$.fetch`, so that a misspelt function does not compile.
 *
 * @param contracts - of unique names
 * @param kit - name of this kit's package
 * @returns TypeScript declarations that add to `ProjectContracts`; the same for the same contracts
 */
export function contractDeclarations(contracts: readonly DeclaredContract[], kit: string): string {
  const members = contracts.map(
    ({ name }) => `    ${JSON.stringify(name)}: Contracts.${interfaceName(name)};`,
  );
  const interfaces = contracts.map(declareContract);
  return `// Written by npx hardhat build. Types of the project's contracts, for $.deploy and $.fetch.
import type { AddressLike, BigNumberish, BytesLike, ContractEvent, ContractRunner } from "ethers";
import type { TransactionFunction, TypedContract, ViewFunction } from "${kit}/notebook";

declare module "${kit}/notebook" {
  interface ProjectContracts {
${members.join("\n")}
  }
}

declare namespace Contracts {
${interfaces.join("\n")}
}
`;
}

function interfaceName(name: string): string {
  return name.replaceAll(/\W/g, "_");
}

function declareContract({ name, abi }: DeclaredContract): string {
  const parsed = new Interface(abi as InterfaceAbi);
  const functions = parsed.fragments.filter((fragment) => fragment instanceof FunctionFragment);
  const events = parsed.fragments.filter((fragment) => fragment instanceof EventFragment);
  const own = interfaceName(name);
  const lines = [
    `connect(runner?: ContractRunner | null): ${own};`,
    ...keysOf(functions).map(
      ([key, fragment]) => `readonly ${JSON.stringify(key)}: ${typeOfFunction(fragment)};`,
    ),
    `readonly filters: {${keysOf(events)
      .map(([key]) => ` readonly ${JSON.stringify(key)}: ContractEvent;`)
      .join("")} };`,
  ];
  return `  interface ${own} extends TypedContract {\n${lines.map((line) => `    ${line}`).join("\n")}\n  }`;
}

/** By name; overloads by signature, as ethers has them. */
function keysOf<Item extends FunctionFragment | EventFragment>(fragments: readonly Item[]): [string, Item][] {
  const count = (name: string): number => fragments.filter((fragment) => fragment.name === name).length;
  return fragments
    .filter(({ name }) => !taken.has(name))
    .map((fragment) => [count(fragment.name) === 1 ? fragment.name : fragment.format("sighash"), fragment]);
}

function typeOfFunction({ inputs, outputs, constant }: FunctionFragment): string {
  const args = inputs.map((input, index) => `${label(input, index)}: ${inputType(input)}`).join(", ");
  const [only] = outputs;
  const result =
    only === undefined ? "void" : outputs.length === 1 ? outputType(only) : tuple(outputs, outputType);
  return `${constant ? "ViewFunction" : "TransactionFunction"}<[${args}], ${result}>`;
}

function label({ name }: ParamType, index: number): string {
  const isName = /^[A-Za-z_$][\w$]*$/.test(name);
  return isName ? name : `arg${index}`;
}

function inputType(type: ParamType): string {
  const { arrayChildren, components } = type;
  if (arrayChildren !== null) return `readonly (${inputType(arrayChildren)})[]`;
  if (components !== null) {
    const fields = components.map((part, index) => `${label(part, index)}: ${inputType(part)}`).join("; ");
    return `{ ${fields} } | readonly [${components.map(inputType).join(", ")}]`;
  }
  if (type.type === "address") return "AddressLike";
  if (type.type === "bool") return "boolean";
  if (type.type === "string") return "string";
  return type.type.startsWith("bytes") ? "BytesLike" : "BigNumberish";
}

function outputType(type: ParamType): string {
  const { arrayChildren, components } = type;
  if (arrayChildren !== null) return `(${outputType(arrayChildren)})[]`;
  if (components !== null) return tuple(components, outputType);
  if (type.type === "bool") return "boolean";
  return /^u?int/.test(type.type) ? "bigint" : "string";
}

/** What ethers gives for several values: a list with names. */
function tuple(parts: readonly ParamType[], typeOf: (part: ParamType) => string): string {
  const list = parts.map((part, index) => `${label(part, index)}: ${typeOf(part)}`);
  const named = parts.flatMap((part) => (part.name === "" ? [] : [`${label(part, 0)}: ${typeOf(part)}`]));
  return `[${list.join(", ")}]${named.length === 0 ? "" : ` & { ${named.join("; ")} }`}`;
}
