import { hash } from "node:crypto";
import { stat } from "node:fs/promises";
import { keccak256 } from "ethers";
import type { Chain } from "../../src/chain/chain.ts";
import type { ChainOptions } from "../../src/chain/chainChoice.ts";
import { openProject } from "../../src/chain/project.ts";
import { formatAmount } from "../../src/common/formatAmount.ts";
import { sortableTime } from "../../src/common/formatTime.ts";
import { mainnetKeep3r } from "../../src/keep3r/candidates/candidate.ts";
import { connectKeep3r } from "../../src/keep3r/connectKeep3r.ts";
import { keep3rInvariants } from "../../src/keep3r/invariants.ts";
import type { Keep3r } from "../../src/keep3r/keep3r.ts";
import { mainnetDeployments } from "../../src/keep3r/network/mainnetDeployments.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import type { Notebook } from "../../src/notebook/notebook.ts";
import type { Recording } from "../../src/recording/recording.ts";
import { recordingToJson } from "../../src/recording/recordingToJson.ts";
import { cassettePath, fileName } from "../../src/rpc/cassettePath.ts";
import { readCassette } from "../../src/rpc/readCassette.ts";
import type { Checklist } from "./checklist.ts";
import { readPowers } from "./readPowers.ts";

/**
 * Tries a fork of mainnet at a block: opens it, sets Keep3r V2 up, records one scenario, keeps the cassette, and runs the
 * same from the cassette alone. Ends at the first step that fails; the list says which.
 *
 * @param block - its number
 */
export async function tryBlock(list: Checklist, block: number): Promise<void> {
  const name = `try-mainnet-${block}`;
  list.heading(`## Block ${block}`);
  const live = await list.try(
    "opens",
    async () => await openNotebook({ chain: "fork", block, record: name }),
    ({ chain }) =>
      `${[chain.provenance, ...chain.findings].join(", ")}; chart's origin: ${chain.identity.origin}`,
  );
  let recording: Recording;
  try {
    recording = await runLive(list, live);
  } finally {
    await live.close();
  }
  await list.try(
    "keeps the cassette",
    async () => await describeCassette(name),
    (text) => text,
  );
  await list.try(
    "gives the same recording from the cassette alone",
    async () => await replay(name, recording),
    (digest) => `SHA-256 ${digest}`,
  );
}

async function openNotebook(options: ChainOptions): Promise<Notebook> {
  return await openKeep3rNotebook({ seed: "mainnet", keep3r: mainnetKeep3r, ...options });
}

async function runLive(list: Checklist, $: Notebook): Promise<Recording> {
  const { chain } = $;
  const { number, timestamp, baseFee } = await chain.block();
  const before = await list.try(
    "reads who holds what",
    async () => await readPowers(chain),
    (powers) =>
      `${Object.keys(powers).length} powers at block ${number} of ${sortableTime(timestamp)}, base fee ${formatAmount(baseFee, { decimals: 9 })} gwei`,
  );
  list.facts({ ...before, ...(await readCode(chain)) });
  const keep3r = await list.try("connects to Keep3r", async () => await connectKeep3r(chain), describeKeep3r);
  list.facts(await readParameters(keep3r));
  await list.try(
    "registers a keeper",
    async () => await setUp(keep3r),
    (text) => text,
  );
  await list.try(
    "takes over nothing that works",
    async () => await comparePowers(chain, before),
    (text) => text,
  );
  return await list.try("records a scenario", async () => await record($, keep3r), describeRecording);
}

async function describeKeep3r({ version, v2, proxy, helper, pool }: Keep3r): Promise<string> {
  const parts = await Promise.all([v2, proxy, helper, pool].map(async (part) => await part.getAddress()));
  const [own, ...others] = parts;
  const names = ["proxy", "helper", "kLP"];
  return [`${version} at ${own}`, ...others.map((part, index) => `${names[index]} ${part}`)].join(", ");
}

/** Sizes and hashes of the code that is where public sources name a deployment. */
async function readCode(chain: Chain): Promise<Record<string, string>> {
  const facts: Record<string, string> = {};
  for (const { contract, versions, address, codeHash } of mainnetDeployments) {
    const code = await chain.ethersProvider.getCode(address);
    const found = keccak256(code);
    const known = codeHash === undefined ? "" : found === codeHash ? ", as known" : `, not ${codeHash}`;
    facts[`code of ${contract} of ${versions.join(" and ")}, ${address}`] =
      code === "0x" ? "none" : `${code.length / 2 - 1} bytes, ${found}${known}`;
  }
  return facts;
}

