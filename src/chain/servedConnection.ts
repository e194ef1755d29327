import { SimulationError } from "../common/errors.ts";
import { findFailure } from "./decodeRevert.ts";
import type { RpcProvider } from "./rpc.ts";

/** What geth, and after it Hardhat's server, answers a revert with. */
const revertCode = 3;

const internalCode = -32_603;

/**
 * A connection for Hardhat's JSON-RPC server, which passes on the messages of the node's errors alone, and answers any
 * other error with "Internal error": this kit's errors become such as it passes on.
 *
 * @param connection - of Hardhat
 */
export function servedConnection<Connection extends { readonly provider: RpcProvider }>(
  connection: Connection,
): Connection {
  const provider = new Proxy(connection.provider, {
    get: (target, name) => {
      if (name === "request") {
        const request: RpcProvider["request"] = async (given) => {
          try {
            return await target.request(given);
          } catch (error) {
            throw servedError(error);
          }
        };
        return request;
      }
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
  });
  return { ...connection, provider };
}

function servedError(error: unknown): unknown {
  const failure = findFailure(error);
  if (failure !== undefined) {
    const { data, transactionHash, message } = failure;
    return Object.assign(new Error(message), {
      code: revertCode,
      data,
      ...(transactionHash === "" ? {} : { transactionHash }),
    });
  }
  if (!(error instanceof SimulationError)) return error;
  return Object.assign(new Error(error.message), { code: internalCode, _isProviderError: true });
}
