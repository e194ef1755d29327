// Loaded by `node --import` before tslab, in kernels that Jupyter starts.
import { mendTslab } from "./mendTslab.ts";

mendTslab({
  live: true,
  printError: ({ printed }) => {
    console.error(printed);
  },
});
