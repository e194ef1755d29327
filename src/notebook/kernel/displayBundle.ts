import { findRunningKernel } from "./findRunningKernel.ts";

/** One thing to show, in several formats: the front end picks the richest that it knows. */
export interface DisplayBundle {
  /** Content per MIME type: text, base64 for binary types, a plain object for JSON types. */
  readonly data: Readonly<Record<string, string | object>>;
  /** Becomes the metadata of the output in the notebook file. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** If only one format can be sent: a picture shows everywhere, text at least reads everywhere. */
const preferredAlone = ["image/png", "text/plain"];

/**
 * Shows one output under the running cell, in all the given formats at once.
 *
 * Displaying is deterministic: no identifier is made up, so that executing a notebook twice gives
 * the same file.
 *
 * @param bundle - content per MIME type, and metadata for the notebook file
 * @returns whether it was sent; `false` outside of a notebook, in a plain script for example
 * @source Jupyter messaging, `display_data`; tslab's `lastWriteDisplayData`
 * @example displayBundle({ data: { "text/plain": "3 weeks", "text/markdown": "**3 weeks**" } });
 */
export function displayBundle(bundle: DisplayBundle): boolean {
  const kernel = findRunningKernel();
  if (kernel.writeDisplayData !== undefined) {
    kernel.writeDisplayData({ data: bundle.data, metadata: bundle.metadata ?? {}, transient: {} }, false);
    return true;
  }
  const mimeTypes = Object.keys(bundle.data);
  const mimeType = preferredAlone.find((type) => mimeTypes.includes(type)) ?? mimeTypes[0];
  const content = mimeType === undefined ? undefined : bundle.data[mimeType];
  if (kernel.displayRaw === undefined || mimeType === undefined || content === undefined) return false;
  kernel.displayRaw(mimeType, content);
  return true;
}
