// The rooms of docs/architecture.md, lowest first: a room imports from itself and from rooms above it here, of types
// too. Rooms of one line do not know each other.
const rooms = [
  ["common"],
  ["recording", "rpc"],
  ["chain"],
  ["recorder", "chart"],
  ["notebook"],
  ["runner"],
  ["ensemble"],
  ["plugin"],
  ["keep3r"],
];

const roomRules = rooms.flatMap((names, level) =>
  names.map((room) => {
    const higher = rooms.slice(level + 1).flat();
    const beside = names.filter((other) => other !== room);
    return {
      name: `room-${room}`,
      comment: `src/${room} imports only what lies below it`,
      severity: "error",
      from: { path: `^src/${room}/` },
      to: { path: `^src/(${[...higher, ...beside].join("|") || "none"})/` },
    };
  }),
);

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: "chart-and-recording-are-pure",
      comment:
        "plain data in, plain data out: no chain; node modules only where files are written or compared",
      severity: "error",
      from: {
        path: "^src/(chart|recording)/",
        pathNot: "^src/(chart/(export|render|report)|recording/compare)/",
      },
      to: { path: "^node:" },
    },
    {
      name: "chart-knows-no-chain",
      severity: "error",
      from: { path: "^src/(chart|recording)/" },
      to: { path: "^src/(chain|recorder)/" },
    },
    {
      name: "core-knows-no-pack",
      comment: "everything but the pack serves any Hardhat project",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/keep3r/" },
      to: { path: "^src/keep3r/|keep3r-v2|@uniswap|canonical-weth" },
    },
    {
      name: "rpc-serves-any-client",
      comment: "rpc relays JSON-RPC for any client: it knows nothing of Hardhat",
      severity: "error",
      from: { path: "^src/rpc/" },
      to: { path: "node_modules/(hardhat|@nomicfoundation)/" },
    },
    {
      name: "no-circles",
      comment: "not of types either",
      severity: "error",
      from: {},
      to: { circular: true },
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
    exclude: { path: "^src/keep3r/contracts/" },
  },
};
