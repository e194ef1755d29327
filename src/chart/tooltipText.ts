/** Longest text of a tooltip, in characters: the rest stays in the recording. */
const limit = 160;

/** Shortens text for a tooltip. */
export function tooltipText(text: string): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

/**
 * Makes a name fit for the title of a tooltip field. Vega-Lite up to 5.6 writes titles into an
 * expression without escaping them: a quote in a name would end the string, and what follows would run.
 */
export function tooltipTitle(name: string): string {
  return tooltipText(name)
    .replaceAll('"', "”")
    .replaceAll("\\", "⧵")
    .replace(/\p{Cc}|[\u2028\u2029]/gu, " ");
}
