// Writes src/keep3r/contracts: a typed ethers factory for every contract that a notebook talks to, made from the ABIs
// that the npm packages and our own build ship. Generated, so that it cannot disagree with them.
import { hash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runTypeChain } from "typechain";

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("..", import.meta.url));
const outDir = join(root, "src/keep3r/contracts");

const uniswapCore = "@uniswap/v3-core/artifacts/contracts";
const uniswapPeriphery = "@uniswap/v3-periphery/artifacts/contracts";
const keep3r = "keep3r-v2";

/**
 * Types of what every V2 of mainnet has, whichever a chain has. Left out of V2.0's are the functions that a later one
 * lacks, or has with other arguments.
 */
const shared = {
  Keep3rV2: {
    of: "Keep3r",
    without: ["BASE", "ETH_ADDRESS", "MIN_REWARD_PERIOD_TIME", "slash"],
    purpose: "Keep3r V2, as far as V2.0, V2.1 and V2.2 agree.",
  },
  Keep3rV2Helper: {
    of: "Keep3rHelper",
    without: ["KP3R_WETH_POOL", "MAX", "MIN", "TARGETBOND"],
    purpose: "The helper of Keep3r V2, as far as those of V2.0, V2.1 and V2.2 agree.",
  },
};

/** Contract name -> file with its ABI: a path in an npm package, or in our own build. */
const sources = {
  WETH9: require.resolve("canonical-weth/build/contracts/WETH9.json"),
  UniswapV2Factory: require.resolve("@uniswap/v2-core/build/UniswapV2Factory.json"),
  UniswapV2Pair: require.resolve("@uniswap/v2-core/build/UniswapV2Pair.json"),
  UniswapV3Factory: require.resolve(`${uniswapCore}/UniswapV3Factory.sol/UniswapV3Factory.json`),
  UniswapV3Pool: require.resolve(`${uniswapCore}/UniswapV3Pool.sol/UniswapV3Pool.json`),
  SwapRouter: require.resolve(`${uniswapPeriphery}/SwapRouter.sol/SwapRouter.json`),
  NonfungiblePositionManager: require.resolve(
    `${uniswapPeriphery}/NonfungiblePositionManager.sol/NonfungiblePositionManager.json`,
  ),
  Keep3r: require.resolve(`${keep3r}/deployments/mainnet/Keep3r.json`),
  Keep3rHelper: require.resolve(`${keep3r}/deployments/mainnet/Keep3rHelper.json`),
  UniV3PairManagerFactory: require.resolve(`${keep3r}/deployments/mainnet/UniV3PairManagerFactory.json`),
  UniV3PairManager: require.resolve(
    `${keep3r}/artifacts/solidity/interfaces/IUniV3PairManager.sol/IUniV3PairManager.json`,
  ),
  Keep3rV1: join(root, "artifacts/contracts/keep3r/interfaces/IKeep3rV1.sol/IKeep3rV1.json"),
  Keep3rV1Helper: join(root, "artifacts/contracts/keep3r/Keep3rV1Helper.sol/Keep3rV1Helper.json"),
  Keep3rV1Proxy: join(root, "artifacts/contracts/keep3r/Keep3rV1Proxy.sol/Keep3rV1Proxy.json"),
  GasBurningJob: join(root, "artifacts/contracts/jobs/GasBurningJob.sol/GasBurningJob.json"),
  JobForTest: require.resolve(`${keep3r}/artifacts/solidity/for-test/JobForTest.sol/JobForTest.json`),
};

const documents = await Promise.all([
  ...Object.entries(sources).map(async ([name, file]) => {
    const { abi, devdoc, userdoc, inputSourceName } = JSON.parse(await readFile(file, "utf8"));
    const purpose = await readPurpose(name, inputSourceName);
    return [name, JSON.stringify({ contractName: name, abi, devdoc, userdoc }), purpose];
  }),
  ...Object.entries(shared).map(async ([name, { of, without, purpose }]) => {
    const { abi: whole, devdoc, userdoc } = JSON.parse(await readFile(sources[of], "utf8"));
    const abi = whole.filter((entry) => entry.type !== "constructor" && !without.includes(entry.name));
    return [name, JSON.stringify({ contractName: name, abi, devdoc, userdoc }), purpose];
  }),
]);

const digest = hash(
  "sha256",
  (await readFile(fileURLToPath(import.meta.url), "utf8")) + JSON.stringify(documents),
);
const stampFile = join(outDir, ".digest");
const upToDate = (await readFile(stampFile, "utf8").catch(() => "")) === digest;
if (!upToDate) await generate();

async function generate() {
  const work = await mkdtemp(join(tmpdir(), "contract-types-"));
  try {
    const inputs = join(work, "abi");
    const generated = join(work, "out");
    await mkdir(inputs);
    const files = [];
    for (const [name, text] of documents) {
      const file = join(inputs, `${name}.json`);
      await writeFile(file, text);
      files.push(file);
    }
    await runTypeChain({
      cwd: work,
      filesToProcess: files,
      allFiles: files,
      outDir: generated,
      target: require.resolve("@typechain/ethers-v6"),
      flags: {
        alwaysGenerateOverloads: false,
        discriminateTypes: false,
        tsNocheck: false,
        node16Modules: true,
        environment: undefined,
      },
    });
    for (const entry of await readdir(generated, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      // Node runs these files as they are, so imports name the file that exists.
      const text = (await readFile(file, "utf8")).replace(/(from "\.[^"]*)\.js"/g, '$1.ts"');
      await writeFile(file, documents.reduce(addPurpose, text));
    }
    await writeFile(join(generated, ".digest"), digest);
    await rm(outDir, { recursive: true, force: true });
    await mkdir(join(root, "src/keep3r"), { recursive: true });
    await rename(generated, outDir).catch(async (error) => {
      if (error.code !== "EXDEV") throw error;
      const { cp } = await import("node:fs/promises");
      await cp(generated, outDir, { recursive: true });
    });
    console.log(`Generated the types of ${documents.length} contracts.`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What one of our own contracts is for, from its source: the title and the notice above it. */
async function readPurpose(name, inputSourceName) {
  if (!inputSourceName?.startsWith("project/")) return undefined;
  const source = await readFile(join(root, inputSourceName.slice("project/".length)), "utf8");
  const [above] = source.split(new RegExp(`^(?:abstract contract |contract |interface I)${name} `, "m"));
  const [comment] = /(?:\/\/\/.*\n)*$/.exec(above);
  const tags = comment
    .replaceAll(/^\/\/\/ */gm, "")
    .replaceAll("\n", " ")
    .split("@");
  const sentences = tags.flatMap((tag) => /^(?:title|notice) (.*\S)/.exec(tag)?.[1] ?? []);
  return sentences.length === 0 ? undefined : `${sentences.join(". ")}.`;
}

/** Says in the types what a contract is for: TypeChain documents functions only. */
function addPurpose(text, [name, , purpose]) {
  const declaration = `export interface ${name} extends BaseContract {`;
  return purpose === undefined ? text : text.replace(declaration, () => `/** ${purpose} */\n${declaration}`);
}
