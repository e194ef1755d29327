import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

/** A folder for the tests of a file, removed afterwards. Kernels put their connection files under it too. */
export function temporaryFolder(): { readonly folder: string; readonly leftByKernels: () => string[] } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "runner-test-")));
  const kernels = join(folder, "tmp");
  const before = process.env.TMPDIR;
  mkdirSync(kernels);
  process.env.TMPDIR = kernels;
  after(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    leftByKernels: () => readdirSync(kernels).filter((name) => name.startsWith("notebook-kernel-")),
  };
}
