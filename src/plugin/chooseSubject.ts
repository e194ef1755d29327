import { Interface, type InterfaceAbi } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { openNotebook } from "../notebook/openNotebook.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { Subject } from "./firstNotebook.ts";

/** Contracts that are tried out at most: each takes a transaction and a call. */
const attempts = 20;

/**
 * Finds, among what a project has compiled, a contract that can be deployed without arguments and has a number to show,
 * by trying it out.
 */
export async function chooseSubject({
  artifacts,
}: Pick<HardhatRuntimeEnvironment, "artifacts">): Promise<Subject> {
  const names = [...(await artifacts.getAllFullyQualifiedNames())].sort();
  const compiled = await Promise.all(names.map((name) => artifacts.readArtifact(name)));
  const contracts = compiled
    .filter(({ bytecode }) => bytecode !== "0x")
    .map(({ contractName, abi }) => ({ name: contractName, abi: new Interface(abi as InterfaceAbi) }));
  // A name that several contracts have would have to be written with its file.
  const unique = contracts.filter(
    ({ name }) => contracts.filter((other) => other.name === name).length === 1,
  );
  const bare = unique.filter(({ abi }) => abi.deploy.inputs.length === 0);
  const $ = await openNotebook();
  try {
    for (const { name, abi } of bare.slice(0, attempts)) {
      const view = await firstNumber($, name, abi);
      if (view !== undefined) return { kind: "contract", contract: name, view };
    }
  } finally {
    await $.close();
  }
  return { kind: "chain", deployments: unique.map(({ name, abi }) => deployment(name, abi)) };
}

/** The first view of a contract that takes nothing and answers a number, if it can be deployed. */
async function firstNumber($: Notebook, name: string, abi: Interface): Promise<string | undefined> {
  const views: string[] = [];
  abi.forEachFunction(({ name: view, constant, inputs, outputs }) => {
    const isNumber = outputs.length === 1 && /^u?int\d+$/.test(outputs[0]?.type ?? "");
    if (constant && inputs.length === 0 && isNumber) views.push(view);
  });
  try {
    const contract = await $.deploy(name);
    for (const view of views) {
      const answers = await contract
        .getFunction(view)
        .staticCall()
        .then(
          () => true,
          () => false,
        );
      if (answers) return view;
    }
  } catch {
    // It needs something that nobody knows here: a payment, another contract.
  }
  return undefined;
}

function deployment(name: string, { deploy }: Interface): string {
  const inputs = deploy.inputs.map((input, index) => input.name || `${input.type}${index}`).join(", ");
  return `await $.deploy(${JSON.stringify(name)}${inputs === "" ? "" : `, [${inputs}]`});`;
}
