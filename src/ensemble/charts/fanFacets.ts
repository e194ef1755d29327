import { categoriesOf, type PlotColumn, plotColumn } from "../../chart/plot/plotColumn.ts";
import type { PlotRow } from "../../chart/plot/plotOptions.ts";
import { formatNumber } from "../../chart/text/formatQuantity.ts";

/**
 * Makes something from the rows of each value of a column.
 *
 * @param make - gets a function that cuts a column down to these rows
 * @returns in the order of the values, named by column and value; one without a name if there is no column
 */
export function fanFacets<Made>(
  rows: readonly PlotRow[],
  facet: string | undefined,
  make: (some: (column: PlotColumn) => PlotColumn) => Made,
): { readonly name: string; readonly fan: Made }[] {
  if (facet === undefined) return [{ name: "", fan: make((one) => one) }];
  const column = plotColumn(rows, facet, "facet");
  return categoriesOf(column).map((category) => {
    const some = (one: PlotColumn): PlotColumn => ({
      ...one,
      values: one.values.filter((_, row) => column.values[row] === category),
    });
    const name = column.kind === "number" ? `${facet} ${formatNumber(Number(category))}` : String(category);
    return { name, fan: make(some) };
  });
}
