import type { Recording } from "../../recording/recording.ts";
import { recordingToJson } from "../../recording/recordingToJson.ts";
import { displayBundle } from "./displayBundle.ts";

/** Name of the environment variable by which a runner asks charts for the recordings that they were made from. */
export const recordingsVariable = "SIMULATION_RECORDINGS";

/** MIME type under which a chart hands its recording to the runner; never written to a notebook. */
export const recordingMimeType = "application/vnd.simulation.recording+json";

/** What a chart says about itself in the notebook file; the headless runner reads it from there. */
export interface ChartMetadata {
  /** Name of the scenario, fit for a file name: `"credit-mining-without-working"`. */
  readonly name: string;
  readonly title: string;
  /** Number of samples that the chart was drawn from. */
  readonly samples: number;
  /** Chain time of the first sample, unix seconds. */
  readonly from: number;
  /** Chain time of the last sample, unix seconds. */
  readonly to: number;
}

/** A chart in the formats that notebook front ends draw. */
export interface ChartDisplay {
  /** Vega-Lite specification. */
  readonly spec: object;
  /** The same chart as a PNG file. */
  readonly png: Uint8Array;
  /** The same chart in a line of words. */
  readonly text: string;
  readonly metadata: ChartMetadata;
  /** What the chart was made from; a runner that asks for it gets it beside the chart, bit for bit. */
  readonly recording?: Recording;
}

/**
 * Shows a chart under the running cell: as a live Vega-Lite chart in JupyterLab and VS Code, as a
 * picture on code hosts, as a line of text in a terminal.
 *
 * It sends version 5 of the Vega-Lite MIME type because JupyterLab 4 and VS Code draw no later one,
 * and no HTML because JupyterLab would prefer that to the chart.
 *
 * @param chart - the chart in all formats
 * @returns whether it was sent; `false` outside of a notebook
 * @example displayChart({ spec, png, text: "Credits over 15 days", metadata });
 */
export function displayChart(chart: ChartDisplay): boolean {
  const isAskedFor = process.env[recordingsVariable] === "1";
  return displayBundle({
    data: {
      "application/vnd.vegalite.v5+json": chart.spec,
      "image/png": Buffer.from(chart.png).toString("base64"),
      "text/plain": chart.text,
      ...(isAskedFor && chart.recording !== undefined
        ? { [recordingMimeType]: recordingToJson(chart.recording) }
        : {}),
    },
    metadata: { simulation: chart.metadata },
  });
}
