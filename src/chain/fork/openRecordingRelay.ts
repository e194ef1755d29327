import { setTimeout } from "node:timers/promises";
import { CassetteInUseError } from "../../rpc/errors.ts";
import { openRelay, type Relay } from "../../rpc/openRelay.ts";

/** Milliseconds between two looks at whether a process that has the cassette has let go of it. */
const pause = 100;

/** Milliseconds between two times that new answers are put into the cassette. */
const saveInterval = 1_000;

/** What is recorded, and where. */
export interface RecordingRelayOptions {
  /** Of the endpoint. */
  readonly url: string;
  /** For the endpoint. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly file: string;
  readonly chainId?: number;
  readonly block: number;
  /** Milliseconds to wait for another process that has the cassette. */
  readonly patience: number;
}

/**
 * Opens a relay that keeps what the endpoint answers, for a process that may be ended without closing it, as a
 * notebook's kernel is. So new answers are put into the cassette every second; and it waits for a while if another
 * process has the cassette: a kernel starts while that of the notebook before is still ending.
 *
 * @throws CassetteInUseError if the other process keeps it; whatever else `openRelay` throws
 */
export async function openRecordingRelay({ patience, ...options }: RecordingRelayOptions): Promise<Relay> {
  const relay = await openPatiently(options, patience);
  // What cannot be saved now is not lost, and closing fails with the reason.
  const saving = setInterval(() => void relay.save().catch(() => undefined), saveInterval).unref();
  return {
    url: relay.url,
    host: relay.host,
    block: relay.block,
    get failure() {
      return relay.failure;
    },
    save: async () => {
      await relay.save();
    },
    close: async () => {
      clearInterval(saving);
      await relay.close();
    },
  };
}

async function openPatiently(
  options: Omit<RecordingRelayOptions, "patience">,
  patience: number,
): Promise<Relay> {
  const { url, file, ...expected } = options;
  for (let waited = 0; ; waited += pause) {
    try {
      return await openRelay({ source: { kind: "record", url, file }, ...expected });
    } catch (error) {
      if (!(error instanceof CassetteInUseError) || waited >= patience) throw error;
      await setTimeout(pause);
    }
  }
}
