import { estimateTextWidth } from "./estimateTextWidth.ts";

/**
 * Breaks text into lines at spaces.
 *
 * @param width - pixels that a line may run
 * @param fontSize - pixels
 * @param most - number of lines; what is left over ends the last one with an ellipsis
 */
export function wrapText(text: string, width: number, fontSize: number, most: number): string[] {
  const fits = (line: string): boolean => estimateTextWidth(line, fontSize) <= width;
  const lines: string[] = [];
  let line = "";
  // A dot between parts stays with the part before it.
  for (const word of text.split(/\s+(?!·)/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || fits(longer)) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const shown = lines.slice(0, most);
  const cut = lines.length > most ? `${shown.at(-1) ?? ""} …` : (shown.at(-1) ?? "");
  return [...shown.slice(0, -1), cut].map((one) => shorten(one, fits));
}

function shorten(line: string, fits: (line: string) => boolean): string {
  if (fits(line)) {
    return line;
  }
  let end = line.length;
  while (end > 0 && !fits(`${line.slice(0, end)}…`)) {
    end -= 1;
  }
  return `${line.slice(0, end)}…`;
}
