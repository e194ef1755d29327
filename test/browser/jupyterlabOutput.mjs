// What the test page runs: JupyterLab's own renderer of charts, with what JupyterLab does around it.
import { rendererFactory } from "@jupyterlab/vega5-extension";
import { Widget } from "@lumino/widgets";

const { document } = globalThis;

/**
 * Shows an output of a notebook as JupyterLab does.
 *
 * @returns the canvas's view, for `readScene`
 */
globalThis.showOutput = async ({ mimeType, data, metadata }) => {
  const renderer = rendererFactory.createRenderer({ mimeType, resolver: null, linkHandler: null });
  Widget.attach(renderer, document.getElementById("output"));
  await renderer.renderModel({ trusted: true, data, metadata, setData: () => undefined });
  globalThis.view = renderer._result.view;
  await globalThis.view.runAsync();
};

/** All that is on the canvas, with its place in the window: a pointer needs to know where things are. */
globalThis.readScene = () => {
  const { view } = globalThis;
  const canvas = document.querySelector("#output canvas").getBoundingClientRect();
  const { left, top } = view.padding();
  const [originX, originY] = view.origin();
  const items = [];
  const walk = (mark, x, y) => {
    for (const item of mark.items) {
      const { x1, y1, x2, y2 } = item.bounds;
      const { text, stroke, opacity = 1, tooltip } = item;
      const box = { x: x + x1, y: y + y1, width: x2 - x1, height: y2 - y1 };
      items.push({ name: mark.name ?? "", type: mark.marktype, text, stroke, opacity, tooltip, ...box });
      for (const inner of item.items ?? []) walk(inner, x + (item.x ?? 0), y + (item.y ?? 0));
    }
  };
  walk(view.scenegraph().root, canvas.left + left + originX, canvas.top + top + originY);
  return items;
};

/** How many pixels of the canvas have which colour, as pairs of `#rrggbb` and a number. */
globalThis.countColors = () => {
  const canvas = document.querySelector("#output canvas");
  const { width, height } = canvas;
  // A copy, since Chromium warns of a canvas that is drawn on and read in turn.
  const copy = new globalThis.OffscreenCanvas(width, height).getContext("2d");
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, width, height);
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const color = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return [...counts].map(([color, count]) => [`#${color.toString(16).padStart(6, "0")}`, count]);
};
