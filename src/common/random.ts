import { createHash } from "node:crypto";
import { InvalidArgumentsError } from "./errors.ts";

/** Where a stream of random numbers stands, as plain JSON: its own state, and those of the streams taken from it. */
export interface RandomPosition {
  /** 32 hexadecimal digits: the four words of the generator. */
  readonly state: string;
  /** Positions of the streams that were taken from this one, by name. */
  readonly streams?: Readonly<Record<string, RandomPosition>>;
}

/**
 * A stream of random numbers that a seed determines: equal seeds give equal numbers, on any machine.
 *
 * Every call takes a fixed amount from the stream (except that `integer` repeats a draw that would make some numbers
 * likelier), so two runs of one seed stay in step as long as they ask for the same things.
 */
export interface Random {
  /** A number from 0 to below 1, of 53 random bits. */
  float(): number;
  /**
   * A whole number, all equally likely.
   *
   * @param min - the smallest
   * @param max - the largest
   * @throws InvalidArgumentsError if these are no safe integers, or `min` exceeds `max`
   */
  integer(min: number, max: number): number;
  /**
   * A normally distributed number.
   *
   * @param mean - default: 0
   * @param sd - standard deviation; default: 1
   * @throws InvalidArgumentsError if these are no finite numbers, or `sd` is negative
   */
  normal(mean?: number, sd?: number): number;
  /**
   * One of several things, all equally likely.
   *
   * @throws InvalidArgumentsError if there are none
   */
  choice<Item>(items: readonly Item[]): Item;
  /** The same things in random order; what is given stays as it is. */
  shuffle<Item>(items: readonly Item[]): Item[];
  /**
   * A stream of its own, which neither moves this one nor is moved by it. The same name gives the same stream, which
   * goes on where it stands.
   *
   * @param name - whom the numbers are for, `"gas"` say
   */
  stream(name: string): Random;
  /** Where the stream stands, with those taken from it; assigning goes back there, in streams at hand too. */
  position: RandomPosition;
}

/**
 * A stream of random numbers: xoshiro128** of Blackman and Vigna, which starts from the SHA-256 of the seed.
 *
 * @param seed - any text; `String(7)` for a number
 * @param position - where to go on; default: at the start
 * @throws InvalidArgumentsError if the position is none
 *
 * @example
 * ```ts
 * const random = createRandom("7");
 * const gwei = random.stream("gas").normal(40, 10);
 * ```
 */
export function createRandom(seed: string, position?: RandomPosition): Random {
  const random = new Xoshiro128(seed);
  if (position !== undefined) random.position = position;
  return random;
}

/** Whether a text can be the state of a stream; all zeros would stay so for ever. */
export function isRandomState(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text) && !/^0+$/.test(text);
}

/** Two to the power of 53: how many numbers a draw can give. */
const draws = 2 ** 53;

class Xoshiro128 implements Random {
  readonly #seed: string;
  readonly #words = new Uint32Array(4);
  readonly #streams = new Map<string, Xoshiro128>();

  constructor(seed: string) {
    this.#seed = seed;
    this.#start();
  }

  float(): number {
    return this.#draw() / draws;
  }

  integer(min: number, max: number): number {
    const count = max - min + 1;
    if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || min > max || count > draws) {
      throw new InvalidArgumentsError({
        message: `random.integer(${String(min)}, ${String(max)}) has no range of whole numbers to choose from.`,
        hint: "Give the smallest and the largest number, in this order, both whole and at most 2^53 apart.",
      });
    }
    // The last numbers of the generator would make the first of the range likelier.
    const fair = draws - (draws % count);
    let drawn = this.#draw();
    while (drawn >= fair) drawn = this.#draw();
    return min + (drawn % count);
  }

  normal(mean = 0, sd = 1): number {
    if (!Number.isFinite(mean) || !Number.isFinite(sd) || sd < 0) {
      throw new InvalidArgumentsError({
        message: `random.normal(${String(mean)}, ${String(sd)}) is no normal distribution.`,
        hint: "Give a mean and a standard deviation of at least 0, both finite.",
      });
    }
    // Box and Muller; the second of each pair is left out, so that a position is the generator's state alone.
    const radius = Math.sqrt(-2 * Math.log(1 - this.float()));
    return mean + sd * radius * Math.cos(2 * Math.PI * this.float());
  }

  choice<Item>(items: readonly Item[]): Item {
    if (items.length === 0) {
      throw new InvalidArgumentsError({
        message: "random.choice([]) has nothing to choose from.",
        hint: "Give at least one item.",
      });
    }
    return items[this.integer(0, items.length - 1)] as Item;
  }

  shuffle<Item>(items: readonly Item[]): Item[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = this.integer(0, last);
      const moved = shuffled[last] as Item;
      shuffled[last] = shuffled[other] as Item;
      shuffled[other] = moved;
    }
    return shuffled;
  }

  stream(name: string): Random {
    return this.#stream(name);
  }

  get position(): RandomPosition {
    const state = Array.from(this.#words, (word) => word.toString(16).padStart(8, "0")).join("");
    if (this.#streams.size === 0) return { state };
    const names = [...this.#streams.keys()].sort();
    return {
      state,
      streams: Object.fromEntries(names.map((name) => [name, this.#stream(name).position])),
    };
  }

  set position({ state, streams = {} }: RandomPosition) {
    if (!isRandomState(state)) {
      throw new InvalidArgumentsError({
        message: `"${state}" is no position of a stream of random numbers.`,
        hint: "Give what its property position had: 32 hexadecimal digits, not all of them 0.",
      });
    }
    const named = new Map(Object.entries(streams));
    for (let word = 0; word < 4; word++)
      this.#words[word] = parseInt(state.slice(8 * word, 8 * word + 8), 16);
    // A stream that was not taken yet at that position has not moved there either.
    for (const [name, stream] of this.#streams) if (!named.has(name)) stream.#restart();
    for (const [name, position] of named) this.#stream(name).position = position;
  }

  #stream(name: string): Xoshiro128 {
    // JSON keeps the parts of a name apart, whatever characters they have.
    const stream = this.#streams.get(name) ?? new Xoshiro128(JSON.stringify([this.#seed, name]));
    this.#streams.set(name, stream);
    return stream;
  }

  #start(): void {
    const digest = createHash("sha256").update(this.#seed).digest();
    for (let word = 0; word < 4; word++) this.#words[word] = digest.readUInt32LE(4 * word);
  }

  #restart(): void {
    this.#start();
    for (const stream of this.#streams.values()) stream.#restart();
  }

  /** A whole number below 2^53. */
  #draw(): number {
    const high = this.#next() >>> 5;
    return high * 2 ** 26 + (this.#next() >>> 6);
  }

  /** The generator's next 32 bits. */
  #next(): number {
    const words = this.#words;
    const [a = 0, b = 0, c = 0, d = 0] = words;
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const third = c ^ a;
    const fourth = d ^ b;
    words[0] = a ^ fourth;
    words[1] = b ^ third;
    words[2] = third ^ (b << 9);
    words[3] = rotateLeft(fourth, 11);
    return result;
  }
}

function rotateLeft(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
