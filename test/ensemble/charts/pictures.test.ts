import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { drawSvg } from "../../../src/chart/render/drawSvg.ts";
import { referencePictures } from "./referencePictures.ts";

/**
 * Compares with a stored file. After a change that is meant, write them all anew and look at every one:
 * `TZ=UTC node --test --test-update-snapshots test/ensemble/charts/pictures.test.ts`
 */
function compare(test: TestContext, text: string, file: string): void {
  test.assert.fileSnapshot(text, join(import.meta.dirname, "pictures", file), {
    serializers: [(value: string) => value],
  });
}

/** A picture with a line for each of its shapes, and without what follows from all of it. */
function normalise(svg: string): string {
  return svg.replace(/chart-[0-9a-f]{8}-/g, "chart-").replaceAll("><", ">\n<");
}

describe("the reference pictures of ensembles", () => {
  for (const [name, spec] of Object.entries(referencePictures)) {
    it(`have the picture of ${name}`, async (test) => {
      compare(test, `${normalise(await drawSvg(spec))}\n`, `${name}.svg`);
    });
  }
});
