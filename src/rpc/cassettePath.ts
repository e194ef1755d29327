import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { InvalidArgumentsError } from "../common/errors.ts";
import { CassetteMissingError } from "./errors.ts";

/** A cassette's file as messages show it: folder and name, `forks/credits.rpc`. */
export function fileName(file: string): string {
  return `${basename(dirname(file))}/${basename(file)}`;
}

/** The name of a cassette, without folder and ending. */
export function cassetteName(file: string): string {
  return basename(file, ".rpc");
}

/** The error for a cassette that is not there. */
export function missingCassette(file: string): CassetteMissingError {
  const unfinished = existsSync(`${file}.part`);
  return new CassetteMissingError({
    message: unfinished
      ? `There is no ${fileName(file)}, only the rest of a run that did not end.`
      : `There is no ${fileName(file)}.`,
    hint: `${unfinished ? "Go on with" : "Make it with"} ${howToRecord(file)}.`,
  });
}

/** The commands that make a cassette, or add to it. */
export function howToRecord(file: string): string {
  const name = cassetteName(file);
  return `SIMULATION_CHAIN=fork SIMULATION_RECORD=${name} npm start, or npx hardhat rpc record ${name}`;
}

/**
 * Where the cassette of a name is kept: `forks/<name>.rpc` in the project.
 *
 * @param name - letters, digits, `-`, `_` and `.`; starts with a letter or digit, 80 characters at most
 * @param project - folder of the project
 * @throws InvalidArgumentsError if it is no such name: a name never leads out of the folder
 */
export function cassettePath(name: string, project: string): string {
  if (/^[a-z0-9][\w.-]{0,79}$/i.test(name) && !/\.(rpc|part|lock)$/i.test(name)) {
    return join(project, "forks", `${name}.rpc`);
  }
  throw new InvalidArgumentsError({
    message: `A cassette cannot be called ${JSON.stringify(name.slice(0, 120))}.`,
    hint: "Give a name such as credit-mining: letters, digits, - and _, without folder and ending.",
  });
}
