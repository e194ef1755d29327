import { join, relative, resolve } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { buildChart } from "../../chart/buildChart.ts";
import { renderPng } from "../../chart/render/renderPng.ts";
import { renderSvg } from "../../chart/render/renderSvg.ts";
import { InvalidArgumentsError } from "../../common/errors.ts";
import { writeFileAtomic } from "../../common/writeFileAtomic.ts";
import { runTask, type TaskResult } from "../../plugin/runTask.ts";
import { checkConformance } from "../conformance/checkConformance.ts";
import { readReferences, type References } from "../conformance/readReferences.ts";
import { runMainnetSequence } from "../conformance/runMainnetSequence.ts";
import type { SequenceJob } from "../conformance/startSequence.ts";
import { type MainnetSequence, stretches } from "../conformance/stretches.ts";
import { NotConformingError } from "../errors.ts";
import { conformanceReport } from "./conformanceReport.ts";

/** Arguments of `hardhat conformance`. */
export interface ConformanceArguments {
  readonly references: string | undefined;
  readonly charts: string | undefined;
  readonly job: string;
}

/**
 * The action of `hardhat conformance`: runs the recorded sequence, prints how far it lies from the references, and
 * draws each recording with its reference behind it.
 */
export default async function conformance(
  { references, charts, job }: ConformanceArguments,
  hre: Pick<HardhatRuntimeEnvironment, "config">,
): Promise<TaskResult> {
  return await runTask(async () => {
    const worked = asJob(job);
    const known = await readReferences(references === undefined ? undefined : resolve(references));
    const sequence = await runMainnetSequence(worked);
    const result = checkConformance(sequence, known);
    console.log(conformanceReport(result));
    const folder = charts === undefined ? join(hre.config.paths.root, "charts", "verify") : resolve(charts);
    const files = await drawAll(sequence, known, folder);
    console.log(`\n${files.map((file) => relative(process.cwd(), file)).join("\n")}`);
    if (result.deviations.length > 0) throw new NotConformingError(result.deviations);
  });
}

function asJob(job: string): SequenceJob {
  if (job === "JobForTest" || job === "GasBurningJob") return job;
  throw new InvalidArgumentsError({
    message: `There is no job ${JSON.stringify(job)} to work.`,
    hint: "Give --job JobForTest or --job GasBurningJob.",
  });
}

/** Draws the compared recordings; what has no reference is drawn alone. */
async function drawAll(
  sequence: MainnetSequence,
  { recordings }: References,
  folder: string,
): Promise<string[]> {
  const files: string[] = [];
  for (const { name, recording } of sequence.stretches) {
    const reference = recordings.get(name);
    const spec = buildChart(recording, {
      title: stretches[name].title,
      ...(reference === undefined
        ? {}
        : { reference: { name: "mainnet fork", recording: reference.recording } }),
    });
    const [svg, png] = [join(folder, `${name}.svg`), join(folder, `${name}.png`)];
    await writeFileAtomic(svg, await renderSvg(spec));
    await writeFileAtomic(png, await renderPng(spec));
    files.push(svg, png);
  }
  return files;
}