async function readParameters({ v2 }: Keep3r): Promise<Record<string, string>> {
  const names = ["bondTime", "unbondTime", "rewardPeriodTime", "inflationPeriod", "fee"] as const;
  const facts: Record<string, string> = {};
  for (const name of names) facts[name] = String(await v2[name]());
  const { length: jobs } = await v2.jobs();
  const { length: keepers } = await v2.keepers();
  return {
    ...facts,
    "jobs and keepers": `${jobs} and ${keepers}`,
    "approved liquidities": [...(await v2.approvedLiquidities())].join(", "),
  };
}

async function setUp(keep3r: Keep3r): Promise<string> {
  await keep3r.setup();
  const isKeeper = await keep3r.v2.isKeeper.staticCall(keep3r.keeper);
  if (!isKeeper) throw new Error(`${keep3r.keeper.address} is no keeper after the set-up.`);
  return keep3r.keeper.address;
}

/** What has changed hands since may only be what launches a V2 that has not worked yet. */
async function comparePowers(chain: Chain, before: Readonly<Record<string, string>>): Promise<string> {
  const after = await readPowers(chain);
  const changed = Object.keys(after).filter((what) => after[what] !== before[what]);
  if (changed.length === 0) return "all powers are where they were";
  const changes = changed
    .map((what) => `${what} was ${before[what] ?? "not there"}, is ${after[what]}`)
    .join("; ");
  const isLaunch = chain.findings.some((found) => found.endsWith("launched here"));
  if (!isLaunch) throw new Error(changes);
  return `launched V2.0: ${changes}`;
}

/** 11 days of a job with new liquidity, worked every 36 hours, under the protocol's invariants. */
async function record($: Notebook, keep3r: Keep3r): Promise<Recording> {
  const provider = await $.newSigner();
  const ten = 10n * 10n ** 18n;
  const { minted } = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
  const job = await keep3r.createJob(provider);
  await keep3r.addLiquidity(job, provider, minted);
  $.addViewTrace(keep3r.v2, "totalJobCredits", job, { decimals: 18, unit: "KP3R" });
  $.addViewTrace(keep3r.v2, "jobPeriodCredits", job, { decimals: 18, unit: "KP3R" });
  $.addEventTrace(keep3r.v2, "KeeperWork", { where: { _job: job } });
  $.addInvariants(keep3rInvariants(keep3r, job));
  const worker = job.connect(keep3r.keeper);
  const work = { name: "work", every: $.time(36, "hours"), run: () => worker.workHard(2) };
  await $.sleepAndExecute($.time(11, "days"), $.time(6, "hours"), [work], { onRevert: "record" });
  const { recording } = $;
  if (!recording.events.some(({ name }) => name === "KeeperWork")) throw new Error("No keeper was paid.");
  return recording;
}

function describeRecording({ rows, events, series }: Recording): string {
  const works = events.filter(({ name }) => name === "KeeperWork").length;
  const last = series[0]?.values.at(-1);
  const credits =
    typeof last === "bigint" ? `${formatAmount(last)} KP3R of credits at the end` : "no credits";
  return `${rows.length} samples, ${works} payments, ${credits}; all invariants hold`;
}

async function describeCassette(name: string): Promise<string> {
  const file = cassettePath(name, (await openProject()).root);
  const cassette = await readCassette(file);
  if (cassette === undefined) throw new Error(`${fileName(file)} is not there.`);
  return `${fileName(file)}, ${cassette.answers.size} answers, ${(await stat(file)).size} bytes`;
}

async function replay(name: string, live: Recording): Promise<string> {
  const $ = await openNotebook({ chain: "replay", replay: name });
  try {
    // In the order of before, so that nothing else is asked for.
    await readPowers($.chain);
    const keep3r = await connectKeep3r($.chain);
    await keep3r.setup();
    const [first, second] = [live, await record($, keep3r)].map((one) => recordingToJson(one));
    if (first !== second) throw new Error("The replay gave another recording.");
    return hash("sha256", first ?? "");
  } finally {
    await $.close();
  }
}
