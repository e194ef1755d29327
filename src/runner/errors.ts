import { basename, dirname, resolve } from "node:path";
import { SimulationError } from "../common/errors.ts";

/**
 * A cell ran longer than it may.
 *
 * @remarks Raise the limit with `--timeout <seconds>`, or let the scenario cover less chain time.
 */
export class CellTimeoutError extends SimulationError {
  readonly code = "CELL_TIMEOUT";

  /** @param seconds - the limit */
  constructor(seconds: number) {
    super({
      message: `The cell ran longer than ${seconds} s.`,
      hint: "Raise the limit with --timeout <seconds>, or let the scenario cover less chain time.",
    });
  }
}

/**
 * A kernel is to be registered under a name that another kernel has.
 *
 * @remarks Remove the folder that the message names, or open the notebooks with `npx hardhat notebooks jupyter`,
 * which uses the right one anyway.
 */
export class ForeignKernelError extends SimulationError {
  readonly code = "FOREIGN_KERNEL";

  /** @param file - the specification that is there */
  constructor(file: string) {
    super({
      message: `Another kernel is registered as ${file}; it is left as it is.`,
      hint: `Remove ${dirname(file)} to use this checkout's kernel everywhere, or open the notebooks with npx hardhat notebooks jupyter, which uses it anyway.`,
    });
  }
}

/**
 * A file is no notebook that can be run: not JSON, or not nbformat 4.
 *
 * @remarks Save it once from JupyterLab or VS Code, or restore it from git.
 */
export class InvalidNotebookError extends SimulationError {
  readonly code = "INVALID_NOTEBOOK";

  /**
   * @param file - path of the file
   * @param reason - what is wrong with it, such as `"cells[2].source is a number"`
   * @param hint - what to do, where another program than Jupyter has to do it
   */
  constructor(
    file: string,
    reason: string,
    cause?: unknown,
    hint = "Save it once from JupyterLab or VS Code in the current format (nbformat 4.5), or restore it from git.",
  ) {
    super({
      message: `${file} is not a valid notebook: ${reason}.`,
      hint,
      cause,
    });
  }
}

/**
 * An option of a notebook run has a value that makes no sense.
 *
 * @remarks Give a value in the range that the message names.
 */
export class InvalidRunOptionError extends SimulationError {
  readonly code = "INVALID_RUN_OPTION";
}

/** How a process ended. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The last lines that it wrote to standard error, outside of any cell. */
  readonly stderr: string;
}

/**
 * The kernel's process ended while it was still needed.
 *
 * @remarks Read its last words in the message. `process.exit()` in a cell and too little memory end a kernel.
 */
export class KernelDiedError extends SimulationError {
  readonly code = "KERNEL_DIED";
  readonly exitCode: number | null;
  readonly signal: string | null;

  constructor(end: ProcessEnd) {
    const how = end.signal === null ? `exit code ${end.exitCode ?? "unknown"}` : `signal ${end.signal}`;
    super({
      message: `The kernel died with ${how}.`,
      hint:
        end.stderr === ""
          ? "It left no message. process.exit() in a cell does this, and so does running out of memory."
          : `Its last words:\n${end.stderr}`,
    });
    this.exitCode = end.exitCode;
    this.signal = end.signal;
  }
}

/**
 * A kernel was started and does not answer.
 *
 * @remarks Install the packages again, and check whether the machine is busy.
 */
export class KernelStartError extends SimulationError {
  readonly code = "KERNEL_START_FAILED";

  /**
   * @param seconds - how long it was waited for
   * @param stderr - what it wrote meanwhile
   */
  constructor(seconds: number, stderr: string) {
    super({
      message: `The kernel did not answer within ${seconds} s.`,
      hint: stderr === "" ? "Run npm ci again, and see whether the machine is busy." : `It wrote:\n${stderr}`,
    });
  }
}

/**
 * A package is missing that only running notebooks needs.
 *
 * @remarks Run `npm install --save-dev tslab zeromq`.
 */
export class MissingPackageError extends SimulationError {
  readonly code = "MISSING_PACKAGE";

  /**
   * @param name - of the package
   * @param folder - from where it was looked for
   */
  constructor(name: string, folder: string) {
    super({
      message: `Notebooks run with the package ${name}, which is not installed for ${resolve(folder)}.`,
      hint: "Install what runs notebooks: npm install --save-dev tslab zeromq",
    });
  }
}

/**
 * Jupyter is to be opened, and there is none.
 *
 * @remarks Run the command in the message, or use VS Code with its Jupyter extension.
 */
export class NoJupyterError extends SimulationError {
  readonly code = "NO_JUPYTER";

