import { basename, dirname, resolve } from "node:path";
import { SimulationError } from "../common/errors.ts";

/** Thrown when a cell runs longer than it may. */
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

/** Thrown when a kernel is to be registered under a name that somebody else's kernel has. */
export class ForeignKernelError extends SimulationError {
  readonly code = "FOREIGN_KERNEL";

  /** @param file - the specification that is there */
  constructor(file: string) {
    super({
      message: `Another kernel is registered as ${file}; it is left as it is.`,
      hint: `Remove ${dirname(file)} to use this checkout's kernel everywhere, or open the notebooks with npm run jupyter, which uses it anyway.`,
    });
  }
}

/** Thrown when a file is not a notebook that can be run: not JSON, or not nbformat 4. */
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

/** Thrown when an option of a notebook run has a value that makes no sense. */
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

/** Thrown when the kernel's process ends while it is still needed. */
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

/** Thrown when a kernel was started but does not answer. */
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

/** Thrown when a package is missing that only running notebooks needs. */
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

/** Thrown when Jupyter is to be opened and there is none. */
export class NoJupyterError extends SimulationError {
  readonly code = "NO_JUPYTER";

  /** @param install - the command that installs it on this machine */
  constructor(install: string) {
    super({
      message: "No Jupyter was found on this machine.",
      hint: [
        `Install it with: ${install}`,
        "Or use VS Code: install its Jupyter extension, run npm run kernel, open a notebook of notebooks/, and choose Select Kernel, Jupyter Kernel, TypeScript.",
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

/** Thrown when a cell of a notebook fails, runs out of time or takes its kernel down. */
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

/** Thrown when a notebook that somebody named is not there. */
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

/** Thrown when notebooks of a comparison did not run to their ends; what could be compared was. */
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

/** Thrown when something changes that a running process has read already. */
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

/** Thrown when the tslab that is installed is not one whose inside this kit knows. */
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
