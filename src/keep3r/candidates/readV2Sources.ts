import type { SolidityHooks } from "hardhat/types/hooks";
import { makeFunctionsVirtual } from "./makeFunctionsVirtual.ts";

/** Functions of libraries and interfaces need not, and must not, be declared `virtual`. */
const v2Contracts = /[\\/]keep3r-v2[\\/]solidity[\\/]contracts[\\/](?!libraries[\\/])/;

/** Hooks of the build that read V2's own contracts with all their functions `virtual`. */
export default function readV2Sources(): Promise<Partial<SolidityHooks>> {
  return Promise.resolve({
    readSourceFile: async (context, path, next) => {
      const source = await next(context, path);
      return v2Contracts.test(path) ? makeFunctionsVirtual(source) : source;
    },
  });
}
