import type { EventValue, RecordedEvent, Recording } from "../../recording/recording.ts";
import { columnName } from "../../recording/recordingToCsv.ts";
import { isoTime, sampleToCell } from "../../recording/sampleCell.ts";
import { escapeHtml } from "./escapeHtml.ts";

/** The samples and events of a recording as HTML tables, every digit of every value in them. */
export function dataTables(recording: Recording): string {
  const { rows, events } = recording;
  const parts = [
    ...(rows.length === 0
      ? []
      : [disclosure(`Data: ${count(rows.length, "sample")}`, sampleTable(recording))]),
    ...(events.length === 0 ? [] : [disclosure(count(events.length, "event"), eventTable(events))]),
  ];
  return parts.join("\n");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function disclosure(summary: string, table: string): string {
  const label = escapeHtml(summary);
  return `<details>
<summary>${label}</summary>
<div class="table" role="region" aria-label="${label}" tabindex="0">${table}</div>
</details>`;
}

function sampleTable({ series, rows }: Recording): string {
  const heads = series.map((one) => `<th scope="col" class="number">${isolated(columnName(one))}</th>`);
  const lines = rows.map(({ time, block }, row) => {
    const cells = series.map(
      ({ values, decimals }) => `<td class="number">${sampleToCell(values[row] ?? null, decimals)}</td>`,
    );
    return `<tr><th scope="row">${isoTime(time)}</th><td class="number">${block}</td>${cells.join("")}</tr>`;
  });
  return table(
    `<th scope="col">time (UTC)</th><th scope="col" class="number">block</th>${heads.join("")}`,
    lines,
  );
}

function eventTable(events: readonly RecordedEvent[]): string {
  const heads = ["time (UTC)", "block", "event", "arguments", "transaction"];
  const lines = events.map(({ time, block, name, args, transaction }) => {
    const list = Object.entries(args).map(([key, value]) => isolated(`${key}: ${describe(value)}`));
    return (
      `<tr><th scope="row">${isoTime(time)}</th><td class="number">${block}</td><td>${isolated(name)}</td>` +
      `<td class="text">${list.join("<br>")}</td><td>${escapeHtml(transaction)}</td></tr>`
    );
  });
  return table(heads.map((head) => `<th scope="col">${head}</th>`).join(""), lines);
}

function table(head: string, lines: readonly string[]): string {
  return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${lines.join("\n")}\n</tbody>\n</table>`;
}

/** A text of which the direction of writing ends where it does. */
function isolated(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`;
}

function describe(value: EventValue): string {
  if (typeof value !== "object") return String(value);
  if (isList(value)) return `[${value.map(describe).join(", ")}]`;
  return `{ ${Object.entries(value)
    .map(([name, part]) => `${name}: ${describe(part)}`)
    .join(", ")} }`;
}

function isList(value: EventValue): value is readonly EventValue[] {
  return Array.isArray(value);
}
