import { createRequire } from "node:module";

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

/** A piece of parsed source. */
export interface SyntaxNode {
  readonly kind: number;
}

/** A parsed file. */
export interface SourceFile extends SyntaxNode {
  path: string;
  /** What it was made from, if the parser needed a second attempt. */
  readonly original?: SourceFile;
}

/** What a compiler that watches files asks of its surroundings. */
export interface CompilerHost {
  createProgram: (...args: readonly unknown[]) => { getSourceFiles(): readonly SourceFile[] };
}

/** What the compiler knows of a name. */
export interface QuickInfo {
  readonly displayParts?: readonly { readonly text: string }[];
  readonly documentation?: readonly { readonly text: string }[];
  readonly tags?: readonly { readonly name: string; readonly text?: readonly { readonly text: string }[] }[];
}

/** What is declared under a name. */
export interface NamedSymbol {
  readonly flags: number;
  getDocumentationComment(checker: TypeChecker): NonNullable<QuickInfo["documentation"]>;
  getJsDocTags(checker: TypeChecker): NonNullable<QuickInfo["tags"]>;
}

/** Knows the types of a program. */
export interface TypeChecker {
  getTypeAtLocation(node: SyntaxNode): {
    readonly symbol?: NamedSymbol;
    readonly aliasSymbol?: NamedSymbol;
  };
}

/** The part of tslab's TypeScript that this kit uses or changes. */
export interface TypeScript {
  readonly SyntaxKind: { readonly AwaitExpression: number };
  readonly ScriptTarget: { readonly Latest: number };
  readonly SymbolFlags: { readonly Class: number; readonly Interface: number; readonly TypeAlias: number };
  createWatchCompilerHost: (...args: readonly unknown[]) => CompilerHost;
  readonly createSourceFile: (name: string, text: string, target: number) => SourceFile;
  getQuickInfoAtPosition: (
    file: SourceFile,
    checker: TypeChecker,
    cancellation: unknown,
    position: number,
  ) => QuickInfo | undefined;
  readonly getTouchingPropertyName: (file: SourceFile, position: number) => SyntaxNode;
  readonly isFunctionLike: (node: SyntaxNode) => boolean;
  readonly forEachChild: (node: SyntaxNode, visit: (child: SyntaxNode) => boolean) => boolean | undefined;
}

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
interface Compiled {
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

/** The part of tslab that runs one cell after another. */
export interface Handler {
  handleExecuteImpl: (
    this: Handler,
    request: object,
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
  readonly converter: { createConverter: (options: object) => Converter };
  readonly executor: {
    createExecutor: (folder: string, converters: Converters, console: CellConsole) => Executor;
  };
  readonly inspect: { printQuickInfo: (info: QuickInfo) => string };
  readonly jupyter: {
    readonly JupyterHandlerImpl: { readonly prototype: Handler };
    readonly ZmqServer: { readonly prototype: Server };
  };
}

/**
 * Loads the modules of tslab that this kit changes. tslab 1.0.22 is pinned; another version may look different inside.
 *
 * @param tslab - path of tslab's entry file
 */
export function loadTslabModules(tslab: string): TslabModules {
  const load = createRequire(tslab);
  return {
    typescript: loadTypeScript(load),
    zeromq: load("zeromq") as TslabModules["zeromq"],
    converter: load("./converter.js") as TslabModules["converter"],
    executor: load("./executor.js") as TslabModules["executor"],
    inspect: load("./inspect.js") as TslabModules["inspect"],
    jupyter: load("./jupyter.js") as TslabModules["jupyter"],
  };
}

/** Loads tslab's TypeScript, whose exports cannot be replaced; so tslab is going to find a copy in their place. */
function loadTypeScript(load: NodeJS.Require): TypeScript {
  const name = "@tslab/typescript-for-tslab";
  const copy = { ...(load(name) as TypeScript) };
  const loaded = load.cache[load.resolve(name)];
  if (loaded !== undefined) loaded.exports = copy;
  return copy;
}
