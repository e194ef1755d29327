import { wordsOf } from "./endpointReason.ts";

/** How an endpoint asks to be asked from now on. */
export interface RateAdvice {
  /** Milliseconds to wait, ≥ 0. */
  readonly retryAfter?: number;
  /** Requests a second that it allows, > 0. */
  readonly allowedRate?: number;
}

const waitName =
  /^(backoff|retry_?after|retry_?in|try_?again_?in|wait)(_?(seconds|secs|s|ms|milliseconds))?$/i;
const rateName = /^allowed_?(rps|rate|requests_?per_?second)$/i;
const waitWords =
  /\b(?:retry|try again|wait|back ?off)(?: \w+){0,2} (?:in |after |for )?(\d{1,9}(?:\.\d+)?) ?(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?)\b/;

/**
 * What an error says about when to ask again, in its data (`rate.backoff_seconds`, `try_again_in`) or in its words
 * ("retry in 10s").
 */
export function rateAdviceOf(message: string, data: unknown): RateAdvice {
  const fields = fieldsIn(data, 3);
  const wait = fields.map(([name, value]) => waitOf(name, value)).find((one) => one !== undefined);
  const rate = fields.find(([name, value]) => rateName.test(name) && Number(value) > 0)?.[1];
  const [, amount, unit] = waitWords.exec(wordsOf(message)) ?? [];
  const retryAfter = wait ?? (amount === undefined ? undefined : Number(amount) * millisecondsIn(unit));
  return {
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(rate === undefined ? {} : { allowedRate: Number(rate) }),
  };
}

function waitOf(name: string, value: unknown): number | undefined {
  if (!waitName.test(name)) return undefined;
  const [, amount, unit] = /^(\d{1,9}(?:\.\d+)?) ?([a-z]*)$/i.exec(String(value).trim()) ?? [];
  if (amount === undefined) return undefined;
  const inName = /m(illi)?s(econds)?$/i.test(name) ? "ms" : "s";
  return Number(amount) * millisecondsIn(unit === "" ? inName : unit);
}

function millisecondsIn(unit = "s"): number {
  if (/^m(illi)?s/i.test(unit)) return 1;
  if (/^h/i.test(unit)) return 3_600_000;
  return /^m/i.test(unit) ? 60_000 : 1_000;
}

function fieldsIn(value: unknown, depth: number): readonly (readonly [string, unknown])[] {
  if (depth === 0 || typeof value !== "object" || value === null) return [];
  const fields = Object.entries(value).slice(0, 20) as [string, unknown][];
  return [...fields, ...fields.flatMap(([, inner]) => fieldsIn(inner, depth - 1))];
}
