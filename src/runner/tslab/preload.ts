// Loaded by `node --import` before tslab, in kernels that Jupyter starts.
import { mendTslab } from "./mendTslab.ts";
import { offerLiveOutput } from "./offerLiveOutput.ts";

const tslab = mendTslab(({ printed }) => {
  console.error(printed);
});
offerLiveOutput(tslab);
