import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import { moduleExtension, nodeFlags } from "../../runner/kernel/nodeFlags.ts";
import { WorldFailedError } from "../errors.ts";
import type { ProcessAnswer, ProcessTask } from "./processWorker.ts";

/** Beyond this a process is replaced: the node's memory grows outside the heap with every run. */
export const usualMemory = 450 * 1_024 ** 2;

const workerFile = fileURLToPath(new URL(`./processWorker${moduleExtension}`, import.meta.url));

/** The process ended while it was at a run. */
export class ProcessEndedError extends Error {}

/** A child process that makes one run after another, and is replaced when it ends or has grown too large. */
export class ProcessSlot {
  readonly #pool: Tinypool;
  readonly #mostMemory: number;
  #closed = false;

  /** @param mostMemory - bytes beyond which the process is replaced after a run */
  constructor(mostMemory: number = usualMemory) {
    this.#mostMemory = mostMemory;
    this.#pool = new Tinypool({
      filename: workerFile,
      runtime: "child_process",
      // Figures are bigints, which JSON cannot carry.
      serialization: "advanced",
      minThreads: 1,
      maxThreads: 1,
      env: definedOnly(process.env),
      execArgv: [...nodeFlags(), ...stripTypes()],
    });
    // A process that ends between two runs is replaced as well; nobody has lost anything.
    this.#pool.on("error", () => undefined);
  }

  /**
   * Makes a run.
   *
   * @throws ProcessEndedError if the process ends meanwhile; WorldFailedError
   */
  async run(task: ProcessTask): Promise<ProcessAnswer> {
    let answer: ProcessAnswer;
    try {
      answer = (await this.#pool.run(task)) as ProcessAnswer;
    } catch (error) {
      throw rebuild(error);
    }
    if (answer.memory > this.#mostMemory && !this.#closed) await this.#pool.recycleWorkers();
    return answer;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#pool.destroy();
  }
}

/** What a process throws comes as plain data. Of this kit it is only that a world or a module does not open. */
function rebuild(error: unknown): Error {
  const { name, message, shortMessage, hint } = error as Record<string, unknown>;
  if (typeof shortMessage === "string" && typeof hint === "string") {
    return new WorldFailedError({ message: shortMessage, hint });
  }
  const ended = /Worker exited unexpectedly|Terminating worker thread/.test(String(message));
  return ended ? new ProcessEndedError(String(message)) : Object.assign(new Error(String(message)), { name });
}

/** Scenarios are TypeScript, whatever this kit itself runs as. */
function stripTypes(): string[] {
  const flag = "--experimental-strip-types";
  return process.allowedNodeEnvironmentFlags.has(flag) && moduleExtension !== ".ts" ? [flag] : [];
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
