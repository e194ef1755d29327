import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Dealer, Subscriber } from "zeromq";
import { CellTimeoutError, KernelDiedError, KernelStartError } from "../errors.ts";
import { createKernelConnection, type KernelConnection } from "./kernelConnection.ts";
import { decodeMessage, encodeMessage, type KernelMessage } from "./kernelMessage.ts";
import { type KernelProcess, startKernelProcess } from "./kernelProcess.ts";
import { loadZeromq } from "./loadZeromq.ts";

/** How a kernel is started. */
export interface KernelOptions {
  /** Working folder, from where cells import. */
  readonly cwd: string;
  /** Environment variables on top of this process's own. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Another kernel than this runner's own: the command of its specification, with `{connection_file}`. */
  readonly command?: readonly string[];
  /** Seconds to wait for the first answer; 60 unless told. */
  readonly startTimeout?: number;
  /** Called with what the kernel says past the notebook, such as which chain it runs on. */
  readonly onNotice?: (text: string) => void;
}

/** How code is executed. */
export interface ExecuteOptions {
  /** Limit in seconds; none unless told. */
  readonly timeout?: number;
  /** Called when the kernel has begun with it. */
  readonly onStart?: () => void;
  /** Called with every output, in order; also with what the code prints after it has ended. */
  readonly onOutput?: (message: KernelMessage) => void;
}

/** How a piece of code ended. */
export interface ExecuteReply {
  readonly status: "ok" | "error";
  readonly executionCount: number | null;
}

interface Request {
  reply?: KernelMessage;
  idle: boolean;
  readonly onStart: (() => void) | undefined;
  readonly onOutput: ((message: KernelMessage) => void) | undefined;
  settle?: () => void;
}

/** Seconds that a kernel gets to end by itself. */
const shutdownGrace = 0.5;

/** Milliseconds in which the outputs of a kernel that died still arrive. */
const drainTime = 150;

/**
 * A running tslab kernel, and the conversation with it.
 *
 * @example
 * const kernel = await KernelClient.start({ cwd: "notebooks" });
 * await kernel.execute("1 + 1", { onOutput: (message) => console.log(message.content) });
 * await kernel.shutdown();
 */
export class KernelClient {
  /** What the kernel says about its language, for a notebook's metadata. */
  languageInfo: Readonly<Record<string, unknown>> = {};

