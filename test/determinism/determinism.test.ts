import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const script = fileURLToPath(new URL("recordScenario.ts", import.meta.url));
const executor = fileURLToPath(new URL("executeNotebooks.ts", import.meta.url));

interface Outcome {
  readonly now: number;
  readonly addresses: readonly string[];
  readonly recording: string;
  readonly spec: string;
  readonly svg: string;
  readonly png: string;
}

/** Moves what JavaScript takes for the present by 9 years and some. */
const shiftedDate = `data:text/javascript,${encodeURIComponent(`
  const RealDate = Date;
  const shift = 3_333.3 * 86_400_000;
  globalThis.Date = class extends RealDate {
    constructor(...args) { args.length === 0 ? super(RealDate.now() + shift) : super(...args); }
    static now() { return RealDate.now() + shift; }
  };
`)}`;

async function run(
  environment: Readonly<Record<string, string>> = {},
  { seed = "determinism", nodeOptions = [] as readonly string[] } = {},
): Promise<Outcome> {
  const { stdout } = await promisify(execFile)(process.execPath, [...nodeOptions, script, seed], {
    env: { ...process.env, ...environment },
  });
  return JSON.parse(stdout) as Outcome;
}

function products({ addresses, recording, spec, svg, png }: Outcome): Omit<Outcome, "now"> {
  return { addresses, recording, spec, svg, png };
}

describe("a scenario gives the same recording, spec, SVG and PNG", () => {
  let reference: Outcome;

  before(async () => {
    reference = await run();
  });

  it("in another process", async () => {
    assert.deepEqual(products(await run()), products(reference));
  });

  it("in another time zone and locale", async () => {
    const outcome = await run({ TZ: "Asia/Kolkata", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" });
    assert.deepEqual(products(outcome), products(reference));
  });

  it("in another year", async () => {
    const outcome = await run({}, { nodeOptions: ["--import", shiftedDate] });
    assert.ok(outcome.now >= reference.now + 9, "the date was not shifted");
    assert.deepEqual(products(outcome), products(reference));
  });

  describe("under load", () => {
    let loads: ChildProcess[] = [];
    before(() => {
      loads = [1, 2, 3].map(() =>
        spawn(process.execPath, ["-e", "const end = Date.now() + 60_000; while (Date.now() < end);"]),
      );
    });
    after(() => {
      for (const load of loads) load.kill("SIGKILL");
    });

    it("on a busy machine", async () => {
      assert.deepEqual(products(await run()), products(reference));
    });
  });

  it("but other accounts from another seed", async () => {
    const outcome = await run({}, { seed: "another" });
    assert.notDeepEqual(outcome.addresses, reference.addresses);
    assert.notEqual(outcome.recording, reference.recording);
  });
});

describe("the shipped notebooks", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "determinism-"));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("come out as they are stored in another time zone, locale and year", async () => {
    const year = {
      cells: [
        {
          cell_type: "code",
          id: "year",
          execution_count: null,
          metadata: {},
          outputs: [],
          source: ["console.log(new Date().getUTCFullYear());"],
        },
      ],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5,
    };
    const yearFile = join(folder, "year.ipynb");
    await writeFile(yearFile, JSON.stringify(year));
    const shipped = [
      "00-setup.ipynb",
      "01-credit-mining.ipynb",
      "02-job-migration.ipynb",
      "03-version-comparison.ipynb",
    ];
    const output = join(folder, "executed");
    await promisify(execFile)(
      process.execPath,
      [executor, output, yearFile, ...shipped.map((name) => join("notebooks", name))],
      {
        env: {
          ...process.env,
          TZ: "Asia/Kolkata",
          LANG: "de_DE.UTF-8",
          LC_ALL: "de_DE.UTF-8",
          NODE_OPTIONS: `--import ${shiftedDate}`,
        },
      },
    );
    const printed = /"(20\d\d)\\n"/.exec(await readFile(join(output, "year.ipynb"), "utf8"))?.[1];
    assert.ok(Number(printed) >= new Date().getUTCFullYear() + 9, `the kernel's year is ${String(printed)}`);
    for (const name of shipped) {
      assert.equal(
        await readFile(join(output, name), "utf8"),
        await readFile(join("notebooks", name), "utf8"),
      );
    }
  });
});
