import { Module } from "node:module";
import { dirname } from "node:path";

/** What Node does not declare of its modules. */
interface CompiledModule extends NodeJS.Module {
  _compile(code: string, file: string, format: "commonjs"): void;
}

/** A file of the project, compiled to `require`. */
interface Source {
  readonly code: string;
  /** Where each of its imports leads, by what it is called there. */
  readonly imports: ReadonlyMap<string, string>;
}

/**
 * The modules of a project that cells import, each loaded once, and again after it or what it imports has changed.
 *
 * TypeScript has found the files of all imports; so an import leads to exactly the file whose types it has, be it
 * called `./x`, `./x.ts`, `./x.js` or after a folder.
 */
export class ProjectModules {
  readonly #sources = new Map<string, Source>();
  readonly #loaded = new Map<string, CompiledModule>();
  readonly #cellImports = new Map<string, string>();

  /** Adds what a cell imports. */
  addCellImports(imports: ReadonlyMap<string, string>): void {
    for (const [name, file] of imports) this.#cellImports.set(name, file);
  }

  /** Adds a file, or replaces what was there. */
  set(file: string, source: Source): void {
    this.#sources.set(file, source);
    this.#forget(file);
  }

  /**
   * What `require` is in a cell.
   *
   * @param others - loads what is not a file of the project
   */
  requireFromCell(others: NodeJS.Require): NodeJS.Require {
    return this.#require(others, this.#cellImports, others);
  }

  #require(
    others: NodeJS.Require,
    imports: ReadonlyMap<string, string>,
    fromCell: NodeJS.Require,
  ): NodeJS.Require {
    return new Proxy(others, {
      apply: (_, self, [name]: [string]): unknown => {
        const file = imports.get(name);
        const source = file === undefined ? undefined : this.#sources.get(file);
        if (file !== undefined && source !== undefined) return this.#load(file, source, fromCell).exports;
        // Only the cell's own knows the tslab that runs.
        return Reflect.apply(name === "tslab" ? fromCell : others, self, [name]);
      },
    });
  }

  #load(file: string, { code, imports }: Source, fromCell: NodeJS.Require): NodeJS.Module {
    const loaded = this.#loaded.get(file);
    if (loaded !== undefined) return loaded;
    const module = new Module(file) as CompiledModule;
    module.filename = file;
    module.paths = (Module as unknown as { _nodeModulePaths(folder: string): string[] })._nodeModulePaths(
      dirname(file),
    );
    module.require = this.#require(module.require.bind(module) as NodeJS.Require, imports, fromCell);
    // Before it runs: it may be imported by what it imports.
    this.#loaded.set(file, module);
    try {
      module._compile(code, file, "commonjs");
    } catch (error) {
      this.#loaded.delete(file);
      throw error;
    }
    module.loaded = true;
    return module;
  }

  #forget(file: string): void {
    if (!this.#loaded.delete(file)) return;
    for (const [importer, { imports }] of this.#sources) {
      if ([...imports.values()].includes(file)) this.#forget(importer);
    }
  }
}
