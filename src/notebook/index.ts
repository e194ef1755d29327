/**
 * What notebooks and scripts import: the notebook object, chains, and what they give and take.
 *
 * `ethers` is re-exported because a cell's own import would load another copy of it, whose classes `instanceof` does
 * not recognise.
 */
export * as ethers from "ethers";

export { type NotebookOptions, openNotebook } from "./openNotebook.ts";
export type { Notebook, Snapshot } from "./notebook.ts";
export type {
  CallOverrides,
  Connectable,
  ContractName,
  ContractOf,
  ProjectContracts,
  SimulatedContract,
  TransactionFunction,
  TypedContract,
  ViewFunction,
} from "./contractTypes.ts";
export type { DeployOptions } from "./deployContract.ts";
export type { DrawOptions, ExportOptions, NotebookCompareOptions } from "./options.ts";
export type { Findable } from "./saveNotebook.ts";
export type { ScenarioOptions } from "./scenarioDisplay.ts";
export { parameter } from "./kernel/parameter.ts";

export { type ChainOptions, openChain } from "../chain/openChain.ts";
export type { Chain } from "../chain/chain.ts";
export type { ChainIdentity, ChainKind, Substitute } from "../chain/chainIdentity.ts";
export type { HardhatConnection } from "../chain/connection.ts";
export type { ContractBook } from "../chain/contractBook.ts";
export type { BlockHeader } from "../chain/rpc.ts";
export type { SimulatedSigner } from "../chain/seededSigners.ts";
export type { ChainSetup, Pack } from "../chain/setup.ts";
export { saveChain } from "../chain/state/saveChain.ts";

export type { Action } from "../recorder/action.ts";
export type { Invariant, InvariantCheck, InvariantOptions, InvariantVerdict } from "../recorder/invariant.ts";
export type { InvariantSample, ReadableSample } from "../recorder/invariantSample.ts";
export type { Path } from "../recorder/path.ts";
export type { RunOptions } from "../recorder/recorder.ts";
export type { ScenarioProgress } from "../recorder/scenarioProgress.ts";
export type { ContractLike, ViewArgument } from "../recorder/traces/contractLike.ts";
export type { EventTraceOptions } from "../recorder/traces/eventTrace.ts";
export type { Script, ScriptTraceOptions } from "../recorder/traces/scriptTrace.ts";
export type { ViewTraceOptions } from "../recorder/traces/viewTrace.ts";

export { cassettePath } from "../rpc/cassettePath.ts";
export type { ForkBlock } from "../rpc/forkBlock.ts";
export { openRelay, type Relay, type RelayOptions, type RelaySource } from "../rpc/openRelay.ts";
export type { Patience } from "../rpc/patience.ts";

export type {
  Derivation,
  DerivedSample,
  DerivedTotalOptions,
  DeriveOptions,
} from "../recording/deriveSeries.ts";
export type { EventTotal, EventTotalsOptions } from "../recording/eventTotals.ts";
export type { Figure } from "../recording/figure.ts";
export type { RecordedEvent, Recording, Row, Series } from "../recording/recording.ts";

export type { Random, RandomPosition } from "../common/random.ts";
export { type AmountFormat, formatAmount } from "../common/formatAmount.ts";
export { formatDuration } from "../common/formatDuration.ts";
export { time, type TimeUnit } from "../common/time.ts";

export * from "../chain/errors.ts";
export * from "../common/errors.ts";
export * from "../recorder/errors.ts";
export * from "../recording/errors.ts";
export * from "../rpc/errors.ts";
export * from "../chart/errors.ts";
export * from "./errors.ts";
