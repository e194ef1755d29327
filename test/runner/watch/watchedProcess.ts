import { type ChildProcess, spawn } from "node:child_process";
import { hardhat } from "../../support/hardhatProcess.ts";

/** Milliseconds after which something that does not come is taken to be missing. */
const limit = 60_000;

const rounds = /^Waiting for changes/gm;

/** `hardhat notebooks watch` as a process, and what it says. */
export class WatchedProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** All that it has said. */
  output = "";
  #heard: (() => void)[] = [];

  /** @param program - Hardhat's command line */
  constructor(root: string, args: readonly string[], program = hardhat) {
    this.child = spawn(process.execPath, [program, "notebooks", "watch", ...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
        this.#tell();
      });
    }
    this.ended = new Promise((resolve) => {
      this.child.once("close", (code) => {
        resolve(code);
        this.#tell();
      });
    });
  }

  /** Waits until it has said something, and gives what it said since a place. */
  async says(pattern: RegExp, from = 0): Promise<string> {
    const late = new AbortController();
    const timer = setTimeout(() => {
      late.abort();
      this.#tell();
    }, limit);
    try {
      for (;;) {
        const said = this.output.slice(from);
        if (pattern.test(said)) return said;
        if (late.signal.aborted || this.child.exitCode !== null) {
          throw new Error(`${String(pattern)} does not come. What was said:\n${this.output}`);
        }
        await new Promise<void>((resolve) => {
          this.#heard.push(resolve);
        });
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Does something, waits until its consequences are there, and gives what was said of them. */
  async after(act: () => void, until: RegExp = rounds): Promise<string> {
    const from = this.output.length;
    act();
    return await this.says(new RegExp(until.source, "m"), from);
  }

  #tell(): void {
    const heard = this.#heard;
    this.#heard = [];
    for (const resolve of heard) resolve();
  }
}
