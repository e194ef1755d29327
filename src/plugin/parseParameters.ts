import { InvalidParameterError } from "../notebook/errors.ts";

const assignment = /^([A-Za-z_][\w.-]*)=(.*)$/s;

/**
 * Reads what stands behind `--set`: one `name=value`, or several with commas between them. A comma that
 * no `name=` follows belongs to the value.
 *
 * @param text - as given on the command line
 * @returns value per name
 * @throws InvalidParameterError if it is not of that form, or a name is given twice
 * @example parseParameters("weeks=3,note=a, b"); // { weeks: "3", note: "a, b" }
 */
export function parseParameters(text: string): Record<string, string> {
  const parameters = new Map<string, string>();
  for (const part of text.split(/,(?=[A-Za-z_][\w.-]*=)/)) {
    const [, name, value] = assignment.exec(part) ?? [];
    if (name === undefined || value === undefined) {
      throw new InvalidParameterError({
        message: `--set ${JSON.stringify(part)} is not of the form name=value.`,
        hint: "Give it as --set weeks=3 for example, several as --set weeks=3,work=2.",
      });
    }
    if (parameters.has(name)) {
      throw new InvalidParameterError({
        message: `--set gives ${name} twice: ${JSON.stringify(parameters.get(name))} and ${JSON.stringify(value)}.`,
        hint: "Give each parameter once.",
      });
    }
    parameters.set(name, value);
  }
  return Object.fromEntries(parameters);
}
