/**
 * A plugin of Hardhat 3.
 *
 * Named by way of the package's root: the compiler of notebook kernels finds no types behind `hardhat/types/plugins`.
 */
export type HardhatPlugin = (typeof import("hardhat"))["config"]["plugins"][number];
