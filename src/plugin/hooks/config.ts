import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type {
  ChainDescriptorsUserConfig,
  ConfigurationVariableResolver,
  EdrNetworkUserConfig,
  HardhatUserConfig,
} from "hardhat/types/config";
import type { ConfigHooks, HardhatUserConfigValidationError } from "hardhat/types/hooks";
import { networkName } from "../../chain/hardhatConnection.ts";
import { lastTime } from "../../common/seconds.ts";
import type { ForkConfig, SimulationConfig } from "../../chain/project.ts";
import type { ForkUserConfig, SimulationUserConfig } from "../typeExtensions.ts";

/** 2026-01-01 00:00 UTC: the same for everybody, so that runs repeat. */
const defaultStartTime = Date.UTC(2026, 0, 1) / 1_000;

/** Hooks of Hardhat's config: they add the network that chains are connections to, and resolve the own section. */
export default function configHooks(): Promise<Partial<ConfigHooks>> {
  return Promise.resolve({
    extendUserConfig: async (config, next) => await next(withNetwork(withChainDescriptors(config))),
    validateUserConfig: (config) => Promise.resolve(validate(config.simulation)),
    resolveUserConfig: async (userConfig, resolveVariable, next) => {
      const config = await next(userConfig, resolveVariable);
      const simulation = resolveSimulation(userConfig.simulation ?? {}, config.paths.root, resolveVariable);
      return { ...config, simulation };
    },
  });
}

/** No accounts of the node's own: signers come from a chain's seed, and real chains know the usual test accounts. */
function withNetwork(config: HardhatUserConfig): HardhatUserConfig {
  const network: EdrNetworkUserConfig = { type: "edr-simulated", chainType: "l1", accounts: [] };
  return { ...config, networks: { [networkName]: network, ...config.networks } };
}

/** Calls at blocks before a fork need to know the chain's rules then; of chains that nobody describes, the fork's. */
function withChainDescriptors(config: HardhatUserConfig): HardhatUserConfig {
  const described: ChainDescriptorsUserConfig = {};
  for (const [name, { chainId, hardfork }] of Object.entries(config.simulation?.forks ?? {})) {
    if (chainId === undefined || hardfork === undefined) continue;
    described[chainId] = { name, chainType: "l1", hardforkHistory: { [hardfork]: { blockNumber: 0 } } };
  }
  return { ...config, chainDescriptors: { ...described, ...config.chainDescriptors } };
}

function validate(given: unknown): HardhatUserConfigValidationError[] {
  if (given === undefined) return [];
  const problems: HardhatUserConfigValidationError[] = [];
  const refuse = (path: (string | number)[], message: string): void => {
    problems.push({ path: ["simulation", ...path], message });
  };
  if (typeof given !== "object" || given === null) {
    return [{ path: ["simulation"], message: `Expected an object, got ${JSON.stringify(given)}.` }];
  }
  const { notebooks, startTime, hardfork, artifacts, forks, ...others } = given as Record<string, unknown>;
  for (const name of Object.keys(others)) {
    refuse([name], "There is no such option; there are notebooks, startTime, hardfork, artifacts and forks.");
  }
  if (notebooks !== undefined && typeof notebooks !== "string")
    refuse(["notebooks"], "Give a folder's path.");
  if (hardfork !== undefined && typeof hardfork !== "string") refuse(["hardfork"], "Give a hardfork's name.");
  if (startTime !== undefined && toSeconds(startTime) === undefined) {
    refuse(
      ["startTime"],
      `${JSON.stringify(startTime)} is no time: give unix seconds, not milliseconds, or a date as "2026-01-01".`,
    );
  }
  if (artifacts !== undefined && !isTexts(artifacts)) refuse(["artifacts"], "Give a list of folders.");
  for (const [name, fork] of Object.entries(forks ?? {})) {
    const { url } = { ...(fork as object | undefined) } as Partial<ForkUserConfig>;
    if (url === undefined) refuse(["forks", name, "url"], 'Give a URL, or configVariable("NAME").');
  }
  return problems;
}

function resolveSimulation(
  { notebooks = "notebooks", startTime, hardfork, artifacts, forks = {} }: SimulationUserConfig,
  root: string,
  resolveVariable: ConfigurationVariableResolver,
): SimulationConfig {
  const folders = artifacts ?? (existsSync(join(root, "foundry.toml")) ? ["out"] : []);
  return {
    notebooks: resolve(root, notebooks),
    startTime: toSeconds(startTime) ?? defaultStartTime,
    hardfork,
    artifacts: folders.map((folder) => findFolder(folder, root)),
    forks: Object.fromEntries(
      Object.entries(forks).map(([name, { url, ...fork }]): [string, ForkConfig] => {
        const variable = resolveVariable(url);
        return [name, { ...fork, url: async () => await variable.getUrl() }];
      }),
    ),
  };
}

function toSeconds(time: unknown): number | undefined {
  if (typeof time === "number")
    return Number.isSafeInteger(time) && time > 0 && time <= lastTime ? time : undefined;
  if (!(time instanceof Date) && typeof time !== "string") return undefined;
  const seconds = Math.floor(new Date(time).getTime() / 1_000);
  return Number.isNaN(seconds) ? undefined : seconds;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** A folder of the project, or of a package: looked for from the project upwards, as Node looks for packages. */
function findFolder(folder: string, root: string): string {
  const own = resolve(root, folder);
  if (existsSync(own)) return own;
  for (let from = root; ; from = dirname(from)) {
    const inPackages = join(from, "node_modules", folder);
    if (existsSync(inPackages)) return inPackages;
    if (from === dirname(from)) return own;
  }
}
