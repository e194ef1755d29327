import type { RunProgress } from "../runner/runProgress.ts";

/** Where progress is shown: a terminal, or something that keeps every line. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows the progress of a run. */
export interface ProgressReporter {
  show(progress: RunProgress): void;
  /** Takes the line of a terminal away, so that something else can be printed. */
  clear(): void;
}

const barWidth = 24;
const clearLine = "\r\x1b[2K";

/**
 * Makes a reporter of progress: on a terminal one line that changes in place, with a bar, the
 * notebook and the cell; elsewhere a line when a notebook starts and one when it ends.
 *
 * @param stream - standard error, or anything like it
 */
export function progressReporter(stream: ProgressStream): ProgressReporter {
  const terminal = stream.isTTY === true;
  let before = 0;
  let all = 1;
  const notices = new Set<string>();
  const draw = (share: number, text: string) => {
    const done = (before + share) / all;
    const filled = Math.round(done * barWidth);
    // A terminal that does not know its width says 0.
    const columns = stream.columns ?? 0;
    const line = `${"█".repeat(filled)}${"░".repeat(barWidth - filled)} ${text}`;
    stream.write(clearLine + line.slice(0, (columns > 0 ? columns : 80) - 1));
  };
  return {
    show(progress) {
      switch (progress.kind) {
        case "notebook-started":
          before = progress.index;
          all = progress.notebooks;
          if (terminal) draw(0, `${progress.notebook}  starting`);
          else stream.write(`${progress.notebook}: running ${count(progress.cells, "cell")}\n`);
          break;
        case "cell-started":
          if (terminal) {
            const place = `${progress.notebook}  cell ${progress.cell}/${progress.cells}`;
            draw((progress.cell - 1) / progress.cells, `${place}  ${progress.title}`);
          }
          break;
        case "notebook-finished":
          if (terminal) stream.write(clearLine);
          stream.write(
            `${progress.notebook}: ${count(progress.cells, "cell")} in ${progress.seconds.toFixed(1)} s\n`,
          );
          break;
        case "notice":
          if (notices.has(progress.text)) break;
          notices.add(progress.text);
          if (terminal) stream.write(clearLine);
          stream.write(`${progress.text}\n`);
          break;
      }
    },
    clear() {
      if (terminal) stream.write(clearLine);
    },
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
