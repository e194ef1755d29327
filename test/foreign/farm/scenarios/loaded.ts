// Which copies of Hardhat and EDR a process has loaded. Run it with: npx hardhat run scenarios/loaded.ts
import { openNotebook } from "hardhat-simulation/notebook";
import hre from "hardhat";

const $ = await openNotebook();
const { sharedObjects } = process.report.getReport() as unknown as { sharedObjects: string[] };
const nodes = new Set(sharedObjects.filter((file) => /edr[\w.-]*\.node$/.test(file)));
const isOwn = $.connection instanceof (await hre.network.create({ network: "simulation" })).constructor;
console.log(`${nodes.size} EDR, ${isOwn ? "the project's" : "another"} Hardhat`);
await $.close();
