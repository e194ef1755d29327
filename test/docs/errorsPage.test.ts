import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import * as chart from "../../src/chart/index.ts";
import { InvalidTimeError, SimulationError } from "../../src/common/errors.ts";
import * as ensemble from "../../src/ensemble/index.ts";
import * as keep3r from "../../src/keep3r/index.ts";
import * as notebook from "../../src/notebook/index.ts";
import * as plugin from "../../src/plugin/index.ts";
import * as recording from "../../src/recording/index.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(join(root, "docs", "errors.md"), "utf8");

/** Every class of `src` that extends the base, directly or through another, with its code as the source has it. */
const declared = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => {
    const text = readFileSync(join(root, "src", file), "utf8");
    const classes = [...text.matchAll(/\bclass (\w+) extends (\w*Error)\b[^]*?(?=\nclass |\nexport |$)/g)];
    return classes.map(([body, name = "", parent = ""]) => ({
      name,
      parent,
      code: /\bcode = "(\w+)"/.exec(body)?.[1] ?? "",
    }));
  });

const own = declared.filter((one) => isOwn(one.parent));

function isOwn(parent: string): boolean {
  if (parent === "SimulationError") return true;
  const above = declared.find(({ name }) => name === parent);
  return above !== undefined && isOwn(above.parent);
}

describe("the page of errors", () => {
  it("lists every error class with its code, when it comes, and what to do", () => {
    assert.ok(own.length > 60);
    for (const { name, code } of own) {
      const rows = page
        .split("\n")
        .filter((line) => line.includes(`\`${name}\``) && line.startsWith("| <a id="));
      const [, first = "", , when = "", todo = ""] = (rows[0] ?? "").split(/(?<!\\)\|/);
      assert.equal(rows.length, 1, name);
      assert.ok(first.includes(`<a id="${code.toLowerCase()}"></a>\`${code}\``), `${name}: ${first}`);
      assert.ok(when.trim().length > 15, `${name}: ${when}`);
      assert.ok(todo.trim().length > 15, `${name}: ${todo}`);
    }
  });

  it("has a code of its own for each class", () => {
    const codes = own.map(({ code }) => code);
    assert.deepEqual(
      codes.filter((code, index) => codes.indexOf(code) !== index || !/^[A-Z][A-Z\d_]+$/.test(code)),
      [],
    );
  });

  it("finds every class among what the package exports", () => {
    const exported = new Set(
      [plugin, notebook, ensemble, keep3r, chart, recording].flatMap((entry) =>
        Object.values<unknown>({ ...entry }),
      ),
    );
    const names = [...exported].filter(isErrorClass).map(({ name }) => name);
    assert.deepEqual(
      own.map(({ name }) => name).filter((name) => !names.includes(name)),
      [],
    );
  });

  it("is where an error says that it is described", () => {
    const error = new InvalidTimeError({ message: "0 is no step.", hint: "Give 1." });
    assert.equal(error.docsPath, "docs/errors.md#invalid_time");
    assert.ok(page.includes('<a id="invalid_time"></a>'));
  });
});

function isErrorClass(value: unknown): value is typeof SimulationError {
  return typeof value === "function" && value.prototype instanceof SimulationError;
}
