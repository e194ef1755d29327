import { openNotebook, type SimulatedContract } from "hardhat-simulation/notebook";
import { compareRows, History, type Verdict } from "./expect.js";
import { compounded, linear, ray, rayDiv, rayMul } from "./rayMath.js";

const wei = 10n ** 18n;
const zero = "0x0000000000000000000000000000000000000000";

/** A reserve's state, as its last transaction left it. */
interface Reserve {
  readonly liquidityIndex: bigint;
  readonly debtIndex: bigint;
  readonly liquidityRate: bigint;
  readonly debtRate: bigint;
  /** Debt over its index. */
  readonly scaledDebt: bigint;
  /** What lies in the reserve, wei. */
  readonly cash: bigint;
}

/** Rays: where the rate bends, and its slopes before and after that. */
const optimal = (80n * ray) / 100n;
const base = ray / 100n;
const slope1 = (4n * ray) / 100n;
const slope2 = (75n * ray) / 100n;

/** Rates of a reserve, yearly, in rays. */
function ratesOf(debt: bigint, cash: bigint): { debtRate: bigint; liquidityRate: bigint } {
  if (debt === 0n) return { debtRate: base, liquidityRate: 0n };
  const usage = rayDiv(debt, cash + debt);
  const debtRate =
    usage > optimal
      ? base + slope1 + rayMul(slope2, rayDiv(usage - optimal, ray - optimal))
      : base + rayDiv(rayMul(slope1, usage), optimal);
  const debtInRays = debt * 10n ** 9n;
  const overall = rayDiv(rayMul(debtInRays, debtRate), debtInRays);
  return { debtRate, liquidityRate: rayMul(overall, usage) };
}

