// Runs every protocol and compares what it does with closed forms. Run it with: npx hardhat run scenarios/all.ts
import { aave } from "./aave.js";
import { sablier } from "./sablier.js";
import { staking } from "./staking.js";
import { vault } from "./vault.js";
import { vesting } from "./vesting.js";

for (const run of [vesting, vault, staking, aave, sablier]) {
  const { protocol, rows, differing, contracts } = await run();
  console.log(`${protocol}: ${rows} rows, ${differing.length} differ; ${contracts.join(", ")}`);
  for (const line of differing.slice(0, 5)) console.log(`  ${line}`);
}
