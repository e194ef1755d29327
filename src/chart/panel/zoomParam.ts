import type { Json } from "../layout/chartLayout.ts";

/** With a key, or by pinching: without one, the wheel must go on scrolling the notebook. */
const wheel = "wheel![event.ctrlKey || event.metaKey || event.altKey]";

/**
 * Lets a pointer move the time axis: dragging pans, the wheel zooms, a double click goes back.
 *
 * @param views - names of the layers on which it does; whatever stands in their plots counts
 * @returns parameters of the whole chart
 */
export function zoomParam(views: readonly string[]): Json {
  if (views.length === 0) return {};
  const select = { type: "interval", encodings: ["x"], zoom: wheel };
  return { params: [{ name: "zoom", select, bind: "scales", views }] };
}
