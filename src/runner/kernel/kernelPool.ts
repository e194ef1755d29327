import { KernelClient } from "./kernelClient.ts";

/**
 * The kernels of a run: one for each notebook, or one for all. A kernel takes a second to start, so
 * that of the next notebook starts while the current one is at work.
 */
export class KernelPool {
  readonly #folders: readonly string[];
  readonly #shared: boolean;
  readonly #variables: Readonly<Record<string, string>>;
  readonly #onNotice: (text: string) => void;
  readonly #kernels = new Map<number, Promise<KernelClient>>();
  readonly #ending: Promise<void>[] = [];

  /**
   * @param folders - working folder of each notebook's kernel, in the order of the run
   * @param shared - whether all notebooks use the first one's kernel
   * @param variables - environment variables for the kernels
   * @param onNotice - called with what a kernel says past its notebook
   */
  constructor(
    folders: readonly string[],
    shared: boolean,
    variables: Readonly<Record<string, string>>,
    onNotice: (text: string) => void,
  ) {
    this.#folders = folders;
    this.#shared = shared;
    this.#variables = variables;
    this.#onNotice = onNotice;
  }

  /** The kernel of the notebook at this place of the run, ready to execute. */
  async get(index: number): Promise<KernelClient> {
    const kernel = await this.#start(this.#shared ? 0 : index);
    if (!this.#shared && index + 1 < this.#folders.length) {
      // If this start fails, `get` reports it when the kernel is needed.
      this.#start(index + 1).catch(() => undefined);
    }
    return kernel;
  }

  /** Lets the notebook's kernel end, without waiting for it. A shared one stays. */
  release(index: number): void {
    const kernel = this.#kernels.get(index);
    if (this.#shared || kernel === undefined) return;
    this.#kernels.delete(index);
    this.#ending.push(end(kernel));
  }

  /** Ends what runs in the kernels, at once; what waits for it fails with a `KernelDiedError`. */
  kill(): void {
    for (const kernel of this.#kernels.values()) {
      kernel.then((started) => started.kill()).catch(() => undefined);
    }
  }

  /** Ends all kernels and waits until they are gone. */
  async close(): Promise<void> {
    this.#ending.push(...[...this.#kernels.values()].map(end));
    this.#kernels.clear();
    await Promise.all(this.#ending);
  }

  #start(index: number): Promise<KernelClient> {
    const existing = this.#kernels.get(index);
    if (existing !== undefined) return existing;
    const kernel = KernelClient.start({
      cwd: this.#folders[index] ?? ".",
      variables: this.#variables,
      onNotice: this.#onNotice,
    });
    this.#kernels.set(index, kernel);
    return kernel;
  }
}

async function end(kernel: Promise<KernelClient>): Promise<void> {
  const started = await kernel.catch(() => undefined);
  await started?.shutdown();
}
