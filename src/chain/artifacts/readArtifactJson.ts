import { isHexString } from "ethers";
import type { CodeRange, ContractArtifact, LinkReferences } from "./artifact.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What compilers put where the address of a library goes: 20 bytes as 40 characters. */
const placeholder = /__(\$[0-9a-f]{34}\$|[^_].{35})__|__[\w.:/$-]{38}/g;

/**
 * Reads a compiled contract, whichever tool wrote it: Hardhat 2 and 3, Foundry, Waffle or Truffle.
 *
 * @param json - the parsed file
 * @param name - what the contract is called where the file does not say
 * @param source - path of its source, or of its folder, where the file does not say
 * @returns `undefined` if it is something else, such as a build's debug file
 */
export function readArtifactJson(json: unknown, name: string, source: string): ContractArtifact | undefined {
  const fields = asFields(json);
  if (!Array.isArray(fields?.abi)) return undefined;
  const evm = asFields(fields.evm) ?? fields;
  const creation = readCode(evm.bytecode) ?? readCode(fields.bytecode);
  if (creation === undefined) return undefined;
  const deployed = readCode(evm.deployedBytecode) ?? readCode(fields.deployedBytecode);
  const deployedFields = asFields(evm.deployedBytecode) ?? fields;
  const links = asLinks(fields.linkReferences) ?? asLinks(asFields(evm.bytecode)?.linkReferences) ?? {};
  const immutables = asFields(deployedFields.immutableReferences);
  return {
    contractName: typeof fields.contractName === "string" ? fields.contractName : name,
    sourceName: typeof fields.sourceName === "string" ? fields.sourceName : source,
    abi: fields.abi,
    bytecode: creation,
    linkReferences: Object.keys(links).length > 0 ? links : findPlaceholders(creation),
    ...(deployed === undefined ? {} : { deployedBytecode: deployed }),
    ...(immutables === undefined
      ? {}
      : { immutableReferences: immutables as Readonly<Record<string, readonly CodeRange[]>> }),
  };
}

/** Code stands alone, or beside what belongs to it; with or without 0x. */
function readCode(value: unknown): string | undefined {
  const text = typeof value === "string" ? value : asFields(value)?.object;
  if (typeof text !== "string") return undefined;
  return text.startsWith("0x") ? text : `0x${text}`;
}

function asFields(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function asLinks(value: unknown): LinkReferences | undefined {
  const links = asFields(value);
  return links === undefined || Object.keys(links).length === 0 ? undefined : (links as LinkReferences);
}

/** Old compilers say only in the code which libraries go where: by name, cut to 36 characters, or by hash. */
function findPlaceholders(code: string): LinkReferences {
  if (isHexString(code)) return {};
  const found: Record<string, CodeRange[]> = {};
  for (const match of code.matchAll(placeholder)) {
    const name = match[0].replace(/^__/, "").replace(/_+$/, "");
    const library = name.slice(name.lastIndexOf(":") + 1);
    (found[library] ??= []).push({ start: (match.index - 2) / 2, length: 20 });
  }
  return { "": found };
}
