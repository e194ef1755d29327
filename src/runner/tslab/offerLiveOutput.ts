import { randomUUID } from "node:crypto";
import { type LiveOutput, provideLiveOutput } from "../../notebook/kernel/liveOutput.ts";
import type { DisplayContent, TslabModules, WriteDisplay, WriteStream } from "./tslabModules.ts";

/** One thing that a cell has put out. */
type Sent =
  { readonly name: string; text: string } | { readonly content: DisplayContent; readonly update: boolean };

/** Ways to the front end for one cell. */
interface CellChannel {
  readonly writeStream: WriteStream;
  readonly writeDisplay: WriteDisplay;
  /** Takes all outputs of the cell away; if `wait`, not before the next one comes. */
  readonly clear: (wait: boolean) => void;
}

/**
 * Makes live outputs possible. Jupyter can replace a display, but not take one away: only all outputs of a cell at
 * once. So this remembers what a cell has put out, and puts it out again when a live output is taken away.
 */
export function offerLiveOutput({ jupyter }: TslabModules): void {
  const clears = new WeakMap<object, CellChannel["clear"]>();
  const server = jupyter.ZmqServer.prototype;
  const receive = server.handleExecute;
  server.handleExecute = async function (socket, message) {
    clears.set(message.content, (wait) => {
      const clear = message.createReply();
      clear.header.msg_type = "clear_output";
      clear.content = { wait };
      clear.signAndSend(this.connInfo.key, this.iopub);
    });
    await receive.call(this, socket, message);
  };

  let running: CellOutput | undefined;
  const handler = jupyter.JupyterHandlerImpl.prototype;
  const execute = handler.handleExecuteImpl;
  handler.handleExecuteImpl = async function (request, writeStream, writeDisplay) {
    const clear = clears.get(request) ?? (() => undefined);
    const output = new CellOutput({ writeStream, writeDisplay, clear });
    running = output;
    const print: WriteStream = (name, text) => {
      output.print(name, text);
    };
    const display: WriteDisplay = (content, update) => {
      output.display(content, update);
    };
    return await execute.call(this, request, print, display);
  };
  provideLiveOutput(() => running?.openLive());
}

/** What one cell has put out so far. */
class CellOutput {
  readonly #channel: CellChannel;
  #sent: Sent[] = [];

  constructor(channel: CellChannel) {
    this.#channel = channel;
  }

  print(name: string, text: string): void {
    const last = this.#sent.at(-1);
    if (last !== undefined && "name" in last && last.name === name) last.text += text;
    else this.#sent.push({ name, text });
    this.#channel.writeStream(name, text);
  }

  display(content: DisplayContent, update: boolean): void {
    this.#sent.push({ content, update });
    this.#channel.writeDisplay(content, update);
  }

  openLive(): LiveOutput {
    const transient = { display_id: randomUUID() };
    let shown = false;
    return {
      show: ({ data, metadata = {} }) => {
        this.#channel.writeDisplay({ data, metadata, transient }, shown);
        shown = true;
      },
      remove: () => {
        if (!shown) return;
        shown = false;
        this.#channel.clear(this.#sent.length > 0);
        for (const sent of this.#sent) {
          if ("name" in sent) this.#channel.writeStream(sent.name, sent.text);
          else this.#channel.writeDisplay(sent.content, sent.update);
        }
      },
    };
  }
}
