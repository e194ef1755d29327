// Runs a scenario in a process of its own and prints a digest of everything that comes out of it.
import { hash } from "node:crypto";
import { connectKeep3r } from "../../src/keep3r/connectKeep3r.ts";
import { openKeep3rNotebook } from "../../src/keep3r/openKeep3r.ts";
import { renderPng } from "../../src/chart/render/renderPng.ts";
import { renderSvg } from "../../src/chart/render/renderSvg.ts";

const $ = await openKeep3rNotebook({ preset: "documentation", seed: process.argv[2] ?? "determinism" });
const keep3r = await connectKeep3r($.chain);
await keep3r.setup();
const provider = await $.newSigner();
const ten = 10n * 10n ** 18n;
const { minted } = await keep3r.mintLiquidity(provider, { kp3r: ten, weth: ten });
const job = await keep3r.createJob(provider);
await keep3r.addLiquidity(job, provider, minted);

$.addViewTrace(keep3r.v2, "totalJobCredits", job, { decimals: 18, unit: "KP3R" });
$.addScriptTrace("quote", () => keep3r.quote($.time(5, "days")));
$.addEventTrace(keep3r.v2, "KeeperWork");
$.setPeriodTrace(await keep3r.v2.rewardPeriodTime(), "reward period");
const worker = job.connect(keep3r.keeper);
await $.sleepAndExecute(
  $.time(6, "days"),
  $.time(6, "hours"),
  [
    { name: "work", every: $.time(1, "day"), run: () => worker.workHard(9) },
    { name: "sell", every: $.time(2, "days"), run: () => keep3r.sellMintedKp3r(provider, ten) },
  ],
  { onRevert: "record" },
);

const spec = $.chart({ title: "Determinism" });
const recording = JSON.stringify($.recording, (_key, value: unknown) =>
  typeof value === "bigint" ? `${value}n` : value,
);
const digest = (data: string | Uint8Array): string => hash("sha256", data);
console.log(
  JSON.stringify({
    now: new Date().getUTCFullYear(),
    addresses: [provider.address, keep3r.keeper.address],
    recording: digest(recording),
    spec: digest(JSON.stringify(spec)),
    svg: digest(await renderSvg(spec)),
    png: digest(await renderPng(spec)),
  }),
);
await $.close();
