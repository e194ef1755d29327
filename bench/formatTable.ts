import { textTable } from "../src/common/textTable.ts";
import type { ResultRow } from "./benchmark.ts";

/** Lays rows out in columns: a head, a rule, numbers to the right. The columns are those of the first row. */
export function formatTable(rows: readonly ResultRow[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => columns.map((column) => String(row[column] ?? "")));
  const right = columns.flatMap((column, index) => (typeof rows[0]?.[column] === "number" ? [index] : []));
  return textTable([columns, ...cells], { right, rule: true });
}
