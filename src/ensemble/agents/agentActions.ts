import type { Chain } from "../../chain/chain.ts";
import { OneBlockError } from "../../chain/errors.ts";
import { InvalidArgumentsError } from "../../common/errors.ts";
import type { Random } from "../../common/random.ts";
import { type Action, failureEvent } from "../../recorder/action.ts";
import type { RecordedEvent } from "../../recording/recording.ts";
import type { Agent, AgentAction, AgentView, SentTransaction } from "./agent.ts";

/** What somebody decided in a turn. */
interface Deed {
  readonly agent: string;
  readonly action: AgentAction;
}

type SentDeed = Deed & { readonly action: { readonly send: () => Promise<SentTransaction> } };

/**
 * Lets agents act in scenarios. The recording says who did what: an event for each action, in a row for each agent, and
 * a failure for each that was refused, which does not stop the scenario.
 *
 * Agents of one schedule take their turns together: all look at the same block and decide, then what they send lies in
 * the next one. Whose transaction comes first there, the seed decides anew in each turn.
 *
 * @param chain - such as `$.chain`
 * @param agents - see {@link Agent}
 * @param random - the run's stream; each agent has one of its own from it
 * @returns actions for `$.sleepAndExecute`, one for each schedule
 * @throws InvalidArgumentsError if two agents have one name
 * @example await $.sleepAndExecute(span, every, await agentActions($.chain, [keeper, rival], random));
 */
export async function agentActions(
  chain: Chain,
  agents: readonly Agent[],
  random: Random,
): Promise<Action[]> {
  const twice = agents.find(({ name }, at) => agents.findIndex((other) => other.name === name) !== at);
  if (twice !== undefined) {
    throw new InvalidArgumentsError({
      message: `Two agents are called ${JSON.stringify(twice.name)}.`,
      hint: "Give each a name of its own: the recording says by it who did what.",
    });
  }
  const { timestamp: start } = await chain.block();
  return [...new Set(agents.map(({ every }) => every))].map((every) => {
    const group = agents.filter((agent) => agent.every === every);
    let events: RecordedEvent[] = [];
    return {
      every,
      name: group.map(({ name }) => name).join(", "),
      run: async () => {
        events = [];
        await takeTurn(chain, group, random, start, events);
      },
      events: () => events,
    };
  });
}

async function takeTurn(
  chain: Chain,
  agents: readonly Agent[],
  random: Random,
  start: number,
  events: RecordedEvent[],
): Promise<void> {
  const { timestamp: time, number: block, baseFee } = await chain.block();
  const deeds: Deed[] = [];
  for (const { name, decide } of agents) {
    const view: AgentView = { time, elapsed: time - start, block, baseFee, random: random.stream(name) };
    const action = await decide(view);
    if (action !== undefined) deeds.push({ agent: name, action });
  }
  const order = random.stream("order of agents").shuffle(deeds);
  const sent = order.flatMap(({ agent, action }) => ("send" in action ? [{ agent, action }] : []));
  for (const { deed, hash, error } of await sendTogether(chain, sent)) {
    events.push(
      hash === undefined ? await failureOf(chain, deed, error) : eventOf(deed, await placeOf(chain, hash)),
    );
  }
  for (const deed of order) {
    if ("send" in deed.action) continue;
    try {
      await deed.action.run();
      const latest = await chain.block();
      events.push(
        eventOf(deed, { time: latest.timestamp, block: latest.number, transaction: "", contract: "" }),
      );
    } catch (cause) {
      events.push(await failureOf(chain, deed, cause));
    }
  }
}

interface Outcome {
  readonly deed: Deed;
  /** Of the transaction, unless it failed. */
  readonly hash?: string;
  readonly error?: unknown;
}

/** Sends transactions so that they lie in one block, in their order; those that its gas does not hold in the next. */
async function sendTogether(chain: Chain, deeds: readonly SentDeed[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  while (outcomes.length < deeds.length) {
    const first = outcomes.length;
    await chain.inOneBlock(async () => {
      for (const deed of deeds.slice(first)) {
        try {
          outcomes.push({ deed, hash: (await deed.action.send()).hash });
        } catch (error) {
          if (error instanceof OneBlockError && outcomes.length > first) return;
          outcomes.push({ deed, error });
        }
      }
    });
  }
  return outcomes;
}

async function placeOf(chain: Chain, transaction: string): Promise<Place> {
  const receipt = await chain.ethersProvider.getTransactionReceipt(transaction);
  const { number: block, timestamp: time } = await chain.block(receipt?.blockNumber ?? "latest");
  return { time, block, transaction, contract: receipt?.to ?? "" };
}

type Place = Pick<RecordedEvent, "time" | "block" | "transaction" | "contract">;

function eventOf({ agent, action }: Deed, place: Place): RecordedEvent {
  return { kind: "action", name: action.name, ...place, logIndex: -1, args: { agent }, group: agent };
}

/** @throws the cause, if it is no revert: an agent that is wrong in itself stops the scenario */
async function failureOf(chain: Chain, { agent, action }: Deed, cause: unknown): Promise<RecordedEvent> {
  const event = await failureEvent(chain, `${agent}: ${action.name}`, cause);
  if (event === undefined) throw cause;
  return event;
}
