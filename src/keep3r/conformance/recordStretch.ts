import type { Notebook } from "../../notebook/notebook.ts";
import type { Action } from "../../recorder/action.ts";
import { type RecordedStretch, type StretchName, stretches } from "./stretches.ts";

/** Lets seconds pass while a stretch is recorded, with actions on their schedules. */
export type Advance = (seconds: number, actions?: readonly Action[]) => Promise<void>;

/**
 * Records a stretch.
 *
 * The published run took no action at the very end of a span, where `sleepAndExecute` does; neither does this. All
 * later credits follow from the price that one more sale would have made.
 *
 * @param pass - advances through the stretch, in one span or several
 */
export async function recordStretch(
  $: Notebook,
  name: StretchName,
  pass: (advance: Advance) => Promise<void>,
): Promise<RecordedStretch> {
  $.resetRecording();
  await pass(async (seconds, actions = []) => {
    const end = (await $.block()).timestamp + seconds;
    const beforeTheEnd = actions.map(({ run, ...action }) => ({
      ...action,
      run: async (): Promise<void> => {
        if ((await $.block()).timestamp < end) await run();
      },
    }));
    await $.sleepAndExecute(seconds, stretches[name].step, beforeTheEnd);
  });
  return { name, recording: $.recording };
}
