import { Interface, type Result } from "ethers";
import type { DocumentPart } from "../../recording/document.ts";
import { eventArgsToJson, eventValueFromJson, type JsonValue } from "../../recording/exactValue.ts";
import type { ViewArgument } from "./contractLike.ts";
import { createEventTrace, type EventTrace } from "./eventTrace.ts";
import type { ScriptTrace } from "./scriptTrace.ts";
import { createViewTrace, type ViewTrace } from "./viewTrace.ts";
import { ScriptFailedError } from "../errors.ts";

/** A view or script trace as JSON; of a script, everything but its function. */
export function sampledTraceToJson(trace: ViewTrace | ScriptTrace): JsonValue {
  const { kind, name, decimals, unit } = trace;
  if (trace.kind === "script") return { kind, name, decimals, unit };
  const { target, caller, calldata, path, abi } = trace;
  return { kind, name, decimals, unit, target, caller, calldata, path: [...path], abi };
}

/**
 * The trace back; a script without its function, until somebody adds it again.
 *
 * @throws RecordingFormatError
 */
export function sampledTraceFromJson(part: DocumentPart): ViewTrace | ScriptTrace {
  const required = ["kind", "name", "decimals", "unit"] as const;
  const fields = part.fields(required, ["target", "caller", "calldata", "path", "abi"]);
  const { kind, target, caller, calldata, path, abi } = fields;
  const name = fields.name.text();
  const scale = { decimals: fields.decimals.integer("decimals"), unit: fields.unit.text() };
  if (kind.oneOf(["view", "script"]) === "script") return missingScript(name, scale);
  const isView = target !== undefined && caller !== undefined && calldata !== undefined;
  if (!isView || path === undefined || abi === undefined) {
    return part.fail("a view's target, caller, calldata, path and abi");
  }
  const view = new Interface(`[${abi.text()}]`);
  const [fragment] = view.fragments;
  const signature = fragment?.format("sighash") ?? abi.fail("a view");
  const args = view.decodeFunctionData(signature, calldata.text());
  const pick = path
    .items()
    .map((step) => (typeof step.value === "string" ? step.value : step.integer("a name or an index")));
  const contract = { target: target.text(), interface: view, runner: { address: caller.text() } };
  return createViewTrace(contract, signature, plainResult(args), { name, ...scale, pick, call: true });
}

/** An event trace as JSON. */
export function eventTraceToJson({ name, address, abi, timeFrom, where, groupBy }: EventTrace): JsonValue {
  return {
    name,
    address,
    abi,
    ...(timeFrom === undefined ? {} : { timeFrom }),
    ...(where === undefined ? {} : { where: eventArgsToJson(where) }),
    ...(groupBy === undefined ? {} : { groupBy }),
  };
}

/** @throws RecordingFormatError */
export function eventTraceFromJson(part: DocumentPart): EventTrace {
  const optional = ["timeFrom", "where", "groupBy"] as const;
  const { name, address, abi, timeFrom, where, groupBy } = part.fields(["name", "address", "abi"], optional);
  const event = new Interface(`[${abi.text()}]`);
  const [fragment] = event.fragments;
  const options = {
    name: name.text(),
    ...(timeFrom === undefined ? {} : { timeFrom: timeFrom.text() }),
    ...(where === undefined ? {} : { where: wantedFromJson(where) }),
    ...(groupBy === undefined ? {} : { groupBy: groupBy.text() }),
  };
  return createEventTrace(
    { target: address.text(), interface: event },
    fragment?.format("sighash") ?? abi.fail("an event"),
    options,
  );
}

function wantedFromJson(part: DocumentPart): Record<string, string | bigint | boolean> {
  const wanted = part.entries().map(([name, one]) => {
    const value = eventValueFromJson(one);
    return [name, typeof value === "object" ? one.fail("a single value") : value] as const;
  });
  return Object.fromEntries(wanted);
}

function missingScript(name: string, scale: { decimals: number; unit: string }): ScriptTrace {
  return {
    kind: "script",
    name,
    ...scale,
    isMissing: true,
    read: () =>
      Promise.reject(
        new ScriptFailedError({
          message: `The script ${JSON.stringify(name)} comes from a state file, which cannot hold its function.`,
          hint: "Add it again with $.addScriptTrace.",
        }),
      ),
  };
}

/** Structs and lists as plain lists, as a caller would have given them. */
function plainResult(result: Result): ViewArgument[] {
  return result.toArray(true) as ViewArgument[];
}
