import { join } from "node:path";
import { InvalidArgumentsError } from "../errors/invalidArgumentsError.ts";

/**
 * Where the recording of a name is kept: `forks/<name>.rpc` in the project.
 *
 * @param name - letters, digits, `-`, `_` and `.`; starts with a letter or digit, 80 characters at most
 * @param project - folder of the project
 * @throws InvalidArgumentsError if it is no such name: a name never leads out of the folder
 */
export function recordingPath(name: string, project: string): string {
  if (/^[a-z0-9][\w.-]{0,79}$/i.test(name) && !/\.(rpc|part|lock)$/i.test(name)) {
    return join(project, "forks", `${name}.rpc`);
  }
  throw new InvalidArgumentsError({
    message: `A recording cannot be called ${JSON.stringify(name.slice(0, 120))}.`,
    hint: "Give a name such as credit-mining: letters, digits, - and _, without folder and ending.",
  });
}
