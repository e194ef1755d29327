import type { ChannelStep } from "./answerRequests.ts";
import type { TslabModules, WriteStream } from "./tslabModules.ts";

/** Characters that wait for being sent at most. */
const fullBuffer = 16_384;

/** Milliseconds that something printed waits at most, as long as more is printed. */
const longestWait = 100;

/**
 * Makes the kernel's socket send every message, however many there are.
 *
 * zeromq.js sends at most 512 messages a turn of the event loop at once, and refuses the next one with "socket is
 * busy" while the 513th waits. tslab does not await its sends, so `console.log` loses lines. With a send timeout of
 * zero every message is sent at once; with no high-water mark none is dropped.
 */
export function sendAllOutput({ zeromq }: TslabModules): void {
  const Publisher = zeromq.Publisher;
  zeromq.Publisher = class extends Publisher {
    constructor(options: object = {}) {
      super({ sendTimeout: 0, sendHighWaterMark: 0, ...options });
    }
  };
}

/**
 * Collects what is printed in one turn of the event loop, or in a tenth of a second of a longer one: Jupyter's server
 * drops output above 1,000 messages a second.
 */
export class PrintedText {
  #text = "";
  #name = "";
  #write: WriteStream = () => undefined;
  #since = 0;

  constructor() {
    // A cell may end the process.
    process.once("exit", this.send);
  }

  readonly step: ChannelStep = ({ writeStream, writeDisplay }) => ({
    writeStream: (name, text) => {
      this.#add(writeStream, name, text);
    },
    writeDisplay: (content, update) => {
      this.send();
      writeDisplay(content, update);
    },
  });

  readonly send = (): void => {
    const text = this.#text;
    this.#text = "";
    if (text !== "") this.#write(this.#name, text);
  };

  #add(write: WriteStream, name: string, text: string): void {
    if (write !== this.#write || name !== this.#name) this.send();
    if (this.#text === "") {
      this.#since = performance.now();
      setImmediate(this.send);
    }
    this.#write = write;
    this.#name = name;
    this.#text += text;
    if (this.#text.length >= fullBuffer || performance.now() - this.#since > longestWait) this.send();
  }
}
