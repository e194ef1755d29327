import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { pathToFileURL } from "node:url";

/**
 * Makes a function that takes out of a text what differs between machines: paths inside the project
 * become relative to it, the home folder becomes `~`.
 *
 * @param root - the project's folder, absolute
 */
export function portableText(root: string): (text: string) => string {
  const roots = [...new Set([root, realpathSync(root)])].filter((folder) => folder.length > 1);
  const replacements = roots.flatMap((folder): [string, string][] => [
    [`${pathToFileURL(folder).href}/`, ""],
    [`${folder}/`, ""],
    [`${folder}\\`, ""],
    [folder, "."],
  ]);
  const home = homedir();
  if (home.length > 1) replacements.push([home, "~"]);
  return (text) => replacements.reduce((result, [from, to]) => result.replaceAll(from, to), text);
}
