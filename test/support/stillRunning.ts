import { setTimeout } from "node:timers/promises";

/**
 * Which of these processes still exist, after waiting a little for the system to clear those away
 * that have been killed.
 */
export async function stillRunning(pids: readonly number[]): Promise<number[]> {
  const deadline = Date.now() + 3_000;
  let running = pids.filter(exists);
  while (running.length > 0 && Date.now() < deadline) {
    await setTimeout(20);
    running = running.filter(exists);
  }
  return running;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
