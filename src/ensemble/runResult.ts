import { DocumentPart } from "../recording/document.ts";
import { type JsonValue, sampleFromJson, sampleToJson } from "../recording/exactValue.ts";
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

/** A run's result as one line of JSON; equal results give equal bytes. Bigints are digits. */
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
 * @param defaults - the scenario's parameters, whose types say which texts are bigints
 * @throws RecordingFormatError if it is something else
 */
export function runResultFromJson(text: string, defaults: Parameters): RunResult {
  const document = new DocumentPart(JSON.parse(text) as unknown, (path) => path.join("."));
  const { run, scenario, seed, parameters, figures, error } = document.fields(
    ["run", "scenario", "seed", "parameters"],
    ["figures", "error"],
  );
  return {
    run: run.text(),
    scenario: scenario.text(),
    seed: seed.text(),
    parameters: Object.fromEntries(
      parameters.entries().map(([name, part]) => [name, parameterFrom(part, defaults[name])] as const),
    ),
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

/** Parameters as JSON: numbers, texts and booleans as they are, bigints as digits. */
export function parametersToJson(parameters: Parameters): Record<string, JsonValue> {
  return mapValues(parameters, (value) => (typeof value === "bigint" ? value.toString() : value));
}

function parameterFrom(part: DocumentPart, example: ParameterValue | undefined): ParameterValue {
  const { value } = part;
  if (typeof example === "bigint" && typeof value === "string" && /^-?\d+$/.test(value)) return BigInt(value);
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return value;
  return part.fail("a number, a text or a boolean");
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
