import type { TslabModules } from "./tslabModules.ts";

/** What the parts of a docstring are called where it is shown; tslab shows all but parameters without a name. */
const labels: Readonly<Record<string, string>> = {
  returns: "Returns",
  throws: "Throws",
  source: "Source",
  example: "Example:",
  see: "See",
  deprecated: "Deprecated:",
};

/**
 * Makes Shift-Tab show a docstring part by part: parameters, then what is returned and thrown, and the example, each
 * under its name.
 */
export function labelDocumentation({ inspect }: TslabModules): void {
  inspect.printQuickInfo = ({ displayParts = [], documentation = [], tags = [] }) => {
    const described = tags.flatMap(({ name, text = [] }) => {
      const words = text.map((part) => part.text).join("");
      if (words === "") return [];
      return [name === "param" ? `  ${words}` : `${labels[name] ?? name} ${words}`];
    });
    return [join(displayParts), join(documentation), described.join("\n")]
      .filter((part) => part !== "")
      .join("\n\n");
  };
}

function join(parts: readonly { readonly text: string }[]): string {
  return parts.map(({ text }) => text).join("");
}
