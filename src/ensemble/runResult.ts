import { DocumentPart } from "../recording/document.ts";
import {
  eventValueFromJson,
  eventValueToJson,
  type JsonValue,
  sampleFromJson,
  sampleToJson,
} from "../recording/exactValue.ts";
import type { Figures, Parameters, ParameterValue } from "./scenario.ts";

/** Why a run failed. */
export interface RunError {
  /** Class of the error. */
  readonly name: string;
  /** Of errors that have one. */
  readonly code?: string;
  /** One line. */
  readonly message: string;
}

/** What became of a run: figures, or why there are none. Failure is data. */
export type RunOutcome = { readonly figures: Figures } | { readonly error: RunError };

/** A run and what became of it. */
export interface RunResult {
  /** What the run is known by: SHA-256 of its content. */
  readonly run: string;
  /** Name of the scenario. */
  readonly scenario: string;
  readonly seed: string;
  readonly parameters: Parameters;
  readonly outcome: RunOutcome;
}

/**
 * A run's result as one line of JSON; equal results give equal bytes. Figures are as samples of a recording, parameters
 * as arguments of its events.
 */
export function runResultToJson({ run, scenario, seed, parameters, outcome }: RunResult): string {
  const known: Record<string, JsonValue> = {
    run,
    scenario,
    seed,
    parameters: parametersToJson(parameters),
  };
  if ("figures" in outcome) known.figures = mapValues(outcome.figures, sampleToJson);
  else known.error = { ...outcome.error };
  return `${JSON.stringify(known)}\n`;
}

/**
 * Reads what {@link runResultToJson} wrote.
 *
 * @throws RecordingFormatError if it is something else
 */
export function runResultFromJson(text: string): RunResult {
  const document = documentOf(JSON.parse(text));
  const { run, scenario, seed, parameters, figures, error } = document.fields(
    ["run", "scenario", "seed", "parameters"],
    ["figures", "error"],
  );
  return {
    run: run.text(),
    scenario: scenario.text(),
    seed: seed.text(),
    parameters: parametersFromJson(parameters),
    outcome:
      figures === undefined
        ? { error: errorFrom(error ?? document) }
        : {
            figures: Object.fromEntries(
              figures.entries().map(([name, part]) => [name, sampleFromJson(part)]),
            ),
          },
  };
}

/** Parameters as JSON: numbers, texts and booleans as they are, bigints as `{ integer: "1" }`. */
export function parametersToJson(parameters: Parameters): Record<string, JsonValue> {
  return mapValues(parameters, (value) => (typeof value === "number" ? value : eventValueToJson(value)));
}

/** @throws RecordingFormatError */
export function parametersFromJson(document: DocumentPart): Parameters {
  return Object.fromEntries(document.entries().map(([name, part]) => [name, parameterFrom(part)] as const));
}

function parameterFrom(part: DocumentPart): ParameterValue {
  if (typeof part.value === "number") return part.value;
  const value = eventValueFromJson(part);
  return typeof value === "object" ? part.fail("a number, a text, a boolean or an integer") : value;
}

/** Parsed JSON, whose parts are named by their path. */
export function documentOf(json: unknown): DocumentPart {
  return new DocumentPart(json, (path) => path.join("."));
}

function errorFrom(part: DocumentPart): RunError {
  const { name, code, message } = part.fields(["name", "message"], ["code"]);
  return { name: name.text(), ...(code === undefined ? {} : { code: code.text() }), message: message.text() };
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => JsonValue,
): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