/** Aave's pool, from the artifacts of its package: libraries, proxies, and a reserve from which Bob borrows. */
export async function aave(): Promise<Verdict> {
  const $ = await openNotebook();
  const [admin, alice, bob] = [await $.newSigner(), await $.newSigner(), await $.newSigner()];
  const { pool, asset } = await deployPool();

  async function deployPool(): Promise<{ pool: SimulatedContract; asset: SimulatedContract }> {
    const from = admin;
    const addresses: Record<string, string> = {};
    const library = async (name: string) => {
      const deployed = await $.deploy(name, [], { from, libraries: addresses });
      addresses[name] = await deployed.getAddress();
    };
    for (const name of [
      "Borrow",
      "Bridge",
      "Configurator",
      "EMode",
      "FlashLoan",
      "Liquidation",
      "Pool",
      "Supply",
    ]) {
      await library(`${name}Logic`);
    }
    const provider = await $.deploy("PoolAddressesProvider", ["Grain", admin], { from });
    await provider.setACLAdmin(admin);
    const acl = await $.deploy("ACLManager", [provider], { from });
    await provider.setACLManager(acl);
    await acl.addPoolAdmin(admin);
    await provider.setPoolImpl(await $.deploy("Pool", [provider], { from, libraries: addresses }));
    await provider.setPoolConfiguratorImpl(
      await $.deploy("PoolConfigurator", [], { from, libraries: addresses }),
    );
    const oracle = await $.deploy("PriceOracle", [], { from });
    await provider.setPriceOracle(oracle);
    const pool = await $.fetch("Pool", await provider.getPool(), admin);
    const configurator = await $.fetch("PoolConfigurator", await provider.getPoolConfigurator(), admin);

    const asset = await $.deploy("MintableERC20", ["Grain", "GRN", 18], { from });
    await oracle.setAssetPrice(asset, 10n ** 8n);
    const rates = [optimal, base, slope1, slope2, 0n, 0n, 0n, 0n, ray / 5n];
    const strategy = await $.deploy("DefaultReserveInterestRateStrategy", [provider, ...rates], { from });
    const token = async (kind: string) => await (await $.deploy(kind, [pool], { from })).getAddress();
    await configurator.initReserves([
      {
        aTokenImpl: await token("AToken"),
        stableDebtTokenImpl: await token("StableDebtToken"),
        variableDebtTokenImpl: await token("VariableDebtToken"),
        underlyingAssetDecimals: 18,
        interestRateStrategyAddress: strategy,
        underlyingAsset: asset,
        treasury: admin,
        incentivesController: zero,
        aTokenName: "a",
        aTokenSymbol: "a",
        variableDebtTokenName: "v",
        variableDebtTokenSymbol: "v",
        stableDebtTokenName: "s",
        stableDebtTokenSymbol: "s",
        params: "0x",
      },
    ]);
    await configurator.configureReserveAsCollateral(asset, 9_000, 9_500, 10_100);
    await configurator.setReserveBorrowing(asset, true);
    return { pool, asset };
  }

  const history = new History<Reserve>();
  /** Liquidity earns simple interest between transactions, debt compound interest. */
  const incomeAt = (time: number): bigint => {
    const { since, state } = history.at(time);
    return rayMul(linear(state.liquidityRate, time - since), state.liquidityIndex);
  };
  const debtIndexAt = (time: number): bigint => {
    const { since, state } = history.at(time);
    return rayMul(compounded(state.debtRate, time - since), state.debtIndex);
  };
  /** Writes the books forward to a transaction that has moved debt and cash. */
  const book = async (borrowed: bigint, cashIn: bigint) => {
    const { timestamp: now } = await $.block();
    const { state } = history.at(now);
    const liquidityIndex = incomeAt(now);
    const debtIndex = state.scaledDebt === 0n ? state.debtIndex : debtIndexAt(now);
    const scaledDebt = state.scaledDebt + rayDiv(borrowed, debtIndex);
    const cash = state.cash + cashIn - borrowed;
    const rates = ratesOf(rayMul(scaledDebt, debtIndex), cash);
    history.add(now, { liquidityIndex, debtIndex, scaledDebt, cash, ...rates });
  };

  for (const person of [alice, bob]) {
    await asset.connect(person).getFunction("mint(uint256)")(10n ** 24n);
    await asset.connect(person).approve(pool, 10n ** 24n);
  }
  const { timestamp } = await $.block();
  history.add(timestamp, {
    liquidityIndex: ray,
    debtIndex: ray,
    liquidityRate: 0n,
    debtRate: 0n,
    scaledDebt: 0n,
    cash: 0n,
  });
  const supply = async (person: typeof alice, amount: bigint) => {
    await pool.connect(person).supply(asset, amount, person, 0);
    await book(0n, amount);
  };
  const variable = 2;
  const borrow = async () => {
    const amount = 3_250n * wei + 11n;
    await pool.connect(bob).borrow(asset, amount, variable, 0, bob);
    await book(amount, 0n);
  };
  await supply(alice, 2_345n * wei + 6n);
  await supply(bob, 60_000n * wei);
  await borrow();

  const reserve = await pool.getReserveData(asset);
  const debtToken = await $.fetch("VariableDebtToken", reserve.variableDebtTokenAddress);
  const aToken = await $.fetch("AToken", reserve.aTokenAddress);
  $.addViewTrace(pool, "getReserveNormalizedIncome", [asset], { name: "income", decimals: 27 });
  $.addViewTrace(pool, "getReserveNormalizedVariableDebt", [asset], { name: "debtIndex", decimals: 27 });
  $.addViewTrace(pool, "getReserveData", [asset], {
    name: "liquidityIndex",
    decimals: 27,
    pick: "liquidityIndex",
  });
  $.addViewTrace(pool, "getReserveData", [asset], {
    name: "debtRate",
    decimals: 27,
    pick: "currentVariableBorrowRate",
  });
  $.addViewTrace(pool, "getReserveData", [asset], {
    name: "liquidityRate",
    decimals: 27,
    pick: "currentLiquidityRate",
  });
  $.addViewTrace(debtToken, "balanceOf", [bob], { name: "debt", decimals: 18 });
  $.addViewTrace(aToken, "scaledTotalSupply", [], { name: "supply", decimals: 18 });
  await $.sleepAndExecute($.time(365, "days"), $.time(1, "days"), borrow, $.time(24, "days"));

  const supplied = (2_345n + 60_000n) * wei + 6n;
  const verdict = compareRows("Aave", $, {
    income: incomeAt,
    debtIndex: debtIndexAt,
    liquidityIndex: (time) => history.at(time).state.liquidityIndex,
    debtRate: (time) => history.at(time).state.debtRate,
    liquidityRate: (time) => history.at(time).state.liquidityRate,
    debt: (time) => rayMul(history.at(time).state.scaledDebt, debtIndexAt(time)),
    supply: () => supplied,
  });
  await $.close();
  return verdict;
}
