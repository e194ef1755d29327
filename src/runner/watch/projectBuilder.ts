import type { ProjectFiles } from "../projectFiles.ts";
import { LibraryBuilder } from "./libraryBuilder.ts";
import { concernOf } from "./watchedPaths.ts";

/** How a build of the contracts ended. */
export interface BuiltContracts {
  /** What keeps them from being compiled; absent if nothing does. */
  readonly problem?: string;
  /** Sources of the library that were made from them: paths. */
  readonly generated: readonly string[];
}

/** What builds the contracts of a project. */
export interface ContractBuilder {
  /** Builds what has changed. Nothing is written unless all contracts compile. */
  build(): Promise<BuiltContracts>;
}

/** How a build ended. */
export interface BuildResult {
  /** What keeps the project from being built, with files and lines; empty if nothing does. */
  readonly problems: readonly string[];
  readonly contractSeconds: number;
  readonly librarySeconds: number;
  /** Sources of the library that were made on the way: paths. */
  readonly generated: readonly string[];
}

/** Builds a project's contracts and its library, as far as changes concern them. */
export class ProjectBuilder {
  readonly #files: ProjectFiles;
  readonly #contracts: ContractBuilder;
  #library: LibraryBuilder | undefined;
  /** What could not be built has to be tried again, whatever changes next. */
  #contractProblem: string | undefined;
  #isFirst = true;

  constructor(files: ProjectFiles, contracts: ContractBuilder) {
    this.#files = files;
    this.#contracts = contracts;
  }

  /**
   * Builds what is concerned; the first time everything.
   *
   * @param paths - files that have changed
   */
  async build(paths: ReadonlySet<string>): Promise<BuildResult> {
    const concerns = (concern: string): boolean =>
      this.#isFirst || [...paths].some((path) => concernOf(this.#files, path) === concern);
    const [contracts, library] = [concerns("contracts"), concerns("library")];
    this.#isFirst = false;
    let start = performance.now();
    const seconds = (): number => {
      const past = (performance.now() - start) / 1_000;
      start = performance.now();
      return past;
    };
    let generated: readonly string[] = [];
    if (contracts || this.#contractProblem !== undefined) {
      const built = await this.#contracts.build();
      this.#contractProblem = built.problem;
      generated = built.generated;
    }
    const contractSeconds = seconds();
    if (library || generated.length > 0) this.#buildLibrary([...paths, ...generated]);
    const problems = [this.#contractProblem ?? [], this.#library?.problems ?? []].flat();
    return { problems, contractSeconds, librarySeconds: seconds(), generated };
  }

  /** Forgets what was built. */
  close(): void {
    this.#library?.close();
  }

  #buildLibrary(paths: readonly string[]): void {
    const { library } = this.#files;
    if (this.#library !== undefined) this.#library.build(paths);
    else if (library !== undefined) this.#library = LibraryBuilder.open(library.config);
  }
}
