import type { Recording } from "../../recording/recording.ts";
import type { ChartOptions } from "../chartOptions.ts";
import { type EventRow, eventRows } from "./eventRows.ts";

/** A recording and what a chart calls it. */
export interface NamedRecording {
  /** Such as `"before"`, or the name of a preset. */
  readonly name: string;
  readonly recording: Recording;
}

/** A row for each event of either recording; two where their times are not the same. */
export function comparedRows(
  first: NamedRecording,
  second: NamedRecording,
  choice: ChartOptions["events"],
): EventRow[] {
  const eventTraces = [
    ...(first.recording.eventTraces ?? []),
    ...(second.recording.eventTraces ?? []),
    ...[...first.recording.events, ...second.recording.events].map((event) => event.name),
  ];
  const rowsOf = ({ recording }: NamedRecording): EventRow[] =>
    eventRows({ events: recording.events, eventTraces }, choice);
  const [before, after] = [rowsOf(first), rowsOf(second)];
  const partner = (row: EventRow, rows: readonly EventRow[]): EventRow | undefined =>
    rows.find((one) => one.name === row.name && one.failure === row.failure);
  const named = (row: EventRow, name: string, hollow: boolean): EventRow => ({
    ...row,
    name: `${row.name}, ${name}`,
    side: name,
    shapeOf: row.shapeOf ?? row.name,
    hollow,
  });
  const all = [
    ...before.flatMap((row) => {
      const same = partner(row, after);
      const times = row.events.map((event) => event.time).join();
      if (same?.events.map((event) => event.time).join() === times) return [row];
      const missing = { ...row, events: [] };
      return [named(row, first.name, false), named(same ?? missing, second.name, true)];
    }),
    ...after
      .filter((row) => partner(row, before) === undefined)
      .flatMap((row) => [named({ ...row, events: [] }, first.name, false), named(row, second.name, true)]),
  ];
  return choice === undefined || choice === true
    ? all.sort((a, b) => Number(b.failure) - Number(a.failure))
    : all;
}
