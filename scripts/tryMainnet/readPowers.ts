import type { Chain } from "../../src/chain/chain.ts";
import { Keep3rV1__factory } from "../../src/keep3r/contracts/factories/Keep3rV1__factory.ts";
import { Keep3rV1Proxy__factory } from "../../src/keep3r/contracts/factories/Keep3rV1Proxy__factory.ts";
import { Keep3rV2__factory } from "../../src/keep3r/contracts/factories/Keep3rV2__factory.ts";
import { addresses } from "../../src/keep3r/network/addresses.ts";
import { hasCode } from "../../src/keep3r/network/deployments.ts";
import { mainnetDeployments } from "../../src/keep3r/network/mainnetDeployments.ts";
import { describeAddress } from "../../src/keep3r/network/versions.ts";

/**
 * Who governs what of the Keep3r Network on a chain, who mints, and which helpers are in use.
 *
 * @returns addresses with what they are known as, by what they hold
 */
export async function readPowers(chain: Chain): Promise<Readonly<Record<string, string>>> {
  const provider = chain.ethersProvider;
  const v1 = Keep3rV1__factory.connect(addresses.keep3rV1, provider);
  const powers: Record<string, string> = {
    "KP3R, governance": await v1.governance(),
    "KP3R, pending governance": await v1.pendingGovernance(),
    "KP3R, helper": await v1.KPRH(),
  };
  for (const { contract, versions, address } of mainnetDeployments) {
    if (!(contract === "Keep3r" || contract === "Keep3rV1Proxy") || !(await hasCode(chain, address)))
      continue;
    const name = `${contract} of ${versions.join(" and ")}`;
    if (contract === "Keep3rV1Proxy") {
      const proxy = Keep3rV1Proxy__factory.connect(address, provider);
      powers[`${name}, governance`] = await proxy.governance();
      powers[`${name}, pending governance`] = await proxy.pendingGovernance();
      powers[`${name}, minter`] = await proxy.minter();
    } else {
      const v2 = Keep3rV2__factory.connect(address, provider);
      powers[`${name}, governance`] = await v2.governance();
      powers[`${name}, pending governance`] = await v2.pendingGovernance();
      powers[`${name}, helper`] = await v2.keep3rHelper();
      powers[`${name}, proxy`] = await v2.keep3rV1Proxy();
    }
  }
  return Object.fromEntries(
    Object.entries(powers).map(([what, address]) => [
      what,
      BigInt(address) === 0n ? "nobody" : describeAddress(address),
    ]),
  );
}
