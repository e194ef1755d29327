import { formatDuration } from "../common/formatDuration.ts";
import { runRate, secondsLeft, type SweepProgress } from "../ensemble/sweepProgress.ts";
import type { ProgressStream } from "./progressReporter.ts";

/** Shows how far a sweep is. */
export interface SimulateReporter {
  show(progress: SweepProgress): void;
  /** Takes the line of a terminal away, so that something else can be printed. */
  clear(): void;
}

/** Milliseconds between two updates: of a line that changes in place, and of lines that stay. */
const pace = { terminal: 100, lines: 10_000 } as const;

/**
 * Makes a reporter of a sweep's progress: count, rate, time left and failures so far. On a terminal it is one line that
 * changes in place, elsewhere a line now and then.
 *
 * @param stream - standard error, or anything like it
 */
export function simulateReporter(stream: ProgressStream, now: () => number = Date.now): SimulateReporter {
  const terminal = stream.isTTY === true;
  let last = terminal ? -Infinity : now();
  return {
    show: (progress) => {
      if (now() - last < (terminal ? pace.terminal : pace.lines)) return;
      last = now();
      const columns = stream.columns ?? 0;
      const line = progressText(progress);
      stream.write(terminal ? `\r\x1b[2K${line.slice(0, (columns > 0 ? columns : 80) - 1)}` : `${line}\n`);
    },
    clear: () => {
      if (terminal) stream.write("\r\x1b[2K");
    },
  };
}

/** One line: `1,234 of 9,600 runs, 8.1/s, 17 min left, 3 failed`. */
export function progressText(progress: SweepProgress): string {
  const count = (value: number): string => value.toLocaleString("en");
  const left = secondsLeft(progress);
  return [
    `${count(progress.done)} of ${count(progress.total)} runs`,
    ...(left === undefined
      ? []
      : [`${runRate(progress).toFixed(1)}/s`, `${formatDuration(Math.ceil(left))} left`]),
    ...(progress.failed === 0 ? [] : [`${count(progress.failed)} failed`]),
  ].join(", ");
}
