import { fileURLToPath } from "node:url";

/** Path of a module of this project, as text for a cell. */
function source(file: string): string {
  return JSON.stringify(fileURLToPath(new URL(`../../src/${file}`, import.meta.url)));
}

/** A cell that lets later ones draw recordings without a chain: `draw("name", [1n, 2n])`. */
export const drawingCell = `const { displayChart } = require(${source("notebook/kernel/displayChart.ts")});
const { buildChart } = require(${source("chart/buildChart.ts")});
const { parameter } = require(${source("notebook/kernel/parameter.ts")});
const draw = (name: string, values: bigint[]) => {
  const times = values.map((_, index) => 1_631_664_000 + index * 3_600);
  const recording = {
    source: { kit: "0", chain: { kind: "embedded", chainId: 1, origin: "test" }, seed: "", contracts: [] },
    series: [{ name: "credits", kind: "script", unit: "KP3R", decimals: 18, times, values }],
    rows: values.map((value, index) => ({ time: times[index], block: 7 + index, values: { credits: value } })),
    events: [],
    periods: [],
  };
  const metadata = { name, title: "Scenario " + name, samples: values.length, from: times[0], to: times.at(-1) };
  const png = Buffer.from("89504e470d0a1a0a", "hex");
  displayChart({ spec: buildChart(recording, {}), png, text: name, metadata, recording });
};
const pay = BigInt(parameter("pay", 5));`;
