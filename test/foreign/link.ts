import { before, describe } from "node:test";
import { describeFarm } from "../support/farmChecks.ts";
import { ForeignProject, ofThisRepository } from "../support/foreignProject.ts";

describe("a project that links this repository", () => {
  const project = ForeignProject.create("farm", "link");
  before(async () => {
    await project.install("kit", ...["ethers", "tslab", "zeromq"].map(ofThisRepository));
  });
  // The hardhat-ethers beside a linked kit hashes with the EDR beside it; the chain runs on the project's.
  describeFarm(() => project, 2);
});
