import { moduleExtension, nodeFlags } from "../kernel/nodeFlags.ts";
import { findTslab } from "../tslab/findTslab.ts";

/** Name under which notebooks ask Jupyter for their kernel. */
export const kernelName = "tslab";

/** What front ends show of the kernel; a notebook keeps it, too. */
export const kernelspec = { display_name: "TypeScript", language: "typescript" } as const;

/** Key of our own entry in a specification's metadata. */
const ownKey = "hardhat-simulation";

/** What Jupyter reads from `kernel.json`. */
export interface KernelSpecification {
  /** The command; Jupyter puts the connection file's path in. */
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode: "signal";
  readonly env: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * Describes the TypeScript kernel of this checkout to Jupyter: its tslab, mended, run by the Node that runs now.
 *
 * @throws MissingPackageError if tslab is not installed
 * @throws UnsupportedTslabError if its version is not one that this kit can mend
 * @source https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs
 */
export function kernelSpecification(): KernelSpecification {
  const { command } = findTslab(".");
  // A URL, so that folders with spaces and other signs do no harm.
  const preload = new URL(`../tslab/preload${moduleExtension}`, import.meta.url).href;
  return {
    argv: [
      process.execPath,
      ...nodeFlags(),
      "--import",
      preload,
      command,
      "kernel",
      "--config-path",
      "{connection_file}",
    ],
    ...kernelspec,
    interrupt_mode: "signal",
    // A chain's dates are UTC, whatever the machine thinks.
    env: { TZ: "UTC" },
    metadata: { [ownKey]: { version: 1 } },
  };
}

/** Whether a `kernel.json` was written by this kit, of whatever checkout. */
export function isOwnSpecification(json: string): boolean {
  try {
    const read = JSON.parse(json) as Partial<KernelSpecification> | null;
    return read?.metadata?.[ownKey] !== undefined;
  } catch {
    return false;
  }
}
