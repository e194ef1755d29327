import { createRequire } from "node:module";
import { dirname, relative, resolve } from "node:path";
import type ts from "typescript";

type FileCallback = ts.FileWatcherCallback;
type FolderCallback = ts.DirectoryWatcherCallback;
type Program = ts.EmitAndSemanticDiagnosticsBuilderProgram;

/**
 * Compiles a TypeScript library again and again. It stays in memory between builds, so that one takes a fraction of
 * what `tsc` takes; and what does not compile is not written, so that the compiled library always is of one piece.
 */
export class LibraryBuilder {
  readonly #ts: typeof ts;
  readonly #root: string;
  readonly #files = new Map<string, Set<FileCallback>>();
  readonly #folders = new Map<string, Set<FolderCallback>>();
  readonly #watch: ts.WatchOfConfigFile<Program>;
  #problems: readonly ts.Diagnostic[] = [];

  private constructor(typescript: typeof ts, config: string) {
    this.#ts = typescript;
    this.#root = dirname(config);
    const host = typescript.createWatchCompilerHost(
      config,
      {},
      this.#system(),
      typescript.createEmitAndSemanticDiagnosticsBuilderProgram,
      (diagnostic) => {
        this.#problems = [...this.#problems, diagnostic];
      },
      () => undefined,
    );
    host.afterProgramCreate = (program) => {
      this.#emit(program);
    };
    this.#watch = typescript.createWatchProgram(host);
  }

  /**
   * Builds a library for the first time.
   *
   * @param config - path of its `tsconfig.json`
   */
  static open(config: string): LibraryBuilder {
    // The library's own compiler. It takes a while to load, and most commands do without.
    return new LibraryBuilder(createRequire(config)("typescript") as typeof ts, config);
  }

  /**
   * Builds what depends on files that have changed.
   *
   * @param paths - of files that were written, added or removed
   */
  build(paths: Iterable<string>): void {
    const { FileWatcherEventKind, sys } = this.#ts;
    this.#problems = [];
    for (const path of paths) {
      const kind = sys.fileExists(path) ? FileWatcherEventKind.Changed : FileWatcherEventKind.Deleted;
      for (const callback of this.#files.get(resolve(path)) ?? []) callback(path, kind);
      for (const [folder, callbacks] of this.#folders) {
        if (relative(folder, path).startsWith("..")) continue;
        for (const callback of callbacks) callback(path);
      }
    }
    // Without a change it does nothing, and keeps the problems that there were.
    this.#emit(this.#watch.getProgram());
  }

  /** What keeps the library from being compiled: file, line and message of each error; empty if nothing does. */
  get problems(): string[] {
    const { flattenDiagnosticMessageText, getLineAndCharacterOfPosition } = this.#ts;
    return this.#problems.map(({ file, start = 0, messageText, code }) => {
      const message = `error TS${code}: ${flattenDiagnosticMessageText(messageText, "\n")}`;
      if (file === undefined) return message;
      const { line, character } = getLineAndCharacterOfPosition(file, start);
      return `${relative(this.#root, file.fileName)}:${line + 1}:${character + 1} - ${message}`;
    });
  }

  /** Forgets the library. */
  close(): void {
    this.#watch.close();
  }

  #emit(program: Program): void {
    const errors = [
      ...program.getConfigFileParsingDiagnostics(),
      ...program.getSyntacticDiagnostics(),
      ...program.getOptionsDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...program.getSemanticDiagnostics(),
    ].filter(({ category }) => category === this.#ts.DiagnosticCategory.Error);
    this.#problems = [...new Set(errors)];
    if (errors.length === 0) program.emit();
  }

  /** TypeScript is told of changes by {@link build}, when it may write, and does not look for them itself. */
  #system(): ts.System {
    const system: ts.System = {
      ...this.#ts.sys,
      watchFile: (path, callback) => register(this.#files, resolve(path), callback),
      watchDirectory: (path, callback) => register(this.#folders, resolve(path), callback),
    };
    // With a timer it would build by itself, too.
    Reflect.deleteProperty(system, "setTimeout");
    return system;
  }
}

function register<Callback>(
  registered: Map<string, Set<Callback>>,
  path: string,
  callback: Callback,
): ts.FileWatcher {
  const callbacks = registered.get(path) ?? new Set();
  registered.set(path, callbacks.add(callback));
  return { close: () => callbacks.delete(callback) };
}
