import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { UnknownContractError } from "../errors.ts";
import type { ContractArtifact } from "./artifact.ts";
import { readArtifactJson } from "./readArtifactJson.ts";

/** Compiled contracts in a folder, by fully qualified name. */
export interface ArtifactFolder {
  readonly names: readonly string[];
  /** @throws UnknownContractError if the file holds no compiled contract */
  read(name: string): Promise<ContractArtifact>;
}

/** Files and folders of builds that hold no contract. */
const noContract =
  /(^|[\\/])(build-info|cache)[\\/]|\.dbg\.json$|\.metadata\.json$|(^|[\\/])package(-lock)?\.json$/;

/**
 * Lists the compiled contracts in a folder, whichever tool wrote them; a file is only read when it is asked for.
 *
 * @param folder - absolute; one that is missing holds none
 */
export async function openArtifactFolder(folder: string): Promise<ArtifactFolder> {
  const files = await readdir(folder, { recursive: true }).catch((): string[] => []);
  const byName = new Map(
    files
      .filter((file) => file.endsWith(".json") && !noContract.test(file))
      .sort()
      .map((file) => [qualifiedName(file), join(folder, file)] as const),
  );
  return {
    names: [...byName.keys()],
    read: async (name) => {
      const file = byName.get(name) ?? "";
      const source = name.slice(0, name.lastIndexOf(":"));
      const artifact = readArtifactJson(await parse(file), basename(file, ".json"), source);
      if (artifact !== undefined) return artifact;
      throw new UnknownContractError({
        message: `${file} holds no compiled contract.`,
        hint: "A compiled contract is JSON with abi and bytecode, as Hardhat, Foundry, Waffle and Truffle write it.",
      });
    },
  };
}

async function parse(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** `contracts/Token.sol/Token.json` -> `contracts/Token.sol:Token`; a file beside others is called after its folder. */
function qualifiedName(file: string): string {
  const folder = relative("", dirname(file)).split(sep).join("/");
  return `${folder}:${basename(file, ".json")}`;
}