  /** @param install - the command that installs it on this machine */
  constructor(install: string) {
    super({
      message: "No Jupyter was found on this machine.",
      hint: [
        `Install it with: ${install}`,
        "Or use VS Code: install its Jupyter extension, run npx hardhat notebooks kernel, open a notebook of notebooks/, and choose Select Kernel, Jupyter Kernel, TypeScript.",
      ].join("\n"),
    });
  }
}

/** What is known about a cell that failed. */
export interface NotebookCellFailure {
  /** File name of the notebook. */
  readonly notebook: string;
  /** Number of the cell among the notebook's code cells, from 1: what Jupyter shows as `[n]`. */
  readonly cell: number;
  /** Line in the cell, from 1, and its text; absent where the error does not say. */
  readonly line?: { readonly number: number; readonly text: string };
  /** Class of the error, such as `"TypeError"`. */
  readonly errorName: string;
  /** Message of the error. */
  readonly errorMessage: string;
  /** Error and stack as text, one entry per line. */
  readonly traceback: readonly string[];
  /** Where the notebook was written, with the outputs so far. */
  readonly writtenTo: string;
  readonly cause?: unknown;
}

/**
 * A cell failed, ran out of time or took its kernel down.
 *
 * @remarks Correct the cell at the line that the message names, and run the notebook again. `failure` has the
 * details.
 */
export class NotebookCellError extends SimulationError {
  readonly code = "NOTEBOOK_CELL_FAILED";
  /** The details, for programs. */
  readonly failure: NotebookCellFailure;

  constructor(failure: NotebookCellFailure) {
    const [firstLine = "", ...moreLines] = failure.errorMessage.split("\n");
    const line = failure.line;
    const place = `${failure.notebook}, cell ${failure.cell}${line === undefined ? "" : `, line ${line.number}`}`;
    super({
      message: `${place}: ${failure.errorName}: ${firstLine}`,
      hint: [
        ...moreLines,
        ...(line === undefined ? [] : [`  ${line.number} | ${line.text}`]),
        `Outputs so far are in ${failure.writtenTo}: fix the cell and run the notebook again.`,
      ].join("\n"),
      cause: failure.cause,
    });
    this.failure = failure;
  }
}

/**
 * A notebook that was named does not exist.
 *
 * @remarks Choose from the notebooks in the message.
 */
export class NotebookNotFoundError extends SimulationError {
  readonly code = "NOTEBOOK_NOT_FOUND";

  /**
   * @param name - what was asked for
   * @param directory - where it was looked for
   * @param available - file names of the notebooks that do exist there
   */
  constructor(name: string, directory: string, available: readonly string[]) {
    super({
      message: `No notebook ${JSON.stringify(name)} in ${directory}.`,
      hint:
        available.length === 0
          ? "There is no .ipynb file in that folder."
          : `Notebooks there: ${available.join(", ")}.`,
    });
  }
}

/**
 * Notebooks of a comparison did not run to their ends.
 *
 * @remarks Run the notebook alone with `npx hardhat notebooks run` to see the failing cell. What was recorded
 * before is compared.
 */
export class NotebooksFailedError extends SimulationError {
  readonly code = "NOTEBOOKS_FAILED";

  /** @param failures - each with notebook, side and reason */
  constructor(failures: readonly string[]) {
    super({
      message: failures.join("\n"),
      hint: "What was recorded before is compared. Run the notebook alone to see the failing cell: npx hardhat notebooks run.",
    });
  }
}

/**
 * A file changed that the running process has read already.
 *
 * @remarks Start the command again.
 */
export class RestartNeededError extends SimulationError {
  readonly code = "RESTART_NEEDED";

  /** @param file - path of what has changed */
  constructor(file: string) {
    super({
      message: `${basename(file)} has changed.`,
      hint: "It was read when this command started: start it again.",
    });
  }
}

/**
 * The installed tslab is no version that this kit knows from inside.
 *
 * @remarks Install a version from the message: `npm install --save-dev tslab@<version> zeromq`.
 */
export class UnsupportedTslabError extends SimulationError {
  readonly code = "UNSUPPORTED_TSLAB";

  /**
   * @param tslab - the one that was found
   * @param fitting - versions that fit
   * @param reason - the member that differs, where the version alone is right
   */
  constructor(
    tslab: { readonly version: string; readonly folder: string },
    fitting: readonly string[],
    reason?: string,
  ) {
    const found = `tslab ${tslab.version} in ${tslab.folder}`;
    super({
      message:
        reason === undefined
          ? `${found} is not a version that this kit can run.`
          : `${found} is not as it was published: ${reason}.`,
      hint: `Versions that fit: ${fitting.join(", ")}. Install one: npm install --save-dev tslab@${fitting.at(-1) ?? "latest"} zeromq`,
    });
  }
}
