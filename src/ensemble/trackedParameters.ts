import { ParameterOutOfSetupError } from "./errors.ts";
import type { Parameters, ParameterValue } from "./scenario.ts";

/** Parameters that note which of them are read. */
export interface TrackedParameters<P extends Parameters> {
  readonly parameters: Readonly<P>;
  /**
   * Names that have been read, in order of the alphabet. From then on only these can be read: what others run with
   * may differ.
   */
  finish(): string[];
}

/**
 * Parameters for what several runs share: it depends on those that it reads, and runs that are equal in these can share
 * it.
 */
export function trackParameters<P extends Parameters>(all: P): TrackedParameters<P> {
  const read = new Set<string>();
  let finished = false;
  const note = (name: string | symbol): void => {
    if (typeof name !== "string" || !Object.hasOwn(all, name) || read.has(name)) return;
    if (finished) throw new ParameterOutOfSetupError(name);
    read.add(name);
  };
  const parameters = new Proxy(all, {
    get: (target, name) => {
      note(name);
      return Reflect.get(target, name) as ParameterValue | undefined;
    },
    getOwnPropertyDescriptor: (target, name) => {
      note(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
  });
  return {
    parameters,
    finish: () => {
      finished = true;
      return [...read].sort();
    },
  };
}

/** Some parameters as a text that is equal for equal values only. */
export function parametersKey(parameters: Parameters, names: readonly string[]): string {
  return JSON.stringify(
    names.map((name) => {
      const value = parameters[name];
      return [name, typeof value, Object.is(value, -0) ? "-0" : String(value)];
    }),
  );
}
