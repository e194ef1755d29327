import type { NotebookDocument } from "../runner/notebookDocument.ts";

/** What a first notebook is about. */
export type Subject =
  /** The contract that comes with it. */
  | { readonly kind: "sample" }
  /** One of the project's, deployed without arguments, and a view of it that takes none. */
  | { readonly kind: "contract"; readonly contract: string; readonly view: string }
  /** None of the project's can be deployed without arguments; how those that there are would be. */
  | { readonly kind: "chain"; readonly deployments: readonly string[] };

/** A contract that changes with time, for projects that have none. */
export const sampleContract = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;

/// @title Savings that grow by the second
contract Savings {
    /// @notice What one ether earns in a second, in wei: 5 % in a year of 365 days
    uint256 public constant RATE = 1_585_489_599;

    mapping(address => uint256) private settled;
    mapping(address => uint256) private settledAt;

    /// @notice Somebody has added to their savings
    event Deposited(address indexed owner, uint256 amount);

    /// @notice Adds the ether that is sent along
    function deposit() external payable {
        settled[msg.sender] = balanceOf(msg.sender) + msg.value;
        settledAt[msg.sender] = block.timestamp;
        emit Deposited(msg.sender, msg.value);
    }

    /// @notice What somebody has by now, in wei, with what it has earned
    function balanceOf(address owner) public view returns (uint256) {
        return settled[owner] + (settled[owner] * RATE * (block.timestamp - settledAt[owner])) / 1e18;
    }
}
`;

/** A notebook that runs as it is, and that its reader goes on from. */
export function firstNotebook(subject: Subject): NotebookDocument {
  const cells = cellsFor(subject);
  return {
    cells: cells.map(([id, source], index) =>
      index === 0
        ? { cell_type: "markdown", id, metadata: {}, source }
        : { cell_type: "code", id, metadata: {}, source, execution_count: null, outputs: [] },
    ),
    metadata: {
      kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
      language_info: { name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

const open = `import { openNotebook } from "hardhat-simulation/notebook";

const $ = await openNotebook();`;

type Cell = readonly [id: string, source: string];

function cellsFor(subject: Subject): readonly Cell[] {
  if (subject.kind === "sample") return savingsCells;
  if (subject.kind === "contract") return contractCells(subject.contract, subject.view);
  return chainCells(subject.deployments);
}

const savingsCells: readonly Cell[] = [
  [
    "title",
    `# How do savings grow in a year?

Alice adds an ether to her savings every month. \`$\` moves a simulated chain through the year, records what she has, and draws it. Change \`contracts/Savings.sol\`, run this again, and see what moves.`,
  ],
  [
    "open",
    `// Open a chain, and put the contract on it
import { formatAmount, openNotebook } from "hardhat-simulation/notebook";

const $ = await openNotebook();
const alice = await $.newSigner();
const savings = await $.deploy("Savings");`,
  ],
  [
    "record",
    `// Record a year with a deposit a month
const deposit = async () => {
  await savings.connect(alice).deposit({ value: 10n ** 18n });
};

$.addViewTrace(savings, "balanceOf", [alice], { name: "savings", decimals: 18, unit: "ETH" });
$.addEventTrace(savings, "Deposited");
await $.sleepAndExecute($.time(365, "days"), $.time(5, "days"), deposit, $.time(30, "days"));
await $.draw({ title: "A year of savings" });`,
  ],
  [
    "result",
    `// Print what she has in the end
console.log(formatAmount(await savings.balanceOf(alice), { decimals: 18 }), "ETH");`,
  ],
];

function contractCells(contract: string, view: string): readonly Cell[] {
  const [name, viewText] = [JSON.stringify(contract), JSON.stringify(view)];
  return [
    [
      "title",
      `# What becomes of ${contract} in a week?

\`$\` moves a simulated chain through the week, records \`${view}\`, and draws it. What happens in the week is up to you: give \`$.sleepAndExecute\` an action.`,
    ],
    [
      "open",
      `// Open a chain, and put the contract on it\n${open}\nconst contract = await $.deploy(${name});`,
    ],
    [
      "record",
      `// Record a week
$.addViewTrace(contract, ${viewText});
await $.sleepAndRecord($.time(7, "days"), $.time(6, "hours"));
await $.draw({ title: ${JSON.stringify(`${view} over a week`)} });`,
    ],
  ];
}

function chainCells(deployments: readonly string[]): readonly Cell[] {
  const list = deployments.map((deployment) => `    ${deployment}`).join("\n");
  const ways = list === "" ? "" : `\n\nThe contracts of this project are deployed like this:\n\n${list}`;
  return [
    [
      "title",
      `# A chain in a week

\`$\` moves a simulated chain through the week, records, and draws. Deploy a contract, and record its views with \`$.addViewTrace(contract, "view")\`.${ways}`,
    ],
    ["open", `// Open a chain\n${open}`],
    [
      "record",
      `// Record a week
$.addScriptTrace("block", ({ number }) => number);
await $.sleepAndRecord($.time(7, "days"), $.time(6, "hours"));
await $.draw({ title: "Blocks of a week" });`,
    ],
  ];
}
