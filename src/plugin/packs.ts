import type { HookManager } from "hardhat/types/hooks";
import type { Figure } from "../recording/figure.ts";
import type { Recording } from "../recording/recording.ts";

/** What a pack registers with the tasks of this kit. */
export interface PackRegistration {
  /** Of the pack. */
  readonly name: string;
  /** Parameters of `--set` that the pack reads, so that no cell has to. */
  readonly parameters: readonly string[];
  /** Variables of `.env` that the pack reads. */
  readonly settings: readonly string[];
  /** Block that a fork starts from unless somebody chooses one. */
  readonly forkBlock?: number;
  /** Figures of a recording that comparisons show. */
  readonly figures?: (recording: Recording) => readonly Figure[];
  /** Parameter by which a contract of the user's is put in place of one of the pack's, and the name of the original. */
  readonly substitute?: { readonly parameter: string; readonly original: string };
  /** Parameters with which committed recordings are made, whatever `.env` says. */
  readonly recordedWith?: Readonly<Record<string, string>>;
}

/** Hooks of this kit's plugin. A pack's plugin registers the pack by one: `hookHandlers: { simulation }`. */
export interface SimulationHooks {
  registerPack: () => Promise<PackRegistration>;
}

/** The packs that a project's plugins have registered, in no particular order. */
export async function registeredPacks(hre: {
  readonly hooks: HookManager;
}): Promise<readonly PackRegistration[]> {
  return await hre.hooks.runParallelHandlers("simulation", "registerPack", []);
}

/** Where forks start unless somebody chooses: only one pack can say. */
export function forkBlockOf(packs: readonly PackRegistration[]): number | undefined {
  return packs.find(({ forkBlock }) => forkBlock !== undefined)?.forkBlock;
}

/** The figures of all packs. */
export function figuresOf(packs: readonly PackRegistration[]): (recording: Recording) => Figure[] {
  return (recording) => packs.flatMap(({ figures }) => figures?.(recording) ?? []);
}

/** The variables that packs read. */
export function settingsOf(packs: readonly PackRegistration[]): string[] {
  return packs.flatMap(({ settings }) => settings);
}
