import { createRequire } from "node:module";
import type * as Compiler from "typescript";

/** Publishes what a cell prints: `name` is `stdout` or `stderr`. */
export type WriteStream = (name: string, text: string) => void;

/** Publishes a display, or, if `update`, changes one that is there. */
export type WriteDisplay = (content: DisplayContent, update: boolean) => void;

/** What a `display_data` message holds on the wire. */
export interface DisplayContent {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: Readonly<Record<string, unknown>>;
}

/** Ways to the front end for one cell. */
export interface CellChannel {
  readonly writeStream: WriteStream;
  readonly writeDisplay: WriteDisplay;
}

/** A parsed file, with what TypeScript keeps of it for itself. */
export interface SourceFile extends Compiler.SourceFile {
  readonly path: string;
  readonly imports: unknown;
  readonly parseDiagnostics: readonly Compiler.DiagnosticWithLocation[];
  /** What it was made from, if the parser needed a second attempt. */
  readonly original?: SourceFile;
  /** The names declared at its top level, those of `var` in its blocks included. */
  readonly locals?: ReadonlyMap<string, Compiler.Symbol>;
  /** Where each of its imports was found. */
  readonly resolvedModules?: {
    forEach(
      visit: (
        resolution: { readonly resolvedModule?: { readonly resolvedFileName: string } } | undefined,
        specifier: string,
      ) => void,
    ): void;
  };
}

/** A program that can be emitted. */
export interface BuilderProgram {
  getSourceFiles(): readonly SourceFile[];
  getProgram(): { getTypeChecker(): Compiler.TypeChecker };
  emit: (
    file: SourceFile,
    write: (name: string, text: string) => void,
    cancellation?: unknown,
    onlyDeclarations?: boolean,
    transformers?: Compiler.CustomTransformers,
  ) => unknown;
}

/** What a compiler that watches files asks of its surroundings. */
export interface CompilerHost {
  createProgram: (...args: readonly unknown[]) => BuilderProgram;
  setTimeout: (callback: () => void, milliseconds: number) => unknown;
}

/** What the compiler knows of a name. */
export interface QuickInfo {
  readonly displayParts?: readonly { readonly text: string }[];
  readonly documentation?: readonly { readonly text: string }[];
  readonly tags?: readonly { readonly name: string; readonly text?: readonly { readonly text: string }[] }[];
}

/** tslab's TypeScript: the public compiler of its version, the members that are replaced, and two internal ones. */
export type TypeScript = Omit<typeof Compiler, "createWatchCompilerHost" | "transpileModule"> & {
  createWatchCompilerHost: (
    files: readonly string[],
    options: Compiler.CompilerOptions,
    system: { readFile: (path: string, encoding?: string) => string | undefined },
    ...others: readonly unknown[]
  ) => CompilerHost;
  transpileModule: (source: string, options: Compiler.TranspileOptions) => Compiler.TranspileOutput;
  getQuickInfoAtPosition: (
    file: SourceFile,
    checker: Compiler.TypeChecker,
    cancellation: unknown,
    position: number,
  ) => QuickInfo | undefined;
  readonly getTouchingPropertyName: (file: SourceFile, position: number) => Compiler.Node;
};

/** A line and a character, counted from 0. */
interface Position {
  readonly line: number;
  readonly character: number;
}

/** A complaint of the compiler about a cell. */
export interface Diagnostic {
  readonly start: Position;
  readonly end: Position;
  readonly code: number;
  readonly messageText: string;
}

/** A cell, compiled. */
export interface Compiled {
  /** JavaScript; absent where there is a complaint. */
  readonly output?: string;
  /** Declarations of the names that later cells see. */
  readonly declOutput?: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the cell awaits something outside of functions; it is then run as an asynchronous one. */
  readonly hasToplevelAwait?: boolean;
}

/** Compiles cells. */
export interface Converter {
  readonly convert: (declarations: string, source: string) => Compiled;
  close(): void;
}

/** tslab's compilers, one for cells that run in Node and one for cells that run in a browser. */
export interface Converters {
  readonly node: Converter;
  readonly browser: Converter;
  close(): void;
}

/** Where tslab prints what became of a cell. */
export interface CellConsole {
  readonly log: (...values: unknown[]) => void;
  readonly error: (...values: unknown[]) => void;
}

/** Compiles and runs cells. */
export interface Executor {
  execute: (source: string) => Promise<boolean>;
}

/** A message of the Jupyter protocol, as tslab holds it. */
export interface ZmqMessage {
  header: { msg_type: string };
  content: object;
  createReply(): ZmqMessage;
  signAndSend(key: string, socket: unknown): void;
}

/** What is asked of a kernel when a cell is to run. */
export interface ExecuteRequest {
  /** Whether requests that wait are dropped if this one fails; they are unless this is `false`. */
  readonly stop_on_error?: boolean;
}

/** The part of tslab that runs one cell after another. */
export interface Handler {
  handleExecute: (
    this: Handler,
    request: ExecuteRequest,
    writeStream: WriteStream,
    writeDisplay: WriteDisplay,
  ) => Promise<{ readonly status: string }>;
  handleExecuteImpl: (
    this: Handler,
    request: ExecuteRequest,
    writeStream: WriteStream,
    writeDisplay: WriteDisplay,
  ) => Promise<unknown>;
}

/** The part of tslab that talks to the front end. */
export interface Server {
  readonly connInfo: { readonly key: string };
  readonly iopub: unknown;
  handleExecute: (this: Server, socket: unknown, message: ZmqMessage) => Promise<void>;
}

/** The modules of a tslab that is about to start, whose exports can be replaced. */
export interface TslabModules {
  readonly typescript: TypeScript;
  readonly zeromq: { Publisher: new (options?: object) => object };
  readonly converter: {
    createConverter: (options: object) => Converter;
    readonly esModuleToCommonJSModule: (code: string, target: Compiler.ScriptTarget) => string;
  };
  readonly executor: {
    createExecutor: (folder: string, converters: Converters, console: CellConsole) => Executor;
  };
  readonly inspect: { printQuickInfo: (info: QuickInfo) => string };
  readonly jupyter: {
    readonly JupyterHandlerImpl: { readonly prototype: Handler };
    readonly ZmqServer: { readonly prototype: Server };
  };
}

/** The package of the compiler that tslab brings. */
export const compilerOfTslab = "@tslab/typescript-for-tslab";

/** Where tslab finds each module. */
const files: Readonly<Record<keyof TslabModules, string>> = {
  typescript: compilerOfTslab,
  zeromq: "zeromq",
  converter: "./converter.js",
  executor: "./executor.js",
  inspect: "./inspect.js",
  jupyter: "./jupyter.js",
};

/**
 * Loads the modules of tslab that this kit changes. TypeScript's exports cannot be replaced; so tslab is going to find
 * a copy in their place.
 *
 * @param tslab - path of tslab's entry file
 */
export function loadTslabModules(tslab: string): TslabModules {
  const load = createRequire(tslab);
  load(files.typescript);
  const typescript = load.cache[load.resolve(files.typescript)];
  if (typescript !== undefined) typescript.exports = { ...(typescript.exports as TypeScript) };
  const modules = Object.entries(files).map(([name, file]) => [name, load(file) as unknown]);
  return Object.fromEntries(modules) as TslabModules;
}
