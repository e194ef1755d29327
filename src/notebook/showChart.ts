import type { ChartSpec } from "../chart/chartSpec.ts";
import { renderPng } from "../chart/render/renderPng.ts";
import { slug } from "../common/slug.ts";
import type { Row } from "../recording/recording.ts";
import { type ChartDisplay, displayChart } from "./kernel/displayChart.ts";

/** What is said about a chart besides its spec. */
interface ShownChart extends Pick<ChartDisplay, "spec" | "recording"> {
  readonly title: string;
  /** What the chart's files are called. Default: made from the title. */
  readonly name?: string | undefined;
  /** The chart in words, after its title. */
  readonly summary: string;
  /** The samples that it was drawn from. */
  readonly rows: readonly Row[];
}

/** Renders a chart and shows it under the running cell. */
export async function showChart({ title, name, summary, rows, ...chart }: ShownChart): Promise<void> {
  displayChart({
    ...chart,
    png: await renderPng(chart.spec as ChartSpec, { scale: 2 }),
    text: `${title}: ${summary}`,
    metadata: {
      name: slug(name ?? title),
      title,
      samples: rows.length,
      from: rows[0]?.time ?? 0,
      to: rows.at(-1)?.time ?? 0,
    },
  });
}
