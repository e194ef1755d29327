import type { RecordedEvent, Recording } from "../../src/recording/recording.ts";

/** Two samples of one series and an event: small enough to be compared line by line. */
export function smallRecording(
  parts: { readonly name?: string; readonly unit?: string; readonly args?: RecordedEvent["args"] } = {},
): Recording {
  const { name = "totalJobCredits", unit = "KP3R", args = { _amount: 5n } } = parts;
  const contract = "0xdc02981c9C062d48a9bD54adBf51b816623dcc6E";
  const times = [1_631_664_000, 1_631_678_400];
  const values = [1_390_000_000_000_000_000n, null];
  return {
    source: {
      kit: "0.1.0",
      chain: { kind: "embedded", chainId: 1, origin: "preset documentation" },
      seed: "keep3r",
      contracts: [{ name: "Keep3r", address: contract, codeHash: `0x${"ab".repeat(32)}` }],
    },
    series: [
      { name, kind: "view", unit, decimals: 18, contract, signature: `${name}(address)`, times, values },
    ],
    rows: times.map((time, row) => ({
      time,
      block: 1_000 + row,
      values: Object.fromEntries([[name, values[row] ?? null]]),
    })),
    events: [
      {
        kind: "log",
        name,
        time: 1_631_664_001,
        block: 1_001,
        logIndex: 3,
        transaction: `0x${"cd".repeat(32)}`,
        contract,
        args,
      },
    ],
    periods: [{ name: "reward period", seconds: 432_000 }],
  };
}
