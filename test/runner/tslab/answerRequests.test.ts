import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Dealer } from "zeromq";
import {
  createKernelConnection,
  type KernelConnection,
} from "../../../src/runner/kernel/kernelConnection.ts";
import { decodeMessage, encodeMessage } from "../../../src/runner/kernel/kernelMessage.ts";
import { type KernelProcess, startKernelProcess } from "../../../src/runner/kernel/kernelProcess.ts";
import { loadZeromq } from "../../../src/runner/kernel/loadZeromq.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const { folder } = temporaryFolder();

// On the wire, as any client of Jupyter talks to it.
describe("a kernel after an error", () => {
  let connection: KernelConnection;
  let kernel: KernelProcess;
  let shell: Dealer;

  before(async () => {
    connection = await createKernelConnection();
    kernel = startKernelProcess(connection.file, folder, {});
    shell = new (loadZeromq().Dealer)({ linger: 0 });
    shell.connect(connection.address("shell"));
  });
  after(async () => {
    kernel.kill();
    await kernel.ended;
    shell.close();
    await connection.remove();
  });

  /** Sends cells all at once, and gives the statuses of their replies in the order of the cells. */
  async function execute(cells: readonly string[], stop_on_error?: boolean): Promise<unknown[]> {
    const requests = cells.map((code) =>
      encodeMessage("execute_request", { code, silent: false, stop_on_error }, connection.key, "session"),
    );
    for (const { frames } of requests) await shell.send(frames);
    const replies = new Map<string, unknown>();
    while (replies.size < requests.length) {
      const message = decodeMessage(await shell.receive(), connection.key);
      if (message !== undefined) replies.set(message.parentId, message.content.status);
    }
    return requests.map(({ id }) => replies.get(id));
  }

  const cells = ["throw new Error('first');", "globalThis.count = (globalThis.count ?? 0) + 1;", "void 0"];

  it("drops the cells that wait behind it, as Jupyter asks by default", async () => {
    assert.deepEqual(await execute(cells), ["error", "aborted", "aborted"]);
    assert.deepEqual(await execute(cells, true), ["error", "aborted", "aborted"]);
  });

  it("runs what comes once it has answered", async () => {
    for (const cell of ["throw new Error('again');", "nothing.here", "await Promise.reject(1);"]) {
      assert.deepEqual(await execute([cell]), ["error"]);
      assert.deepEqual(await execute(["void 0"]), ["ok"]);
    }
  });

  it("drops nothing where the client asks for that", async () => {
    assert.deepEqual(await execute(cells, false), ["error", "ok", "ok"]);
    assert.deepEqual(await execute(["nothing.here", ...cells], false), ["error", "error", "ok", "ok"]);
    assert.deepEqual(await execute(["if (globalThis.count !== 2) throw new Error('lost')"]), ["ok"]);
  });
});
