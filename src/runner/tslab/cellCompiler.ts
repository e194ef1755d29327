import { parse } from "node:path";
import type * as Compiler from "typescript";
import { describeCause } from "../../common/describeCause.ts";
import { findAwaits } from "./awaits.ts";
import { exportNone, expandShorthands, isCell, namesOf, replaceImportMeta } from "./cellEmission.ts";
import { explainUnknownNames } from "./explainUnknownNames.ts";
import { withoutImportAttributes } from "./importAttributes.ts";
import { importsOf, whyUnusable } from "./importedFiles.ts";
import { ProjectModules } from "./projectModules.ts";
import { findDeclarations } from "./projectDeclarations.ts";
import { emptyMap, ScriptMap, withoutMapAddress } from "./scriptMap.ts";
import { declaration } from "./sharedVariables.ts";
import type {
  BuilderProgram,
  Compiled,
  CompilerHost,
  Converter,
  Diagnostic,
  SourceFile,
  TslabModules,
} from "./tslabModules.ts";

/** What is compiled: all of a project, wherever in it the notebook lies. */
const options = { rootDir: parse(process.cwd()).root, allowImportingTsExtensions: true, sourceMap: true };

/** tslab puts `export {};` in front of every cell. */
const addedLines = 1;

/** Where a complaint about a cell as a whole points to. */
const cellStart = { line: 0, character: 0 };

/**
 * Compiles cells as tslab does, and beyond: what they import from anywhere in the project, `for await`, expressions that
 * begin with `await (`, `{ name }` of earlier cells, and variables that all cells share. It knows the types of the
 * project's contracts, and from which line of a cell each line of its script comes; it explains unknown names and
 * failures of its own.
 */
export class CellCompiler {
  /** Files of the project that cells have imported. */
  readonly project = new ProjectModules();
  readonly #modules: TslabModules;
  readonly #maps = new Map<string, ScriptMap>();
  /** Source maps of the two steps of what was compiled last. */
  #emitted = emptyMap;
  #transpiled = emptyMap;
  /** Of the cell: that of the first step, and what comes in front of its script. */
  #cellEmitted = emptyMap;
  #prefix = "";
  #latest = new ScriptMap([]);

  /** Replaces the parts of tslab's compiler; call it before one is created. */
  constructor(modules: TslabModules) {
    this.#modules = modules;
    this.#replaceHost();
    this.#keepSourceMaps();
    const { converter } = modules;
    const { createConverter } = converter;
    converter.createConverter = (settings) => {
      const created = createConverter(settings);
      return { ...created, convert: (declarations, source) => this.#convert(created, declarations, source) };
    };
  }

  /** Notes under which name the cell that was compiled last is run. */
  nameLatest(file: string): void {
    this.#maps.set(file, this.#latest);
  }

  /**
   * The place in a cell, or in a file of the project, from which a place in its script comes.
   *
   * @param file - name of the script
   * @param line - in the script, from 1
   * @param column - in the script, from 1
   * @returns line and column, from 1; `undefined` if the script has added it, `"unknown"` if it is no such script
   */
  origin(
    file: string,
    line: number,
    column: number,
  ): { line: number; column: number } | undefined | "unknown" {
    const map = this.#maps.get(file);
    if (map === undefined) return "unknown";
    const place = map.origin({ line: line - 1, column: column - 1 });
    return place && { line: place.line + 1, column: place.column + 1 };
  }

  #convert(original: Converter, declarations: string, source: string): Compiled {
    const { typescript } = this.#modules;
    try {
      const compiled = original.convert(declarations, source);
      const awaits = findAwaits(typescript, source);
      const { diagnostics: found } = compiled;
      const diagnostics = found.length === 0 ? awaits.misplaced : explainUnknownNames(found);
      this.#latest = new ScriptMap([this.#transpiled, this.#cellEmitted], addedLines);
      return {
        ...compiled,
        ...(compiled.output === undefined ? {} : { output: this.#prefix + compiled.output }),
        diagnostics,
        hasToplevelAwait: awaits.top !== undefined,
      };
    } catch (error) {
      return { diagnostics: [failure(error)] };
    }
  }

  #replaceHost(): void {
    const { typescript } = this.#modules;
    const createHost = typescript.createWatchCompilerHost;
    typescript.createWatchCompilerHost = (files, settings, system, ...others) => {
      const { readFile } = system;
      system.readFile = (path, encoding) => {
        const source = readFile(path, encoding);
        return source === undefined || path.endsWith(".d.ts") ? source : withoutImportAttributes(source);
      };
      const known = [...files, ...findDeclarations(process.cwd())];
      const host = createHost(known, { ...settings, ...options }, system, ...others);
      const { createProgram } = host;
      host.createProgram = (...args) => {
        const program = createProgram(...args);
        program.getSourceFiles().forEach(completeOriginals);
        this.#replaceEmit(program);
        return program;
      };
      keepOneTimer(host);
      return host;
    };
  }

  #replaceEmit(program: BuilderProgram): void {
    const emit = program.emit.bind(program);
    program.emit = (file, write, cancellation, onlyDeclarations, transformers) => {
      const emitFile = (written: typeof write, changes: Compiler.CustomTransformers | undefined): unknown =>
        emit(
          file,
          (name, text) => {
            if (name.endsWith(".map")) this.#emitted = text;
            else written(name, withoutMapAddress(text));
          },
          cancellation,
          onlyDeclarations,
          changes,
        );
      return isCell(file)
        ? this.#emitCell(file, program, write, transformers, emitFile)
        : this.#emitModule(file, emitFile);
    };
  }

