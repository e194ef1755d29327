import { fileURLToPath } from "node:url";
import { config } from "dotenv";
import { mainnetKeep3r } from "./candidate.ts";

/** What a person sets in `.env`; see `.env.example`. */
export interface ChainSettings {
  readonly preset: string;
  readonly seed: string;
  readonly keep3r: string;
  /** `MAINNET_HTTPS_URL`: holds a key, so it is never shown. */
  readonly endpoint?: string;
  /** `FORK_BLOCK_NUMBER`. */
  readonly block?: number;
}

/** Reads the settings: the environment first, then the project's `.env`, then defaults. */
export function readChainSettings(): ChainSettings {
  const fromFile: Record<string, string> = {};
  config({ path: fileURLToPath(new URL("../../.env", import.meta.url)), processEnv: fromFile, quiet: true });
  const setting = (name: string, fallback: string): string => {
    const given = [process.env[name], fromFile[name]].find((value) => value !== undefined && value !== "");
    return given ?? fallback;
  };
  const endpoint = setting("MAINNET_HTTPS_URL", "");
  const block = setting("FORK_BLOCK_NUMBER", "");
  return {
    preset: setting("PRESET", "documentation"),
    seed: setting("SEED", "simulation"),
    keep3r: setting("KEEP3R", mainnetKeep3r),
    ...(endpoint === "" ? {} : { endpoint }),
    ...(block === "" ? {} : { block: Number(block) }),
  };
}
