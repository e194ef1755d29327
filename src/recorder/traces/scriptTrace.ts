import { assertFunction } from "../../common/assertFunction.ts";
import { assertOptions } from "../../common/assertOptions.ts";
import { describeCause } from "../../common/describeCause.ts";
import { InvalidArgumentsError } from "../../common/errors.ts";
import { kindOf } from "../../common/kindOf.ts";
import type { SampleValue } from "../../recording/recording.ts";
import { isoTime } from "../../common/formatTime.ts";
import { NotANumberError, ScriptFailedError } from "../errors.ts";
import { type Scale, type ScaleOptions, toScale } from "./scale.ts";
import type { BlockHeader } from "../../chain/rpc.ts";

/** Computes a value at a sample; the chain stands at `block` while it runs. */
export type Script = (block: BlockHeader) => bigint | number | boolean | Promise<bigint | number | boolean>;

/** Options of a script trace: `decimals` and `unit`, as of a view trace. */
export type ScriptTraceOptions = ScaleOptions;

/** A function that is run at every sample. */
export interface ScriptTrace extends Scale {
  readonly kind: "script";
  readonly name: string;
  /** Whether its function is to be given again, since a state file cannot hold functions. */
  readonly isMissing?: true;
  /**
   * Runs the script; `null` never comes out of it.
   *
   * @throws ScriptFailedError if it throws
   * @throws NotANumberError if it returns something that cannot be drawn
   */
  read(block: BlockHeader): Promise<SampleValue>;
}

/**
 * Describes a function to be traced.
 *
 * @param script - gets the block of the sample; may read any contract, but must not send transactions
 */
export function createScriptTrace(
  name: string,
  script: Script,
  options: ScriptTraceOptions = {},
): ScriptTrace {
  if (typeof name !== "string") {
    throw new InvalidArgumentsError({
      message: `A script trace's name is a text, not ${kindOf(name)}.`,
      hint: 'Give the name first: $.addScriptTrace("bonded", () => token.balanceOf(vault)).',
    });
  }
  assertFunction(script, `The script ${JSON.stringify(name)} is a function`);
  assertOptions(options, "$.addScriptTrace", { decimals: true, unit: true } satisfies Record<
    keyof ScriptTraceOptions,
    true
  >);
  const scale = toScale(options, name);
  return {
    kind: "script",
    name,
    ...scale,
    read: async (block) => {
      const value = await run(name, script, block);
      if (typeof value === "bigint") return value;
      if (typeof value === "boolean") return value ? 1n : 0n;
      if (typeof value === "number" && Number.isFinite(value)) return value;
      throw new NotANumberError({
        message: `The script ${JSON.stringify(name)} returned ${String(value)} at block ${block.number}.`,
        hint: "Return a bigint, a finite number or a boolean.",
      });
    },
  };
}

async function run(name: string, script: Script, block: BlockHeader): Promise<unknown> {
  try {
    return await script(block);
  } catch (cause) {
    throw new ScriptFailedError({
      message: `The script ${JSON.stringify(name)} failed at ${isoTime(block.timestamp)}, block ${block.number}: ${describeCause(cause)}`,
      hint: "The samples before are kept. Catch what may fail inside the script, and return a number in its place.",
      cause,
    });
  }
}