  #emitCell(
    file: SourceFile,
    program: BuilderProgram,
    write: Parameters<BuilderProgram["emit"]>[1],
    { after = [], ...transformers }: Compiler.CustomTransformers = {},
    emit: (written: typeof write, changes: Compiler.CustomTransformers) => unknown,
  ): unknown {
    const { typescript } = this.#modules;
    const { variables, others } = namesOf(typescript, file);
    const before = [expandShorthands(typescript, program.getProgram().getTypeChecker())];
    this.#prefix = declaration(variables, others);
    this.project.addCellImports(importsOf(file));
    const changes = { ...transformers, before, after: [...after, exportNone(typescript, variables)] };
    // tslab expects the cell right in its output folder, whatever folder it is in.
    const result = emit((name, text) => {
      write(name.replace(/^outDir\/(?:.*\/)?/, "outDir/"), text);
    }, changes);
    this.#cellEmitted = this.#emitted;
    return result;
  }

  /** tslab could hand over files of the cells' own folder only. */
  #emitModule(
    file: SourceFile,
    emit: (written: (name: string, text: string) => void, changes: Compiler.CustomTransformers) => unknown,
  ): unknown {
    const { converter, typescript } = this.#modules;
    let script = "";
    const result = emit(
      (name, text) => {
        if (name.endsWith(".js")) script = text;
      },
      { before: [replaceImportMeta(typescript)] },
    );
    const unusable = whyUnusable(typescript, file);
    const code = unusable ?? converter.esModuleToCommonJSModule(script, typescript.ScriptTarget.ES2022);
    const maps = unusable === undefined ? [this.#transpiled, this.#emitted] : [emptyMap];
    this.#maps.set(file.fileName, new ScriptMap(maps));
    this.project.set(file.fileName, { code, imports: importsOf(file) });
    return result;
  }

  /** The second step makes CommonJS of what the first has written. */
  #keepSourceMaps(): void {
    const { typescript } = this.#modules;
    const transpile = typescript.transpileModule;
    typescript.transpileModule = (source, { compilerOptions, ...settings }) => {
      const result = transpile(source, {
        ...settings,
        compilerOptions: { ...compilerOptions, sourceMap: true },
      });
      this.#transpiled = result.sourceMapText ?? emptyMap;
      return { ...result, outputText: withoutMapAddress(result.outputText) };
    };
  }
}

function failure(error: unknown): Diagnostic {
  const messageText = `The kernel's compiler failed on this cell, which may be right. Write it another way, or in two cells. Its message: ${describeCause(error)}`;
  return { start: cellStart, end: cellStart, code: 0, messageText };
}

/**
 * TypeScript 5.0 takes `await (` for a call first, and then parses again. The file of the first attempt stays behind as
 * the second's original, and has no path and no imports: the compiler fails when it has to name the module of a
 * constant's type.
 */
function completeOriginals(file: SourceFile): void {
  for (let { original } = file; original !== undefined; original = original.original) {
    Object.assign(original, { path: file.path, imports: file.imports });
  }
}

/**
 * tslab has room for one timer, that of the next compilation. The compiler sets another when a file appears that an
 * import has looked for; but it looks again at each compilation anyway.
 */
function keepOneTimer(host: CompilerHost): void {
  const { setTimeout } = host;
  host.setTimeout = (callback, milliseconds) =>
    callback.name === "updateProgramWithWatchStatus" ? setTimeout(callback, milliseconds) : undefined;
}
