import { type LiveOutput, openLiveOutput } from "./liveOutput.ts";

/** How far something has come that takes a while. */
export interface Progress {
  /** From 0 to 1. */
  readonly share: number;
  /** Where it is, in words; comes after the percentage. */
  readonly place: string;
}

/** A line under the running cell that says how far it has come. */
export interface ProgressLine {
  /** Called as often as wanted; `describe` only when the line is about to change. */
  update(describe: () => Progress): void;
  /** Takes the line away. */
  remove(): void;
}

/** Milliseconds that something takes before it is worth a line. */
const patience = 1_000;

/** Milliseconds between two changes of the line at least. */
const pace = 250;

const barWidth = 24;

/**
 * Shows under the running cell how far it has come: a bar, the percentage, where it is, and how long it will still
 * take at the speed so far. The line comes after a second, changes four times a second at most, and is gone from the
 * notebook when it is removed.
 *
 * @param open - opens the output when the line first shows; there may be none
 * @param now - milliseconds on a clock that only goes forward
 */
export function progressLine(
  open: () => LiveOutput | undefined = openLiveOutput,
  now: () => number = () => performance.now(),
): ProgressLine {
  const start = now();
  let next = start + patience;
  let output: LiveOutput | undefined;
  return {
    update: (describe) => {
      const time = now();
      if (time < next) return;
      next = time + pace;
      output ??= open();
      output?.show({ data: { "text/plain": format(describe(), (time - start) / 1_000) } });
    },
    remove: () => {
      // Whatever comes late finds the line gone.
      next = Number.POSITIVE_INFINITY;
      output?.remove();
    },
  };
}

function format({ share, place }: Progress, seconds: number): string {
  const filled = Math.round(share * barWidth);
  const bar = "█".repeat(filled) + "░".repeat(barWidth - filled);
  const left = share > 0 ? `, about ${formatWait((seconds * (1 - share)) / share)} left` : "";
  return `${bar} ${Math.floor(share * 100)}%  ${place}${left}`;
}

/** Coarse on purpose: it is a guess. */
function formatWait(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
