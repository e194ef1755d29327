import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** A coin, and a wallet that pays it out by the second. */
export default buildModule("Wallet", (module) => {
  const beneficiary = module.getParameter("beneficiary");
  const start = module.getParameter("start");
  const duration = module.getParameter("duration");
  const coin = module.contract("Coin", ["Grain"]);
  const wallet = module.contract("VestingWallet", [beneficiary, start, duration]);
  return { coin, wallet };
});
