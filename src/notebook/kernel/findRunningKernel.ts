import { createRequire } from "node:module";

/** A message that tslab publishes: what a `display_data` holds on the wire. */
interface DisplayContent {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: Readonly<Record<string, unknown>>;
}

/** The parts of the running kernel that this kit talks to. */
export interface RunningKernel {
  /** tslab's internal sender, which takes any number of MIME types at once. */
  readonly writeDisplayData?: (content: DisplayContent, update: boolean) => void;
  /** tslab's public sender: one MIME type a display. */
  readonly displayRaw?: (mimeType: string, content: string | object) => void;
}

interface JupyterModule {
  readonly lastWriteDisplayData?: RunningKernel["writeDisplayData"] | null;
}

interface PublicModule {
  readonly display?: { readonly raw?: unknown };
}

const loadedModules = createRequire(import.meta.url).cache;

/**
 * Finds the tslab that runs this process.
 *
 * It looks at the modules that are loaded rather than resolving `tslab`: a globally installed tslab
 * may run the kernel, and a second copy would not be connected to anything. Outside of a kernel
 * nothing is found, and nothing is loaded to find it.
 *
 * @returns what can be used to display; empty outside of a kernel
 */
export function findRunningKernel(): RunningKernel {
  let displayRaw: RunningKernel["displayRaw"];
  for (const [path, module] of Object.entries(loadedModules)) {
    const file = path.replaceAll("\\", "/");
    if (file.endsWith("/tslab/dist/jupyter.js")) {
      const write = (module?.exports as JupyterModule | undefined)?.lastWriteDisplayData;
      if (typeof write === "function") return { writeDisplayData: write };
    } else if (file.endsWith("/tslab/dist/public.js")) {
      const display = (module?.exports as PublicModule | undefined)?.display;
      if (typeof display?.raw === "function") {
        displayRaw = display.raw.bind(display) as NonNullable<RunningKernel["displayRaw"]>;
      }
    }
  }
  return displayRaw === undefined ? {} : { displayRaw };
}

/** Whether this process is a notebook's kernel. */
export function isInKernel(): boolean {
  const { writeDisplayData, displayRaw } = findRunningKernel();
  return writeDisplayData !== undefined || displayRaw !== undefined;
}
