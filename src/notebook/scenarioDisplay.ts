import { buildChart } from "../chart/buildChart.ts";
import { formatTime } from "../common/formatTime.ts";
import { type LiveOutput, openLiveOutput } from "./kernel/liveOutput.ts";
import { progressLine } from "./kernel/progressLine.ts";
import type { RunOptions } from "../recorder/recorder.ts";
import type { ScenarioProgress } from "../recorder/scenarioProgress.ts";
import type { Recording } from "../recording/recording.ts";
import type { DrawOptions } from "./options.ts";

/** How a scenario runs, and what a notebook shows meanwhile. */
export interface ScenarioOptions extends RunOptions {
  /**
   * Draws the chart under the cell while it records, in JupyterLab and VS Code; `true`, or what `$.draw` could be
   * told. The chart is gone when the scenario ends: `$.draw` shows the final one. Nothing is shown in headless runs.
   */
  readonly live?: boolean | DrawOptions;
}

/** Names of the options that there are. */
export const scenarioOptionNames: Readonly<Record<keyof ScenarioOptions, true>> = {
  onRevert: true,
  signal: true,
  boundaries: true,
  refine: true,
  onProgress: true,
  live: true,
};

/** What is shown while a scenario runs. */
export interface ScenarioDisplay {
  readonly update: (progress: ScenarioProgress) => void;
  /** Takes all of it away. */
  readonly remove: () => void;
}

/** Milliseconds between two live charts at least. */
const pace = 500;

/** Drawing takes at most about this share of the time. */
const drawingShare = 0.2;

/**
 * Shows a scenario under the running cell: a line that says how far it is, unless the options have something else
 * told of that, and the growing chart, if they want it.
 *
 * @param readRecording - gives what has been recorded so far
 */
export function scenarioDisplay(readRecording: () => Recording, options: ScenarioOptions): ScenarioDisplay {
  const line = progressLine();
  const tellOnLine = (progress: ScenarioProgress) => {
    line.update(() => describe(progress));
  };
  const { onProgress = tellOnLine, live = false } = options;
  const chart = live === false ? undefined : growingChart(readRecording, live === true ? {} : live);
  return {
    update: (progress) => {
      onProgress(progress);
      chart?.update(progress);
    },
    remove: () => {
      line.remove();
      chart?.remove();
    },
  };
}

function describe({ share, time, samples, allSamples }: ScenarioProgress): { share: number; place: string } {
  const count = (number: number) => number.toLocaleString("en");
  return { share, place: `${formatTime(time)}  ${count(samples)} of ${count(allSamples)} samples` };
}

function growingChart(readRecording: () => Recording, options: DrawOptions): ScenarioDisplay {
  let next = performance.now() + pace;
  let output: LiveOutput | undefined;
  return {
    update: ({ samples }) => {
      const start = performance.now();
      if (start < next || samples < 2) return;
      output ??= openLiveOutput();
      output?.show({
        data: {
          "application/vnd.vegalite.v5+json": buildChart(readRecording(), options),
          "text/plain": `${samples.toLocaleString("en")} samples so far`,
        },
      });
      const now = performance.now();
      next = now + Math.max(pace, (now - start) / drawingShare);
    },
    remove: () => {
      next = Number.POSITIVE_INFINITY;
      output?.remove();
    },
  };
}
