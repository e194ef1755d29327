import type { ChartSpec } from "../../../src/chart/chartSpec.ts";
import { chartTheme } from "../../../src/chart/theme/chartTheme.ts";
import { themedSpec } from "../../../src/chart/themedSpec.ts";
import { purposes } from "./purposes.ts";
import type { Room } from "./readRooms.ts";

/** Pixels: a row or column of the table, and what stands left of it. */
const [cell, labels] = [50, 260];

/**
 * Draws the rooms, one on a row, with what each imports from those below it.
 *
 * @param rooms - highest first
 */
export function roomsPicture(rooms: readonly Room[]): ChartSpec {
  const names = rooms.map(({ name }) => name);
  const rows = rooms.map(({ name, files }) => ({
    room: name,
    from: name,
    files: `${files} files`,
    short: purposes[name]?.short ?? "",
  }));
  const cells = rooms.flatMap(({ name, imports }) =>
    [...imports].map(([from, count]) => ({ room: name, from, count })),
  );
  const most = Math.max(...cells.map(({ count }) => count));
  const { muted } = chartTheme("light");
  const y = { field: "room", type: "nominal", sort: names, axis: null };
  const x = { field: "from", type: "nominal", sort: names };
  const axis = {
    orient: "top",
    title: null,
    labelAngle: -40,
    ticks: false,
    domain: false,
    labelPadding: 6,
    grid: false,
  };
  const text = (field: string, mark: object): object => ({
    mark: { type: "text", ...mark },
    encoding: { text: { field } },
  });
  const side = (field: string, mark: object): object => ({
    mark: { type: "text", align: "left", ...mark },
    encoding: { x: { value: -labels }, text: { field } },
  });
  return themedSpec({
    title: {
      text: "Imports between rooms go down only",
      subtitle: "Each row counts what a room imports from the rooms below it, types included",
    },
    description: describe(rooms),
    width: { step: cell },
    height: { step: cell * 0.75 },
    padding: { left: 12, right: 12, top: 12, bottom: 12 },
    encoding: { y, x: { ...x, axis } },
    layer: [
      {
        data: { values: cells },
        mark: { type: "rect", cornerRadius: 4, width: { band: 0.92 }, height: { band: 0.88 } },
        encoding: {
          color: {
            field: "count",
            type: "quantitative",
            scale: { type: "sqrt", domain: [0, 4 * most] },
            legend: null,
          },
        },
      },
      { data: { values: cells }, ...text("count", { fontWeight: 600 }) },
      { data: { values: rows }, ...text("files", { fontSize: 10, color: muted }) },
      { data: { values: rows }, ...side("room", { fontWeight: 600, dy: -7, fontSize: 14 }) },
      { data: { values: rows }, ...side("short", { dy: 9, fontSize: 12, color: muted }) },
    ],
  });
}

/** The same in a sentence for each room, for readers who cannot see the picture. */
function describe(rooms: readonly Room[]): string {
  const sentences = rooms.map(({ name, files, imports }) => {
    const from = [...imports].map(([other, count]) => `${other} ${count}`).join(", ");
    return `${name} (${files} files) imports ${from === "" ? "nothing" : `from ${from}`}`;
  });
  return `Imports between rooms go down only. ${sentences.join(". ")}.`;
}
