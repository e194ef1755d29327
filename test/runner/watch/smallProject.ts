import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "../../support/hardhatProcess.ts";
import { temporaryProject } from "../../support/temporaryProject.ts";
import { writeTestNotebook } from "../../support/writeTestNotebook.ts";

const source = (path: string): string => JSON.stringify(join(repository, "src", path));

/** A project with two contracts, a library of one constant, and tasks for notebooks. */
export interface SmallProject {
  readonly root: string;
  path(...parts: string[]): string;
  /** Saves a contract whose function returns a number; as editors do, beside its place first. */
  saveContract(name: string, value: number | string, comment?: string): void;
  /** Saves the library, whose constant `factor` notebooks read. */
  saveLibrary(factor: number | string, comment?: string): void;
  /** Saves a notebook that draws a chart and prints `factor` and the code of a contract. */
  saveNotebook(name: string, contract: string, ...more: string[]): string;
  save(file: string, text: string): void;
}

/** Makes a small project in a folder, with this repository's packages. */
export function makeSmallProject(root: string): SmallProject {
  const path = (...parts: string[]): string => join(root, ...parts);
  const save = (file: string, text: string): void => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(`${file}~`), text);
    renameSync(path(`${file}~`), path(file));
  };
  const project: SmallProject = {
    root,
    path,
    save,
    saveContract: (name, value, comment = "") => {
      save(
        `contracts/${name}.sol`,
        `// SPDX-License-Identifier: MIT\npragma solidity 0.8.37;\n// ${comment}\ncontract ${name} {\n` +
          `  function value() external pure returns (uint256) {\n    return ${value};\n  }\n}\n`,
      );
    },
    saveLibrary: (factor, comment = "") => {
      save("src/index.ts", `/** ${comment} */\nexport const factor: number = ${factor};\n`);
    },
    saveNotebook: (name, contract, ...more) =>
      writeTestNotebook(
        path("notebooks", `${name}.ipynb`),
        "# A title",
        `// Read what the run depends on
import { factor } from "..";
const { projectArtifacts } = require(${source("chain/artifacts/projectArtifacts.ts")});
const artifacts = await projectArtifacts();
const { bytecode } = await artifacts.read("${contract}");
console.log("factor", factor, "code", bytecode);`,
        `// Draw it
const { displayChart } = require(${source("notebook/kernel/displayChart.ts")});
displayChart({
  spec: {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description: "Two points",
    data: { values: [{ x: 1, y: factor }] },
    mark: "point",
    encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
  },
  png: Buffer.from(bytecode),
  text: "A point",
  metadata: { name: "point", title: "A point", samples: 1, from: 1, to: 2 },
})`,
        ...more,
      ),
  };
  temporaryProject(root);
  save("package.json", '{ "type": "module", "main": "dist/index.js", "types": "dist/index.d.ts" }');
  save(
    "tsconfig.build.json",
    JSON.stringify({
      compilerOptions: {
        target: "es2023",
        module: "nodenext",
        types: [],
        strict: true,
        rootDir: "src",
        outDir: "dist",
        declaration: true,
      },
      include: ["src"],
    }),
  );
  project.saveLibrary(2);
  return project;
}
