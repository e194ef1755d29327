import { ArgumentType } from "hardhat/types/arguments";

/** Time limit for a cell. */
export const timeout = {
  name: "timeout",
  description: "Time limit for a cell, in seconds",
  type: ArgumentType.FLOAT,
  defaultValue: 300,
} as const;

/** Where executed notebooks go. */
export const output = {
  name: "output",
  description: "Folder for the executed notebooks (default: back to where they are)",
  type: ArgumentType.STRING_WITHOUT_DEFAULT,
  defaultValue: undefined,
} as const;

/** Where charts go. */
export const charts = {
  name: "charts",
  description: "Folder for the charts (default: charts/ in the project)",
  type: ArgumentType.STRING_WITHOUT_DEFAULT,
  defaultValue: undefined,
} as const;

/** What cells are told. */
export const set = {
  name: "set",
  description: "What cells and packs read, and seed=…: name=value, or several as --set a=1,b=2",
  type: ArgumentType.STRING_WITHOUT_DEFAULT,
  defaultValue: undefined,
} as const;

/** For whoever has built already. */
export const noCompile = {
  name: "noCompile",
  description: "Do not build the contracts first",
} as const;

/** Which notebooks. */
export const notebookFiles: { readonly name: "files"; readonly description: string; defaultValue: string[] } =
  {
    name: "files",
    description: "Notebooks: paths, or names or beginnings of names in notebooks/ (default: all of those)",
    defaultValue: [],
  };
