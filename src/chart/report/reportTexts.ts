import type { ComparedValues } from "../../recording/compare/differences.ts";
import { comparedTexts } from "../../recording/compare/valueText.ts";
import { scaleValue } from "../panel/scaleValue.ts";
import { formatNumber } from "../text/formatQuantity.ts";

/**
 * Two values and their difference as the charts of a report write them: rounded to four digits. Where these do not
 * show that the values differ, with as many as it takes.
 */
export function reportTexts(
  values: ComparedValues,
  decimals: number,
): { readonly base: string; readonly head: string; readonly difference: string } {
  const numbers = [values.base, values.head, values.difference].map((value) => scaleValue(value, decimals));
  const [base, head, difference] = numbers.map((number) =>
    number === null ? undefined : formatNumber(number),
  );
  const isTold = base !== head || numbers[2] === 0;
  if (base === undefined || head === undefined || difference === undefined || !isTold) {
    return comparedTexts(values, decimals);
  }
  return { base, head, difference: (numbers[2] ?? 0) > 0 ? `+${difference}` : difference };
}
