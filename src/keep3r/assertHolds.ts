import { formatUnits } from "ethers";
import type { SimulatedSigner } from "../chain/seededSigners.ts";
import { InsufficientLiquidityError } from "./errors.ts";

/**
 * Checks that a provider has the liquidity that a job is to get; the token itself would only say that a number fell
 * below zero.
 *
 * @param held - what the provider has, 18 decimals
 * @param amount - what the job is to get, 18 decimals
 * @throws InsufficientLiquidityError
 */
export function assertHolds(provider: SimulatedSigner, held: bigint, amount: bigint): void {
  if (held >= amount) return;
  throw new InsufficientLiquidityError({
    message: `${provider.address} holds ${formatUnits(held)} of the ${formatUnits(amount)} liquidity that the job is to get.`,
    hint: "Mint it with mintLiquidity() first. If a job has it already, as after running a cell twice, run the cell that mints again too.",
  });
}
