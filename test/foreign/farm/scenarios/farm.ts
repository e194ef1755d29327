// A depositor adds ten tokens a day for a week. Run it with: npx hardhat run scenarios/farm.ts
import { openNotebook } from "hardhat-simulation/notebook";

/** What other modules of the project get. */
export async function openFarm() {
  const $ = await openNotebook();
  const alice = await $.newSigner();
  const token = await $.deploy("Token", ["Wheat"]);
  const farm = await $.deploy("Farm", [token]);
  await token.mint(alice, 1_000n * 10n ** 18n);
  await token.connect(alice).approve(farm, 1_000n * 10n ** 18n);
  return { $, alice, token, farm };
}

const { $, alice, farm } = await openFarm();
$.addViewTrace(farm, "earned", [alice], { decimals: 18, unit: "wheat" });
$.addEventTrace(farm, "Deposited");
const deposit = async () => await farm.connect(alice).deposit(10n * 10n ** 18n);
await $.sleepAndExecute($.time(7, "days"), $.time(6, "hours"), deposit, $.time(1, "days"));
await $.draw({ title: "A week on the farm" });
await $.export("farm", { title: "A week on the farm" });

console.log(JSON.stringify($.recording.rows.map(({ time, values }) => [time, String(values.earned)])));
await $.close();
