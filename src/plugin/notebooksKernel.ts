import { installKernel } from "../runner/jupyter/installKernel.ts";
import { runTask, type TaskResult } from "./runTask.ts";

/** The action of `hardhat notebooks kernel`. */
export default async function notebooksKernel(): Promise<TaskResult> {
  return await runTask(async () => {
    console.log(`The TypeScript kernel is registered: ${await installKernel()}`);
    console.log(
      "VS Code has it under Select Kernel, Jupyter Kernel, TypeScript; npx hardhat notebooks jupyter opens Jupyter.",
    );
  });
}
