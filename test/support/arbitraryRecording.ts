import fc from "fast-check";
import type {
  EventValue,
  RecordedEvent,
  Recording,
  Row,
  SampleValue,
  Series,
} from "../../src/recording/recording.ts";

/** Texts that hurt those who take them for something else than text. */
export const hostileTexts: readonly string[] = [
  "",
  "__proto__",
  "constructor",
  "a,b",
  'say "so"',
  '"',
  "'",
  "''quoted",
  "line\nbreak",
  "line\r\nbreak",
  "\r",
  "=1+1",
  '=HYPERLINK("http://example.org","x")',
  "+1",
  "-1",
  "@SUM(A1)",
  " =1",
  "\t=1",
  "\n=1",
  "＝1",
  "x;=1;y",
  'x";=1;"y',
  "x\t=1\ty",
  "x,=1,y",
  "x\n=1\ny",
  ";'=1",
  "; '",
  "# series name=x",
  "%0041",
  "a;b=c",
  "100%",
  " padded ",
  "123",
  "1.5e+0",
  "null",
  "é 漢字 🦄 \u202e",
  "\u0000\u0007\u007f\u0085\u2028\u2029",
  "\ufeff",
  "name [unit]",
  "\\n",
];

/** Any text, a hostile one among others. */
export const text = fc.oneof(fc.constantFrom(...hostileTexts), fc.string(), fc.string({ unit: "binary" }));

const uint256 = 2n ** 256n - 1n;

/** Any sample: integers far beyond what a double holds, negative ones, floating point numbers, none. */
export const sampleValue: fc.Arbitrary<SampleValue> = fc.oneof(
  fc.bigInt({ min: -uint256, max: uint256 }),
  fc.bigInt({ min: -3n, max: 3n }),
  fc.double(),
  fc.constantFrom<SampleValue>(
    null,
    0,
    -0,
    Number.NaN,
    Infinity,
    -Infinity,
    5e-324,
    2 ** 53,
    uint256,
    -uint256,
  ),
);

const { value: eventValue } = fc.letrec<{ value: EventValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.bigInt(),
    text,
    fc.boolean(),
    fc.array(tie("value"), { maxLength: 3 }),
    dictionary(tie("value")),
  ),
}));

const time = fc.integer({ min: 0, max: 8_640_000_000_000 });
const block = fc.nat();
const decimals = fc.integer({ min: 0, max: 77 });

const event: fc.Arbitrary<RecordedEvent> = fc.record(
  {
    kind: fc.constantFrom("log", "failure", "violation"),
    name: text,
    time,
    block,
    logIndex: fc.integer({ min: -1, max: 1_000 }),
    transaction: text,
    contract: text,
    args: dictionary(eventValue),
    group: text,
    undecoded: fc.constant(true as const),
  },
  {
    requiredKeys: ["kind", "name", "time", "block", "logIndex", "transaction", "contract", "args"],
    noNullPrototype: true,
  },
);

type Head = Omit<Series, "times" | "values">;

const head: fc.Arbitrary<Head> = fc.record(
  {
    name: text,
    kind: fc.constantFrom("view", "script"),
    unit: text,
    decimals,
    contract: text,
    signature: text,
  },
  { requiredKeys: ["name", "kind", "unit", "decimals"], noNullPrototype: true },
);

const sourceParts = {
  kit: text,
  chain: record({
    kind: fc.constantFrom("embedded", "fork"),
    chainId: fc.nat(),
    origin: text,
  }),
  seed: text,
  contracts: fc.array(
    fc.oneof(
      record({ address: text, codeHash: text }),
      record({ name: text, address: text, codeHash: text }),
    ),
    { maxLength: 3 },
  ),
} as const;

const frame = record({
  source: fc.oneof(
    record(sourceParts),
    record({
      ...sourceParts,
      substitutes: fc.array(record({ name: text, artifact: text, codeHash: text }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
  ),
  events: fc.array(event, { maxLength: 5 }),
  periods: fc.array(record({ name: text, seconds: fc.integer({ min: 1 }) }), { maxLength: 2 }),
});

/** Recordings as a recorder makes them: the series say what the rows say. */
export const tidyRecording: fc.Arbitrary<Recording> = fc
  .tuple(frame, fc.uniqueArray(head, { selector: ({ name }) => name, maxLength: 4 }))
  .chain(([parts, heads]) => {
    const values = fc.tuple(...heads.map(() => sampleValue));
    const rows = fc.array(record({ time, block, values, isBoundary: fc.boolean() }), { maxLength: 6 });
    return rows.map((samples): Recording => ({
      ...parts,
      series: heads.map((one, column) => ({
        ...one,
        times: samples.map((sample) => sample.time),
        values: samples.map((sample) => sample.values[column] ?? null),
      })),
      rows: samples.map((sample): Row => ({
        time: sample.time,
        block: sample.block,
        values: Object.fromEntries(heads.map(({ name }, column) => [name, sample.values[column] ?? null])),
        ...(sample.isBoundary ? { boundary: true } : {}),
      })),
    }));
  });

/** Recordings that were put together in other ways: rows and series need not agree. */
export const anyRecording: fc.Arbitrary<Recording> = fc
  .tuple(
    frame,
    fc.array(fc.tuple(head, fc.array(fc.tuple(time, sampleValue), { maxLength: 4 })), { maxLength: 3 }),
    fc.array(
      fc.oneof(
        record({ time, block, values: dictionary(sampleValue) }),
        record({ time, block, values: dictionary(sampleValue), boundary: fc.constant(true as const) }),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([parts, series, rows]) => ({
    ...parts,
    series: series.map(([one, points]) => ({
      ...one,
      times: points.map(([at]) => at),
      values: points.map(([, value]) => value),
    })),
    rows,
  }));

/** Plain objects, `__proto__` among their names. */
function dictionary<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  return fc.array(fc.tuple(text, value), { maxLength: 3 }).map((entries) => Object.fromEntries(entries));
}

/** Objects that inherit from `Object`, as those that are read do. */
function record<Model extends object>(model: {
  [Key in keyof Model]: fc.Arbitrary<Model[Key]>;
}): fc.Arbitrary<Model> {
  return fc.record<Model>(model, { noNullPrototype: true });
}
