/**
 * Estimates how wide a text runs in a common sans-serif, to reserve room for it. A chart is built
 * without a font at hand; whoever draws it measures exactly and shortens what does not fit.
 *
 * @param fontSize - pixels
 * @returns pixels, a little too many rather than too few
 */
export function estimateTextWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text) {
    if (/[\u2e80-\u{1faff}]/u.test(character)) {
      ems += 1.05;
    } else if (/[iljtfrI.,:;'|!()[\] ]/.test(character)) {
      ems += 0.36;
    } else if (/[A-Zmw%@]/.test(character)) {
      ems += 0.77;
    } else {
      ems += 0.61;
    }
  }
  return Math.ceil(ems * fontSize);
}
