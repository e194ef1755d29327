/** The Keep3r Network: what its notebooks import, and, as default, its plugin for a Hardhat config. */
export * from "../notebook/index.ts";

export { default } from "./plugin.ts";
export type { Candidate } from "./candidates/candidate.ts";
export { listCandidates } from "./candidates/listCandidates.ts";
export { connectKeep3r } from "./connectKeep3r.ts";
export { connectKeep3rV1 } from "./connectKeep3rV1.ts";
export { creditFigures } from "./creditFigures.ts";
export { creditFlows } from "./creditFlows.ts";
export * from "./errors.ts";
export { keep3rInvariants } from "./invariants.ts";
export { type Keep3r, keep3rAddresses, type MintedLiquidity, type Swap } from "./keep3r.ts";
export { type DeployedUntil, keep3rPack, type Keep3rPackOptions } from "./keep3rPack.ts";
export type { Keep3rV1Credits } from "./keep3rV1Credits.ts";
export type { LiquidityPosition, Preset, PricePoint } from "./network/preset.ts";
export { documentationPreset, mainnet13232191Preset } from "./network/presets.ts";
export { type Keep3rOptions, openKeep3rChain, openKeep3rNotebook } from "./openKeep3r.ts";
export { openSession, type Session } from "./openSession.ts";
