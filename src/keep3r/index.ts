/** The Keep3r Network: what its notebooks import, and, as default, its plugin for a Hardhat config. */
export * from "../notebook/index.ts";

export { default } from "./plugin.ts";
export { arbitrageur, carefulKeeper, type CarefulKeeper, leavingProvider } from "./agents.ts";
export type { Candidate } from "./candidates/candidate.ts";
export { listCandidates } from "./candidates/listCandidates.ts";
export { connectKeep3r } from "./connectKeep3r.ts";
export { connectKeep3rV1 } from "./connectKeep3rV1.ts";
export { creditFigures } from "./creditFigures.ts";
export { creditFlows } from "./creditFlows.ts";
export * from "./errors.ts";
export { keep3rInvariants } from "./invariants.ts";
export type { NewPool } from "./createPool.ts";
export type { Keep3rDisputes } from "./disputes.ts";
export { type Keep3r, keep3rAddresses } from "./keep3r.ts";
export type { MintedLiquidity, NewKeeper, PoolChoice, Swap } from "./keep3rOptions.ts";
export type { Keep3rContractsByName, Keep3rNotebook } from "./keep3rNotebook.ts";
export { type Keep3rScenario, keep3rScenario, keep3rWorld } from "./keep3rScenario.ts";
export { type DeployedUntil, keep3rPack, type Keep3rPackOptions } from "./keep3rPack.ts";
export type { PoolMove } from "./movePool.ts";
export type { Keep3rV1Credits } from "./keep3rV1Credits.ts";
export {
  type Keep3rVersion,
  keep3rVersions,
  type MainnetDeployment,
  mainnetDeployments,
} from "./network/mainnetDeployments.ts";
export type { LiquidityPosition, Preset, PricePoint } from "./network/preset.ts";
export { documentationPreset, mainnet13232191Preset } from "./network/presets.ts";
export { type Keep3rOptions, openKeep3rChain, openKeep3rNotebook } from "./openKeep3r.ts";
export { openSession, type Session } from "./openSession.ts";
