import { stripVTControlCharacters } from "node:util";
import { recordingMimeType } from "../notebook/kernel/displayChart.ts";
import { errorMimeType } from "./kernel/kernelHooks.ts";
import type { KernelMessage } from "./kernel/kernelMessage.ts";
import type { DisplayOutput, JsonObject, Output, StreamOutput } from "./notebookDocument.ts";
import type { CellError } from "./tslab/cellErrors.ts";

/** tslab goes on after these; a run that is to be trusted must not. */
const unhandledPrefix = /^(UncaughtException|UnhandledPromiseRejection): (.*)/;

/** Collects what a cell puts out, message by message, in the form in which a notebook keeps it. */
export class CellOutputs {
  /** The error that has ended the cell. */
  error: CellError | undefined;
  /** Text of an error that no code of the cell waited for, a forgotten `await` for example. */
  unhandledError: string | undefined;

  readonly #outputs: Output[] = [];
  readonly #displays = new Map<string, DisplayOutput[]>();
  readonly #recordings = new WeakMap<Output, string>();
  readonly #rewrite: (text: string) => string;
  /** The outputs as they go into the file, until there are more: a run asks for those of all cells after each. */
  #written: readonly Output[] | undefined;

  /** @param rewrite - applied to all text, to take out what differs between machines */
  constructor(rewrite: (text: string) => string) {
    this.#rewrite = rewrite;
  }

  /** Adds a message of the iopub channel. */
  add({ type, content }: KernelMessage): void {
    this.#written = undefined;
    if (type === "stream") {
      this.#addStream(content.name === "stderr" ? "stderr" : "stdout", String(content.text));
    } else if (type === "display_data" || type === "update_display_data" || type === "execute_result") {
      const data = content.data as JsonObject;
      if (errorMimeType in data) this.error = data[errorMimeType] as unknown as CellError;
      else this.#addDisplay(type, data, content);
    } else if (type === "error") {
      const { ename, evalue, traceback } = content as { ename: string; evalue: string; traceback: string[] };
      this.#outputs.push({ output_type: "error", ename, evalue, traceback });
    } else if (type === "clear_output") {
      this.#outputs.length = 0;
    }
  }

  /** The recording that came with each output, as JSON; in the order of {@link toOutputs}. */
  get recordings(): (string | undefined)[] {
    return this.#outputs.map((output) => this.#recordings.get(output));
  }

  /** What was written to standard error so far. */
  get standardError(): string {
    return this.#outputs
      .filter((output): output is StreamOutput => output.output_type === "stream" && output.name === "stderr")
      .map((output) => output.text)
      .join("");
  }

  /** Takes back the end of what was written to standard error, because an error output says it better. */
  removeFromStandardError(text: string): void {
    this.#written = undefined;
    const index = this.#outputs.findLastIndex(
      (output) => output.output_type === "stream" && output.name === "stderr",
    );
    const output = this.#outputs[index] as StreamOutput | undefined;
    if (!output?.text.endsWith(text)) return;
    output.text = output.text.slice(0, -text.length);
    if (output.text === "") this.#outputs.splice(index, 1);
  }

  /** The outputs as they go into the file. */
  toOutputs(): readonly Output[] {
    return (this.#written ??= this.#outputs.map((output) => {
      if (output.output_type === "stream") {
        return { ...output, text: this.#rewrite(overwriteLines(stripVTControlCharacters(output.text))) };
      }
      if (output.output_type === "error") return output;
      const data = Object.entries(output.data).map(([mimeType, value]) => [
        mimeType,
        mimeType.startsWith("text/") && typeof value === "string" ? this.#rewrite(value) : value,
      ]);
      return { ...output, data: Object.fromEntries(data) as JsonObject };
    }));
  }

  #addStream(name: StreamOutput["name"], text: string): void {
    if (name === "stderr" && this.unhandledError === undefined) {
      const match = unhandledPrefix.exec(text);
      if (match !== null) this.unhandledError = text.slice(text.indexOf(": ") + 2).trimEnd();
    }
    // A chart in between separates; the other stream does not, as the two have no fixed order.
    for (let index = this.#outputs.length - 1; index >= 0; index--) {
      const output = this.#outputs[index];
      if (output?.output_type !== "stream") break;
      if (output.name === name) {
        output.text += text;
        return;
      }
    }
    this.#outputs.push({ output_type: "stream", name, text });
  }

  #addDisplay(type: string, bundle: JsonObject, content: KernelMessage["content"]): void {
    const { [recordingMimeType]: recording, ...data } = bundle;
    const metadata = (content.metadata ?? {}) as JsonObject;
    if (type === "execute_result") {
      const count = content.execution_count;
      const execution_count = typeof count === "number" ? count : null;
      this.#outputs.push({ output_type: "execute_result", data, metadata, execution_count });
      return;
    }
    const displayId = (content.transient as { display_id?: string } | undefined)?.display_id;
    const shown = displayId === undefined ? [] : (this.#displays.get(displayId) ?? []);
    if (type === "update_display_data") {
      for (const output of shown) {
        Object.assign(output, { data, metadata });
        this.#keepRecording(output, recording);
      }
      return;
    }
    const output: DisplayOutput = { output_type: "display_data", data, metadata };
    this.#outputs.push(output);
    this.#keepRecording(output, recording);
    if (displayId !== undefined) this.#displays.set(displayId, [...shown, output]);
  }

  #keepRecording(output: Output, recording: JsonObject[string] | undefined): void {
    if (typeof recording === "string") this.#recordings.set(output, recording);
    else this.#recordings.delete(output);
  }
}

/** A carriage return starts the line again: a progress line is kept as it looked in the end. */
function overwriteLines(text: string): string {
  if (!text.includes("\r")) return text;
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  return lines.map(lastOverwriting).join("\n");
}

/** A carriage return at the very end has nothing to start yet. */
function lastOverwriting(line: string): string {
  return line.length < 2 ? line : line.slice(line.lastIndexOf("\r", line.length - 2) + 1);
}
