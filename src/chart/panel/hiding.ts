import type { Json } from "../layout/chartLayout.ts";

/**
 * The layer that takes the clicks on a name: an invisible box over the line's sample, name and value. A click hides
 * the line, the next one brings it back; so does a double click anywhere in the chart.
 *
 * Its name makes a picture leave it out.
 *
 * @param toggle - key of the line that the name stands for
 * @param box - pixels of the plot
 */
export function hidingName(
  toggle: string,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Json {
  const name = `hover_name_${toggle}`;
  return {
    name,
    data: { values: [{ line: toggle }] },
    params: [
      {
        name: hideParam(toggle),
        select: { type: "point", fields: ["line"], on: `@${name}_marks:click`, toggle: "true" },
      },
    ],
    mark: {
      type: "rect",
      fill: "transparent",
      cursor: "pointer",
      clip: false,
      tooltip: "click: hide or show",
    },
    encoding: {
      x: { value: box.x },
      x2: { value: box.x + box.width },
      y: { value: box.y },
      y2: { value: box.y + box.height },
    },
  };
}

/** The channel of a mark that differs while its line is hidden. */
export function whenHidden(toggle: string, hidden: string | number, shown: string | number): Json {
  return {
    condition: { test: `length(data('${hideParam(toggle)}_store')) > 0`, value: hidden },
    value: shown,
  };
}

/** What the name of a line adds to its encoding: it stays to be seen while the line is hidden. */
export function fading(toggle: string): Json {
  return { opacity: whenHidden(toggle, 0.35, 1) };
}

/** What a line and all that belongs to it adds to its encoding. */
export function hideable(toggle: string): Json {
  return { opacity: whenHidden(toggle, 0, 1) };
}

function hideParam(toggle: string): string {
  return `hide_${toggle}`;
}
