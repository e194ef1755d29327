// Loaded by `node --import` before tslab, in kernels that Jupyter starts.
import { createRequire } from "node:module";
import { mendTslab } from "./mendTslab.ts";
import { offerLiveOutput } from "./offerLiveOutput.ts";
import { tellErrorsBriefly } from "./tellErrorsBriefly.ts";

const tslab = mendTslab(createRequire(import.meta.url).resolve("tslab"));
offerLiveOutput(tslab);
tellErrorsBriefly(tslab);
