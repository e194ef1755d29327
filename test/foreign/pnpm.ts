import { before, describe } from "node:test";
import { describeFarm } from "../support/farmChecks.ts";
import { ForeignProject, ofThisRepository } from "../support/foreignProject.ts";

describe("a project that pnpm installs", () => {
  const project = ForeignProject.create("farm", "pnpm");
  before(async () => {
    await project.install("kit", ...["ethers", "tslab", "zeromq"].map(ofThisRepository));
  });
  describeFarm(() => project);
});
