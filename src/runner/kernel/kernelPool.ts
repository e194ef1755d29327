import { KernelClient } from "./kernelClient.ts";

/**
 * Kernels that are there when they are needed. Starting one takes a second, in which another one works, or somebody
 * edits.
 */
export class KernelPool {
  readonly #variables: Readonly<Record<string, string>>;
  readonly #onNotice: (text: string) => void;
  readonly #taken = new Set<Promise<KernelClient>>();
  readonly #ending = new Set<Promise<void>>();
  #reserve: { readonly folder: string; readonly kernel: Promise<KernelClient> } | undefined;

  /**
   * @param variables - environment variables for the kernels
   * @param onNotice - called with what a kernel prints past its notebook
   */
  constructor(variables: Readonly<Record<string, string>>, onNotice: (text: string) => void) {
    this.#variables = variables;
    this.#onNotice = onNotice;
  }

  /** Starts a kernel ahead of its use. */
  prepare(folder: string): void {
    if (this.#reserve?.folder === folder) return;
    this.#dropReserve();
    const kernel = this.#start(folder);
    this.#reserve = { folder, kernel };
    kernel.catch(() => {
      // Whoever needs a kernel starts another one, and gets the error if that fails, too.
      if (this.#reserve?.kernel === kernel) this.#reserve = undefined;
    });
  }

  /**
   * A kernel that has not executed anything.
   *
   * @param folder - from where its cells import
   * @throws KernelStartError, KernelDiedError if it does not start
   */
  async take(folder: string): Promise<KernelClient> {
    const kernel = this.#reserve?.folder === folder ? this.#reserve.kernel : this.#start(folder);
    if (kernel === this.#reserve?.kernel) this.#reserve = undefined;
    this.#taken.add(kernel);
    return await kernel;
  }

  /** Lets all kernels that were taken end, without waiting for it. */
  release(): void {
    for (const kernel of this.#taken) this.#end(kernel);
    this.#taken.clear();
  }

  /** Ends what runs in the kernels that were taken, at once; what waits for it fails with a `KernelDiedError`. */
  kill(): void {
    for (const kernel of this.#taken) kernel.then((started) => started.kill()).catch(() => undefined);
  }

  /** Ends all kernels and waits until they are gone. */
  async close(): Promise<void> {
    this.release();
    this.#dropReserve();
    await Promise.all(this.#ending);
  }

  #start(folder: string): Promise<KernelClient> {
    return KernelClient.start({ cwd: folder, variables: this.#variables, onNotice: this.#onNotice });
  }

  #dropReserve(): void {
    if (this.#reserve !== undefined) this.#end(this.#reserve.kernel);
    this.#reserve = undefined;
  }

  #end(kernel: Promise<KernelClient>): void {
    const ended = kernel.then(
      (started) => started.shutdown(),
      () => undefined,
    );
    this.#ending.add(ended);
    void ended.finally(() => this.#ending.delete(ended));
  }
}
