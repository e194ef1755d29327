import { join } from "node:path";
import { UnknownContractError } from "../../chain/errors.ts";
import { fileDigest, type Use } from "../kernel/reportUses.ts";
import type { Ingredients } from "./ingredients.ts";
import { allArtifacts, artifactDigest, namesDigest, noArtifact } from "../../chain/artifacts/artifactUse.ts";
import { projectArtifacts } from "../../chain/artifacts/projectArtifacts.ts";

/** What a reported use is called among the ingredients: `"contract MyJob"`, `"file data/prices.json"`. */
export function nameOfUse({ kind, name }: Pick<Use, "kind" | "name">): string {
  return `${kind} ${name}`;
}

/**
 * What somebody would read now who reads what earlier runs have read.
 *
 * @param root - the project's folder
 * @param names - names of ingredients, as {@link nameOfUse} makes them
 */
export async function presentIngredients(root: string, names: Iterable<string>): Promise<Ingredients> {
  const wanted = [...new Set(names)].map((full) => {
    const [kind = "", ...rest] = full.split(" ");
    return { full, kind, name: rest.join(" ") };
  });
  const compiled = wanted.some(({ kind }) => kind === "contract") ? await projectArtifacts() : undefined;
  const digestOf = async (name: string): Promise<string> => {
    if (compiled === undefined) return noArtifact;
    if (name === allArtifacts) return namesDigest(await compiled.names());
    try {
      return artifactDigest(await compiled.read(name));
    } catch (error) {
      if (error instanceof UnknownContractError) return noArtifact;
      throw error;
    }
  };
  const found = wanted.map(async ({ full, kind, name }) => [
    full,
    kind === "file" ? fileDigest(join(root, name)) : await digestOf(name),
  ]);
  return Object.fromEntries(await Promise.all(found)) as Ingredients;
}
