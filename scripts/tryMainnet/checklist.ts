import { describeCause } from "../../src/common/describeCause.ts";

/** A list of what was tried, as Markdown. */
export class Checklist {
  readonly #lines: string[] = [];
  #failures = 0;

  /** How many steps have failed. */
  get failures(): number {
    return this.#failures;
  }

  heading(text: string): void {
    if (this.#lines.length > 0) this.#lines.push("");
    this.#lines.push(text, "");
  }

  /**
   * Tries a step, and ticks it off.
   *
   * @param what - the step, in words
   * @param attempt - does it
   * @param describe - says what was seen
   * @throws what the attempt throws, once it is on the list
   */
  async try<Result>(
    what: string,
    attempt: () => Promise<Result>,
    describe: (result: Result) => string | Promise<string>,
  ): Promise<Result> {
    try {
      const result = await attempt();
      this.#lines.push(`- [x] ${what}: ${await describe(result)}`);
      return result;
    } catch (error) {
      this.#failures += 1;
      this.#lines.push(`- [ ] ${what}: ${describeCause(error)}`);
      throw error;
    }
  }

  /** Adds what was seen, as a table of two columns. */
  facts(facts: Readonly<Record<string, string>>): void {
    this.#lines.push("", "| what | seen |", "| --- | --- |");
    for (const [what, seen] of Object.entries(facts)) this.#lines.push(`| ${what} | ${seen} |`);
    this.#lines.push("");
  }

  toString(): string {
    return this.#lines.join("\n").replaceAll(/\n{3,}/g, "\n\n");
  }
}