  readonly #connection: KernelConnection;
  readonly #process: KernelProcess;
  readonly #shell: Dealer;
  readonly #control: Dealer;
  readonly #iopub: Subscriber;
  readonly #session = randomUUID();
  readonly #requests = new Map<string, Request>();
  #killed: Promise<void> | undefined;
  readonly #onExit = () => {
    this.#process.kill();
    this.#connection.removeSync();
  };

  private constructor(connection: KernelConnection, process_: KernelProcess) {
    const zeromq = loadZeromq();
    this.#shell = new zeromq.Dealer({ linger: 0 });
    this.#control = new zeromq.Dealer({ linger: 0 });
    // No limit: an output that does not fit into a queue would be lost.
    this.#iopub = new zeromq.Subscriber({ linger: 0, receiveHighWaterMark: 0 });
    this.#connection = connection;
    this.#process = process_;
    process.once("exit", this.#onExit);
    for (const [channel, socket] of [
      ["shell", this.#shell],
      ["control", this.#control],
      ["iopub", this.#iopub],
    ] as const) {
      socket.connect(connection.address(channel));
    }
    this.#iopub.subscribe();
    void this.#listen(this.#shell);
    void this.#listen(this.#control);
    void this.#listen(this.#iopub);
  }

  /**
   * Starts a kernel and waits until it answers.
   *
   * @throws MissingPackageError if tslab or zeromq is not installed
   * @throws UnsupportedTslabError if tslab is not a version that fits
   * @throws KernelStartError if it does not answer in time
   * @throws KernelDiedError if its process ends
   */
  static async start(options: KernelOptions): Promise<KernelClient> {
    const connection = await createKernelConnection();
    const { cwd, variables = {}, onNotice, command } = options;
    let kernel: KernelClient;
    try {
      const started = startKernelProcess(connection.file, cwd, variables, onNotice, command);
      kernel = new KernelClient(connection, started);
    } catch (error) {
      await connection.remove();
      throw error;
    }
    try {
      await kernel.#waitForAnswer(options.startTimeout ?? 60);
      return kernel;
    } catch (error) {
      await kernel.kill();
      throw error;
    }
  }

  /**
   * Executes code and waits until the kernel has answered and all outputs have arrived.
   *
   * @throws CellTimeoutError if it takes longer than the limit; the code is then still running
   * @throws KernelDiedError if the kernel's process ends
   */
  async execute(code: string, options: ExecuteOptions = {}): Promise<ExecuteReply> {
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    };
    const reply = await this.#request("execute_request", content, options);
    const count = reply.content.execution_count;
    return {
      status: reply.content.status === "ok" ? "ok" : "error",
      executionCount: typeof count === "number" ? count : null,
    };
  }

  /**
   * Asks what could be typed at a place in a piece of code, as Tab does in Jupyter.
   *
   * @param cursor - the place, characters from the start of the code; its end unless told
   * @returns the names that fit, the likeliest first
   */
  async complete(code: string, cursor: number = code.length): Promise<string[]> {
    const { content } = await this.#request("complete_request", { code, cursor_pos: cursor }, {});
    return Array.isArray(content.matches) ? content.matches.map(String) : [];
  }

  /**
   * Asks for the documentation of what stands at a place in a piece of code, as Shift-Tab does in Jupyter.
   *
   * @param cursor - the place, characters from the start of the code; its end unless told
   * @returns type and docstring as text; empty if nothing is known
   */
  async inspect(code: string, cursor: number = code.length): Promise<string> {
    const content = { code, cursor_pos: cursor, detail_level: 0 };
    const reply = await this.#request("inspect_request", content, {});
    const text = (reply.content.data as Readonly<Record<string, unknown>> | undefined)?.["text/plain"];
    return typeof text === "string" ? text : "";
  }

  /** Asks the running code to stop. tslab gives the cell up, but cannot stop what runs in it. */
  interrupt(): void {
    this.#process.interrupt();
  }

  /** Ends the kernel: asks first, and insists when it does not end by itself. Leaves nothing behind. */
  async shutdown(): Promise<void> {
    if (this.#killed !== undefined) return this.#killed;
    const { frames } = encodeMessage(
      "shutdown_request",
      { restart: false },
      this.#connection.key,
      this.#session,
    );
    // A kernel that is gone cannot be asked, and need not be.
    await this.#control.send(frames).catch(() => undefined);
    await Promise.race([this.#process.ended, delay(shutdownGrace * 1_000, undefined, { ref: false })]);
    await this.kill();
  }

  /** Ends the kernel at once, and leaves nothing behind. */
  kill(): Promise<void> {
    return (this.#killed ??= this.#kill());
  }

  async #kill(): Promise<void> {
    this.#process.kill();
    await this.#process.ended;
    for (const socket of [this.#shell, this.#control, this.#iopub]) socket.close();
    await this.#connection.remove();
    process.off("exit", this.#onExit);
  }

  /** A subscription takes a moment, and what is published before is lost: ask until something comes. */
  async #waitForAnswer(timeout: number): Promise<void> {
    const deadline = Date.now() + timeout * 1_000;
    while (Date.now() < deadline) {
      try {
        const reply = await this.#request("kernel_info_request", {}, { timeout: 0.2 });
        const info = reply.content.language_info;
        if (typeof info === "object" && info !== null) this.languageInfo = info as Record<string, unknown>;
        return;
      } catch (error) {
        if (!(error instanceof CellTimeoutError)) throw error;
      }
    }
    throw new KernelStartError(timeout, this.#process.stderr());
  }

  async #request(
    type: string,
    content: Readonly<Record<string, unknown>>,
    options: ExecuteOptions,
  ): Promise<KernelMessage> {
    const { id, frames } = encodeMessage(type, content, this.#connection.key, this.#session);
    const request: Request = { idle: false, onStart: options.onStart, onOutput: options.onOutput };
    this.#requests.set(id, request);
    const answered = new Promise<void>((resolve) => (request.settle = resolve));
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<never>((_, reject) => {
      if (options.timeout === undefined) return;
      const limit = options.timeout;
      timer = setTimeout(() => {
        reject(new CellTimeoutError(limit));
      }, limit * 1_000);
    });
    const died = this.#process.ended.then(async (end) => {
      await delay(drainTime, undefined, { ref: false });
      throw new KernelDiedError(end);
    });
    try {
      await this.#shell.send(frames);
      await Promise.race([answered, timedOut, died]);
    } finally {
      clearTimeout(timer);
    }
    if (request.reply === undefined) throw new KernelDiedError(await this.#process.ended);
    return request.reply;
  }

  async #listen(socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) {
      const message = decodeMessage(frames, this.#connection.key);
      const request = message === undefined ? undefined : this.#requests.get(message.parentId);
      if (message === undefined || request === undefined) continue;
      if (socket !== this.#iopub) {
        request.reply = message;
      } else if (message.type === "status") {
        request.idle = message.content.execution_state === "idle";
        if (!request.idle) request.onStart?.();
      } else {
        request.onOutput?.(message);
      }
      if (request.reply !== undefined && request.idle) request.settle?.();
    }
  }
}
