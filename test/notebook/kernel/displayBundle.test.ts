import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createRequire } from "node:module";
import { displayBundle } from "../../../src/notebook/kernel/displayBundle.ts";
import { displayChart } from "../../../src/notebook/kernel/displayChart.ts";

const modules = createRequire(import.meta.url).cache;

/** Pretends that a module is loaded: a kernel of another version, with other internals. */
function withModule(path: string, exports: object, run: () => void): void {
  modules[path] = { exports } as NodeJS.Module;
  try {
    run();
  } finally {
    Reflect.deleteProperty(modules, path);
  }
}

const bundle = { data: { "text/html": "<b>3</b>", "text/plain": "3" } };

describe("displayBundle", () => {
  it("shows nothing outside of a kernel, and says so", () => {
    assert.equal(displayBundle(bundle), false);
    assert.equal(
      displayChart({
        spec: {},
        png: new Uint8Array(),
        text: "nothing",
        metadata: { name: "n", title: "t", samples: 0, from: 0, to: 0 },
      }),
      false,
    );
  });

  it("sends all formats through the kernel's own sender, without an identifier", () => {
    const sent: unknown[] = [];
    const jupyter = { lastWriteDisplayData: (...values: unknown[]) => void sent.push(values) };
    withModule("/usr/lib/node_modules/tslab/dist/jupyter.js", jupyter, () => {
      assert.equal(displayBundle({ ...bundle, metadata: { simulation: { name: "n" } } }), true);
    });
    assert.deepEqual(sent, [
      [{ data: bundle.data, metadata: { simulation: { name: "n" } }, transient: {} }, false],
    ]);
  });

  it("falls back to one format when the kernel has no such sender", () => {
    const sent: unknown[] = [];
    const tslab = { display: { raw: (...values: unknown[]) => void sent.push(values) } };
    withModule("/usr/lib/node_modules/tslab/dist/public.js", tslab, () => {
      assert.equal(displayBundle(bundle), true);
      assert.equal(displayBundle({ data: { ...bundle.data, "image/png": "aGk=" } }), true);
      assert.equal(displayBundle({ data: {} }), false);
    });
    assert.deepEqual(sent, [
      ["text/plain", "3"],
      ["image/png", "aGk="],
    ]);
  });
});
