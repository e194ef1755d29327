import { installKernel } from "../runner/installKernel.ts";

/** The action of `hardhat notebooks kernel`. */
export default async function notebooksKernel(): Promise<void> {
  const file = await installKernel();
  console.log(`The TypeScript kernel is registered: ${file}`);
  console.log("Open the notebooks with: jupyter lab notebooks (or jupyter notebook notebooks)");
}
