import { buildChart } from "../../src/chart/buildChart.ts";
import type { ChartSpec } from "../../src/chart/chartSpec.ts";
import type { Recording } from "../../src/recording/recording.ts";
import { smallRecording } from "./smallRecording.ts";

/** What a contract may call its token, to be read as something else wherever it is shown. */
export const hostileTexts: readonly string[] = [
  "</script><script>alert(1)</script>",
  "</svg><img src=x onerror=alert(1)>",
  "]]><x/>",
  "--><b>",
  '"\'` onload=alert(1) x="',
  "line\nbreak\r\n# heading",
  '=HYPERLINK("http://example.org")',
  "+1+1",
  "@SUM(A1)",
  "\u202eoverride",
  "NUL\u0000 and escape\u001b[31m",
  "javascript:alert(1)",
  "[link](javascript:alert(1)) ![](http://example.org)",
  "${alert(1)} {{alert(1)}}",
  "image",
  "constructor",
  "&lt;b&gt;",
];

/** A recording in which everything that a contract or a user names is one of these texts, with its chart. */
export function hostileChart(): { readonly recording: Recording; readonly spec: ChartSpec } {
  const parts = hostileTexts.map((text) =>
    smallRecording({
      name: text,
      unit: text,
      args: { image: text, ...Object.fromEntries([[text, [text, 2n ** 255n] as const]]) },
    }),
  );
  const all = hostileTexts.join(" ");
  const [{ source, rows, periods }] = parts as [Recording];
  const recording: Recording = {
    source: {
      ...source,
      seed: all,
      chain: { ...source.chain, origin: all },
      contracts: source.contracts.map((contract) => ({ ...contract, name: all })),
    },
    series: parts.flatMap(({ series }) => series),
    rows: rows.map((row, index) => ({
      ...row,
      values: Object.fromEntries(parts.flatMap((part) => Object.entries(part.rows[index]?.values ?? {}))),
    })),
    events: parts.flatMap(({ events }, index) => events.map((event) => ({ ...event, logIndex: index }))),
    periods: periods.map((period) => ({ ...period, name: all })),
  };
  return { recording, spec: buildChart(recording, { title: all, subtitle: all }) };
}
