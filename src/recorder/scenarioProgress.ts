/** How far a scenario has come. */
export interface ScenarioProgress {
  /** How much of the work is done, from 0 to 1: mining, actions, reading samples and checking invariants. */
  readonly share: number;
  /** Chain time that has been reached, unix seconds. */
  readonly time: number;
  /** Samples that have been read. */
  readonly samples: number;
  /** Samples that there will be. */
  readonly allSamples: number;
}

/** What there is to do in a scenario. */
export interface ScenarioWork {
  /** Points in time to go to. */
  readonly steps: number;
  readonly samples: number;
  readonly invariants: number;
  /** Samples of earlier runs on which the invariants have not been checked. */
  readonly unchecked: number;
}

/** Counts what a scenario has done. Every step, every sample and every check of a sample is one piece of work. */
export class ProgressCounter {
  readonly #report: (progress: ScenarioProgress) => void;
  readonly #work: ScenarioWork;
  #allSamples: number;
  #time = 0;
  #steps = 0;
  #samples = 0;
  #checks = 0;

  constructor(report: (progress: ScenarioProgress) => void, work: ScenarioWork) {
    this.#report = report;
    this.#work = work;
    this.#allSamples = work.samples;
  }

  /** The chain has been moved to a point of the scenario, and what was due there has been done. */
  stepped(time: number): void {
    this.#steps += 1;
    this.#time = time;
    this.#tell();
  }

  sampled(): void {
    this.#samples += 1;
    this.#tell();
  }

  /** Samples that were planned are not taken: an action that mines nothing needs no sample after it. */
  dropped(samples: number): void {
    this.#allSamples -= samples;
  }

  /** Samples that were not planned are taken: a view jumps between two others. */
  added(samples: number): void {
    this.#allSamples += samples;
  }

  /** All invariants have been checked on a sample. */
  checked(): void {
    this.#checks += this.#work.invariants;
    this.#tell();
  }

  #tell(): void {
    const { steps, invariants, unchecked } = this.#work;
    const all = steps + this.#allSamples + (this.#allSamples + unchecked) * invariants;
    const done = this.#steps + this.#samples + this.#checks;
    this.#report({
      share: Math.min(1, done / all),
      time: this.#time,
      samples: this.#samples,
      allSamples: this.#allSamples,
    });
  }
}
