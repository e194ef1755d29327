// The layers of docs/architecture.md, lowest first: a folder imports from its own line and from lines above it here.
const layers = [
  ["errors"],
  ["units", "contracts", "files"],
  ["recording", "rpc"],
  ["chain"],
  ["clock"],
  ["traces"],
  ["recorder", "chart"],
  ["kernel", "render"],
  ["export"],
  ["comparison"],
  ["notebook", "keep3r"],
  ["session"],
  ["runner", "conformance"],
  ["jupyter", "cache"],
  ["watch"],
  ["tasks"],
];

const layerRules = layers.flatMap((folders, level) =>
  folders.map((folder) => {
    const higher = layers.slice(level + 1).flat();
    const beside = folders.filter((other) => other !== folder);
    return {
      name: `layer-${folder}`,
      comment: `src/${folder} imports only what lies below it`,
      severity: "error",
      from: { path: `^src/${folder}/` },
      to: { path: `^src/(index\\.ts$|(${[...higher, ...beside].join("|") || "none"})/)` },
    };
  }),
);

const knowNothingOfKeep3r = [
  "errors",
  "units",
  "files",
  "rpc",
  "clock",
  "traces",
  "recording",
  "recorder",
  "chart",
  "render",
  "export",
  "comparison",
];

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: "chart-is-pure",
      comment: "chart and recording turn plain data into plain data: no node modules, no chain",
      severity: "error",
      from: { path: "^src/(chart|recording)/" },
      to: { path: "^(node:|src/(chain|clock|traces)/)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "generic-layers",
      comment: `${knowNothingOfKeep3r.join(", ")} serve any Hardhat project: no Keep3r packages`,
      severity: "error",
      from: { path: `^src/(${knowNothingOfKeep3r.join("|")})/` },
      to: { path: "^src/contracts/|keep3r-v2|@uniswap|canonical-weth" },
    },
    {
      name: "rpc-serves-any-client",
      comment: "rpc relays JSON-RPC for any client: it knows nothing of Hardhat",
      severity: "error",
      from: { path: "^src/rpc/" },
      to: { path: "node_modules/(hardhat|@nomicfoundation)/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
    exclude: { path: "^src/contracts/" },
  },
};
