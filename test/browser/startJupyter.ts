import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { findJupyter } from "../../src/runner/jupyter/findJupyter.ts";
import { installKernel } from "../../src/runner/jupyter/installKernel.ts";
import { runJupyter } from "../../src/runner/jupyter/runJupyter.ts";

/** A Jupyter that runs for a test. */
export interface JupyterUnderTest {
  /** Address of its pages, with a slash at the end. */
  readonly url: string;
  readonly token: string;
  /** Copies of the notebooks, which a test may change. */
  readonly notebooks: string;
  /** Identifier of the kernel that runs for a notebook. */
  kernelOf(file: string): Promise<string>;
  /** Gives a notebook a kernel that runs already, as "Select Kernel" does where there is such a menu. */
  useKernel(file: string, kernel: string): Promise<void>;
  stop(): Promise<void>;
}

interface Session {
  readonly id: string;
  readonly path: string;
  readonly kernel: { readonly id: string };
}

interface ServerInfo {
  readonly url: string;
  readonly token: string;
}

/**
 * Starts Jupyter on copies of the notebooks, with folders of its own for configuration, kernels and run time, so that
 * the user's are neither read nor changed. The path has spaces, as many a user's has.
 */
export async function startJupyter(): Promise<JupyterUnderTest> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "jupyter test ")));
  const variables = {
    HOME: folder,
    JUPYTER_CONFIG_DIR: join(folder, "config"),
    JUPYTER_DATA_DIR: join(folder, "data"),
    JUPYTER_RUNTIME_DIR: join(folder, "runtime"),
    IPYTHONDIR: join(folder, "ipython"),
  };
  const before = Object.keys(variables).map((name): [string, string | undefined] => [
    name,
    process.env[name],
  ]);
  Object.assign(process.env, variables);
  const notebooks = copyCheckout(join(folder, "a checkout"));
  const stop = new AbortController();
  await installKernel();
  const root = process.getuid?.() === 0 ? ["--allow-root"] : [];
  const ended = runJupyter(await findJupyter(), {
    folder: notebooks,
    args: ["--no-browser", `--port=${await freePort()}`, ...root],
    signal: stop.signal,
  });
  const { url, token } = await readServerInfo(variables.JUPYTER_RUNTIME_DIR, ended);
  const request = async (path: string, init?: { method: string; body: object }): Promise<unknown> => {
    const response = await fetch(url + path, {
      headers: { Authorization: `token ${token}` },
      ...(init === undefined ? {} : { method: init.method, body: JSON.stringify(init.body) }),
    });
    return await response.json();
  };
  const sessionOf = async (file: string): Promise<Session> => {
    const sessions = (await request("api/sessions")) as Session[];
    const session = sessions.find(({ path }) => path === file);
    if (session === undefined) throw new Error(`No kernel runs for ${file}.`);
    return session;
  };
  return {
    url,
    token,
    notebooks,
    kernelOf: async (file) => (await sessionOf(file)).kernel.id,
    useKernel: async (file, kernel) => {
      const { id } = await sessionOf(file);
      await request(`api/sessions/${id}`, { method: "PATCH", body: { kernel: { id: kernel } } });
    },
    stop: async () => {
      stop.abort();
      await ended;
      for (const [name, value] of before) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** What a notebook finds beside its folder. */
const linked = ["package.json", "hardhat.config.ts", "dist", "src", "artifacts", "node_modules"];

/** A checkout whose notebooks a test may change: they are copied, what they need is linked. */
function copyCheckout(folder: string): string {
  const notebooks = join(folder, "notebooks");
  mkdirSync(notebooks, { recursive: true });
  for (const name of linked) symlinkSync(resolve(name), join(folder, name));
  for (const name of readdirSync("notebooks").filter((file) => file.endsWith(".ipynb"))) {
    copyFileSync(join("notebooks", name), join(notebooks, name));
  }
  return notebooks;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** Jupyter writes down where it listens when it does. */
async function readServerInfo(folder: string, ended: Promise<number>): Promise<ServerInfo> {
  let exitCode: number | undefined;
  void ended.then((code) => (exitCode = code));
  for (;;) {
    if (exitCode !== undefined) throw new Error(`Jupyter ended with exit code ${exitCode}.`);
    const info = filesIn(folder).find((name) => /^(nb|jp)server-\d+\.json$/.test(name));
    if (info !== undefined) return JSON.parse(readFileSync(join(folder, info), "utf8")) as ServerInfo;
    await setTimeout(50);
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
