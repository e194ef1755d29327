/**
 * The library that notebooks import. `ethers` is re-exported because a cell's own import would load another copy
 * of it, whose classes `instanceof` does not recognise.
 */
export * as ethers from "ethers";

export { openSession, type Session } from "./keep3r/openSession.ts";
export { createNotebook } from "./notebook/createNotebook.ts";
export type { Notebook, Snapshot } from "./notebook/notebook.ts";
export type { DrawOptions } from "./notebook/options.ts";
export type { Findable } from "./notebook/saveNotebook.ts";
export type { ExportOptions } from "./notebook/options.ts";
export type { ScenarioOptions } from "./notebook/scenarioDisplay.ts";
export { connectKeep3r } from "./keep3r/connectKeep3r.ts";
export { connectKeep3rV1 } from "./keep3r/connectKeep3rV1.ts";
export type { Keep3rV1Credits } from "./keep3r/keep3rV1Credits.ts";
export { creditFigures } from "./keep3r/creditFigures.ts";
export { keep3rInvariants } from "./keep3r/invariants.ts";
export { keep3rAddresses, type Keep3r, type MintedLiquidity, type Swap } from "./keep3r/keep3r.ts";
export type { Candidate } from "./keep3r/candidates/candidate.ts";
export { listCandidates } from "./keep3r/candidates/listCandidates.ts";
export { type ChainOptions, openChain } from "./chain/openChain.ts";
export type { BlockHeader, Chain } from "./chain/chain.ts";
export { saveChain } from "./chain/state/saveChain.ts";
export type { Preset } from "./keep3r/network/preset.ts";
export { documentationPreset, mainnet13232191Preset } from "./keep3r/network/presets.ts";
export type { SimulatedSigner } from "./chain/seededSigners.ts";
export { buildChart } from "./chart/buildChart.ts";
export { buildComparison, type ComparisonOptions, type NamedRecording } from "./chart/buildComparison.ts";
export { buildSmallMultiples, type SmallMultiplesOptions, type TitledRecording } from "./chart/buildSmallMultiples.ts"; // prettier-ignore
export type { ChartAnnotation } from "./chart/chartAnnotation.ts";
export type { ChartOptions, ChartPanel, ChartPixels, ChartReference, ChartSizeName, Interpolation } from "./chart/chartOptions.ts"; // prettier-ignore
export type { ChartSpec } from "./chart/chartSpec.ts";
export type { ChartThemeName } from "./chart/chartTheme.ts";
export { withTheme } from "./chart/withTheme.ts";
export { type PngOptions, renderPng } from "./chart/render/renderPng.ts";
export { renderSvg } from "./chart/render/renderSvg.ts";
export { type ChartExport, exportChart } from "./chart/export/exportChart.ts";
export type { ExportFormat } from "./chart/export/exportFormats.ts";
export { type CompareOptions, compareRecordings } from "./recording/compare/compareRecordings.ts";
export { deviationsOf } from "./recording/compare/deviations.ts";
export type {
  Differences,
  EventDifference,
  FigureDifference,
  TraceDifference,
} from "./recording/compare/differences.ts";
export type { Moment, ReferenceOptions } from "./recording/compare/reference.ts";
export { parseTolerance, type Tolerance } from "./recording/compare/tolerance.ts";
export type { NotebookCompareOptions } from "./notebook/options.ts";
export type { Figure } from "./recording/figure.ts";
export { parameter } from "./notebook/kernel/parameter.ts";
export type { Recording, RecordedEvent, Row, Series } from "./recording/recording.ts";
export { eventsFromCsv } from "./recording/eventsFromCsv.ts";
export { eventsToCsv } from "./recording/eventsToCsv.ts";
export { recordingFromCsv } from "./recording/recordingFromCsv.ts";
export { recordingFromJson } from "./recording/recordingFromJson.ts";
export { recordingToCsv } from "./recording/recordingToCsv.ts";
export { recordingToJson } from "./recording/recordingToJson.ts";
export type { Action } from "./recorder/action.ts";
export type { Invariant, InvariantCheck, InvariantOptions, InvariantVerdict } from "./recorder/invariant.ts";
export type { InvariantSample, ReadableSample } from "./recorder/invariantSample.ts";
export type { RunOptions } from "./recorder/recorder.ts";
export { openRelay, type Relay, type RelayOptions, type RelaySource } from "./rpc/openRelay.ts";
export type { ForkBlock } from "./rpc/forkBlock.ts";
export type { Patience } from "./rpc/patience.ts";
export { recordingPath } from "./rpc/cassettePath.ts";
export type { ScenarioProgress } from "./recorder/scenarioProgress.ts";
export { SimulationError } from "./common/errors.ts";
export { type AmountFormat, formatAmount } from "./common/formatAmount.ts";
export { formatDuration } from "./common/formatDuration.ts";
export { time, type TimeUnit } from "./common/time.ts";
