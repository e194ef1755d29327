/** What each room is for: in a few words for the picture, in a sentence for the page. */
export const purposes: Readonly<Record<string, { readonly short: string; readonly long: string }>> = {
  keep3r: {
    short: "the first protocol pack",
    long: "The Keep3r Network as a pack: its deployments, presets and candidates, the helper `keep3r`, invariants, conformance with mainnet, and its own tasks.",
  },
  plugin: {
    short: "what a Hardhat project gets",
    long: "The Hardhat plugin: the config section `simulation`, the network that chains are made from, and the tasks `notebooks`, `charts`, `recordings`, `rpc` and `simulate`.",
  },
  ensemble: {
    short: "many runs of a scenario",
    long: "Scenarios as modules, grids and seeds; engines that make many runs in processes or on a queue; what runs are known by; answers with their uncertainty.",
  },
  runner: {
    short: "runs notebooks without Jupyter",
    long: "Executes `.ipynb` files in a real kernel, keeps what runs leave (`cache`), runs again what a change affects (`watch`), opens Jupyter, and mends tslab.",
  },
  notebook: {
    short: "$, and what surrounds a cell",
    long: "The notebook object `$`, and what a kernel shows, is given and remembers.",
  },
  chart: {
    short: "recording to picture and file",
    long: "Vega-Lite specs from recordings and rows by pure functions; SVG, PNG and HTML from specs; reports of comparisons.",
  },
  recorder: {
    short: "moves time, acts, samples, checks",
    long: "Runs scenarios: the clock, actions on their schedules, traces, samples, invariants.",
  },
  chain: {
    short: "one simulated Ethereum",
    long: "Opens embedded chains, forks and state files; exact blocks, seeded signers, compiled contracts, reverts by name. Declares what a pack is.",
  },
  rpc: {
    short: "JSON-RPC relay and cassettes",
    long: "Relays JSON-RPC for any client: forwards, records, replays.",
  },
  recording: {
    short: "samples and events as plain data",
    long: "What a recording is; JSON and CSV of it; what differs between two.",
  },
  common: {
    short: "errors, time, amounts, files",
    long: "What every room needs: the base of all errors, time, amounts, names, files that are never half written.",
  },
};
