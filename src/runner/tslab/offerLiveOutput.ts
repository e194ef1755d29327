import { randomUUID } from "node:crypto";
import { type LiveOutput, provideLiveOutput } from "../../notebook/kernel/liveOutput.ts";
import type { ChannelStep } from "./answerRequests.ts";
import type { CellChannel, DisplayContent, TslabModules } from "./tslabModules.ts";

/** One thing that a cell has put out. */
type Sent =
  { readonly name: string; text: string } | { readonly content: DisplayContent; readonly update: boolean };

/** Takes all outputs of a cell away; if `wait`, not before the next one comes. */
type Clear = (wait: boolean) => void;

/**
 * Makes live outputs possible. Jupyter can replace a display, but not take one away: only all outputs of a cell at
 * once. So this remembers what a cell has put out, and puts it out again when a live output is taken away.
 */
export function offerLiveOutput({ jupyter }: TslabModules): ChannelStep {
  const clears = new WeakMap<object, Clear>();
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
  provideLiveOutput(() => running?.openLive());
  return (channel, request) => {
    const output = new CellOutput(channel, clears.get(request) ?? (() => undefined));
    running = output;
    return output;
  };
}

/** What one cell has put out so far. */
class CellOutput implements CellChannel {
  readonly #channel: CellChannel;
  readonly #clear: Clear;
  readonly #sent: Sent[] = [];

  constructor(channel: CellChannel, clear: Clear) {
    this.#channel = channel;
    this.#clear = clear;
  }

  readonly writeStream: CellChannel["writeStream"] = (name, text) => {
    const last = this.#sent.at(-1);
    if (last !== undefined && "name" in last && last.name === name) last.text += text;
    else this.#sent.push({ name, text });
    this.#channel.writeStream(name, text);
  };

  readonly writeDisplay: CellChannel["writeDisplay"] = (content, update) => {
    this.#sent.push({ content, update });
    this.#channel.writeDisplay(content, update);
  };

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
        this.#clear(this.#sent.length > 0);
        for (const sent of this.#sent) {
          if ("name" in sent) this.#channel.writeStream(sent.name, sent.text);
          else this.#channel.writeDisplay(sent.content, sent.update);
        }
      },
    };
  }
}
