import { Interface } from "ethers";
import { TestChain } from "../../../support/testChain.ts";
import type { BehaviourFile } from "./behaviourFile.ts";

/** Everybody that a file's steps name, on a chain of their own. */
export interface Cast {
  readonly chain: TestChain;
  /** By the actor's name. */
  readonly addresses: ReadonlyMap<string, string>;
  /** How to speak to a contract, by the actor's name. The contract under test has the file's own functions. */
  readonly interfaces: ReadonlyMap<string, Interface>;
  /** The name of the contract under test. */
  readonly subject: string;
}

const hundredEther = "0x56bc75e2d63100000";

/** V1's deployer on mainnet, and its nonce then: together they make KP3R's address, which signatures name. */
const kp3rNonce = "0x1ddf";

const mocks: readonly (readonly [name: string, contract: string])[] = [
  ["helper", "ReferenceHelper"],
  ["open", "ReferenceRunner"],
  ["voters", "ReferenceRunner"],
  ["hungry", "ReferenceHungryRunner"],
  ["closed", "ReferenceClosedRunner"],
  ["tok", "ReferenceToken"],
  ["fee", "ReferenceFeeToken"],
  ["silent", "ReferenceSilentToken"],
  ["mute", "ReferenceMuteToken"],
  ["loop", "ReferenceLoopToken"],
];

const pairs: readonly (readonly [name: string, token0: string, token1: string])[] = [
  ["pair", "kp3r", "tok"],
  ["pairB", "tok", "kp3r"],
  ["pairX", "tok", "fee"],
];

/** Opens a chain just before the file's start, and deploys Keep3rV1 on it, with all that the file's steps need. */
export async function castActors(file: BehaviourFile, subject: "kp3r" | "proxy"): Promise<Cast> {
  const chain = await TestChain.create({ initialDate: new Date((file.start - 3_600) * 1_000) });
  const addresses = new Map<string, string>();
  for (const [name, { address, key }] of Object.entries(file.actors)) {
    addresses.set(name, chain.ethers.getAddress(address));
    if (key === undefined && name !== "gov") continue;
    await chain.provider.request({ method: "hardhat_impersonateAccount", params: [address] });
    await chain.provider.request({ method: "hardhat_setBalance", params: [address, hundredEther] });
  }
  const addressOf = (name: string): string => addresses.get(name) ?? name;
  const deployer = await chain.newSigner();
  for (const [name, contract] of mocks) {
    addresses.set(name, (await chain.deploy(contract, [], deployer)).address);
  }
  const gov = addressOf("gov");
  await chain.provider.request({ method: "hardhat_setNonce", params: [gov, kp3rNonce] });
  const governance = await chain.ethers.getSigner(gov);
  addresses.set("kp3r", (await chain.deploy("Keep3rV1", [addressOf("helper")], governance)).address);
  for (const [name, ...tokens] of pairs) {
    addresses.set(name, (await chain.deploy("ReferencePair", tokens.map(addressOf), deployer)).address);
  }
  if (subject === "proxy") {
    const args = [addressOf("pgov"), addressOf("kp3r")];
    addresses.set("proxy", (await chain.deploy("Keep3rV1Proxy", args, deployer)).address);
  }
  await chain.provider.request({ method: "hardhat_setBalance", params: [gov, hundredEther] });
  return { chain, addresses, interfaces: interfacesOf(file, subject), subject };
}

function interfacesOf(file: BehaviourFile, subject: string): Map<string, Interface> {
  const of = ({ functions, events }: Pick<BehaviourFile, "functions" | "events">): Interface =>
    new Interface([...Object.values(functions), ...Object.values(events)]);
  const interfaces = new Map([[subject, of(file)]]);
  for (const [name, actor] of Object.entries(file.actors)) {
    const spoken = actor.interface === undefined ? undefined : file.interfaces[actor.interface];
    if (spoken !== undefined) interfaces.set(name, of(spoken));
  }
  return interfaces;
}
