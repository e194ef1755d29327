/** The signals of a compiled chart that hold the values beside the names of lines: `end_` and the key of the line. */
interface EndSignal {
  readonly name: string;
  readonly value: string;
}

/**
 * Binds the value beside the name of each line to a signal, so that a page can write another one there while the
 * reader has zoomed in.
 *
 * @param chart - a Vega specification, as `compileChart` gives it
 */
export function withEndSignals(chart: object): object {
  const signals = new Map<string, EndSignal>();
  const visit = (part: unknown): unknown => {
    if (Array.isArray(part)) return bound(part, signals) ?? part.map(visit);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, value]: [string, unknown]) => [
        key,
        key === "data" ? value : visit(value),
      ]),
    );
  };
  const visited = visit(chart) as { readonly signals?: readonly unknown[] };
  return { ...visited, signals: [...(visited.signals ?? []), ...signals.values()] };
}

/** The two cases of a value beside a name, hidden and shown, the second bound to a signal. */
function bound(cases: readonly unknown[], signals: Map<string, EndSignal>): unknown[] | undefined {
  const [hidden, shown] = cases as readonly (
    { readonly test?: unknown; readonly value?: unknown } | undefined
  )[];
  if (cases.length !== 2 || typeof hidden?.test !== "string" || typeof shown?.value !== "string")
    return undefined;
  const key = /hide_(\w+)_store/.exec(hidden.test)?.[1];
  if (key === undefined || shown.value === "" || signals.has(key)) return undefined;
  const name = `end_${key}`;
  signals.set(key, { name, value: shown.value });
  return [hidden, { signal: name }];
}
