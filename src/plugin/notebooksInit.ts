import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { describeCause } from "../common/describeCause.ts";
import { writeFileAtomic } from "../common/writeFileAtomic.ts";
import { ForeignKernelError, MissingPackageError } from "../runner/errors.ts";
import { formatNotebook } from "../runner/formatNotebook.ts";
import { installKernel } from "../runner/jupyter/installKernel.ts";
import { findPackage } from "../runner/kernel/findPackage.ts";
import { buildContracts } from "./buildContracts.ts";
import { chooseSubject } from "./chooseSubject.ts";
import { firstNotebook, sampleContract, type Subject } from "./firstNotebook.ts";
import { runTask, type TaskResult } from "./runTask.ts";

type Project = Pick<HardhatRuntimeEnvironment, "artifacts" | "config" | "solidity" | "tasks">;

/** The action of `hardhat notebooks init`: writes what is missing, and says what it left alone and what comes next. */
export default async function notebooksInit(_: unknown, hre: Project): Promise<TaskResult> {
  return await runTask(async () => {
    const sample = await putContract(hre);
    await putNotebook(hre, sample);
    const isReady = await putKernel(hre.config.paths.root);
    console.log(`
Next:
${isReady ? "" : "  npm install --save-dev tslab zeromq   installs what runs notebooks; then run this task again\n"}  npx hardhat notebooks run               runs the notebooks, and draws their charts
  npx hardhat notebooks watch             runs again what a change concerns
  npx hardhat notebooks jupyter           opens the notebooks in Jupyter`);
  });
}

/** @returns whether the project had no contract, and now has the sample */
async function putContract(hre: Project): Promise<boolean> {
  const { solidity, config } = hre;
  const found = await solidity.getRootFilePaths();
  if (found.length > 0) {
    console.log(
      `Left alone: the project has contracts (${found.length} ${found.length === 1 ? "file" : "files"}).`,
    );
    return false;
  }
  const [folder = join(config.paths.root, "contracts")] = config.paths.sources.solidity;
  const file = join(folder, "Savings.sol");
  await writeFileAtomic(file, sampleContract);
  console.log(`Wrote ${shown(file)}, a contract to try.`);
  return true;
}

async function putNotebook(hre: Project, isSample: boolean): Promise<void> {
  const folder = hre.config.simulation.notebooks;
  const found = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".ipynb")) : [];
  const [first] = found;
  if (first !== undefined) {
    console.log(`Left alone: ${shown(folder)} has notebooks (${found.join(", ")}).`);
    return;
  }
  const subject = await findSubject(hre, isSample);
  const file = join(folder, "first.ipynb");
  await writeFileAtomic(file, formatNotebook(firstNotebook(subject)));
  console.log(`Wrote ${shown(file)}, a first notebook.`);
}

/** Contracts that do not compile keep nobody from having a notebook. */
async function findSubject(hre: Project, isSample: boolean): Promise<Subject> {
  try {
    await buildContracts(hre, false);
    if (!isSample) return await chooseSubject(hre);
  } catch (error) {
    console.log(
      `The contracts could not be built, which npx hardhat build has to do: ${describeCause(error)}`,
    );
  }
  return isSample ? { kind: "sample" } : { kind: "chain", deployments: [] };
}

/** @returns whether notebooks can be run */
async function putKernel(root: string): Promise<boolean> {
  try {
    findPackage("zeromq", root);
    console.log(`Registered the TypeScript kernel with Jupyter: ${await installKernel()}`);
    return true;
  } catch (error) {
    if (error instanceof ForeignKernelError) {
      console.log(`Left alone: ${error.message}`);
      return true;
    }
    if (!(error instanceof MissingPackageError)) throw error;
    console.log(`No kernel was registered: ${error.shortMessage}`);
    return false;
  }
}

function shown(path: string): string {
  return relative(process.cwd(), path) || ".";
}
