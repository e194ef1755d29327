import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { RelayError } from "./errors.ts";
import { parseExactly } from "./exactJson.ts";
import type { AnswerText } from "./rpcCall.ts";

/** Requests larger than this are not read: the largest that reads anything carries a contract's code or two. */
const largestRequest = 32 * 1024 * 1024;

/** A running server. */
export interface RelayServer {
  readonly port: number;
  /** Ends it and all its connections. */
  close(): Promise<void>;
}

/**
 * Serves JSON-RPC over HTTP on this machine alone, 127.0.0.1.
 *
 * Every answer comes with HTTP status 200, refusals too: clients take any other status for a passing trouble of the
 * network, and ask for up to a minute again what has been refused for good.
 *
 * @param port - 0 takes a free one
 * @param answer - answers one request; given whatever was sent
 * @throws RelayError if the port is taken
 */
export async function serveRelay(
  port: number,
  answer: (request: unknown) => Promise<AnswerText>,
): Promise<RelayServer> {
  const server = createServer((request, response) => {
    void respond(request, response, answer);
  });
  // A relay that nobody closed must not keep a program from ending.
  server.on("connection", (socket) => socket.unref());
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        new RelayError({
          message: `The relay could not listen on port ${port} (${error.code ?? error.name}).`,
          hint: "Choose another port, or none, which takes a free one.",
        }),
      );
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  server.unref();
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (request: unknown) => Promise<AnswerText>,
): Promise<void> {
  if (request.method !== "POST") {
    response.writeHead(405, { allow: "POST", "content-type": "text/plain" });
    response.end("This is a JSON-RPC relay: send requests with POST.\n");
    return;
  }
  const text = await read(request);
  if (text === undefined) {
    response.destroy();
    return;
  }
  const body = await answerAll(text, answer);
  if (response.destroyed) return;
  response.writeHead(200, { "content-type": "application/json" });
  response.end(body);
}

/** The whole body; `undefined` if it breaks off or is too large. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > largestRequest) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function answerAll(
  text: string,
  answer: (request: unknown) => Promise<AnswerText>,
): Promise<string | undefined> {
  let sent: unknown;
  try {
    sent = parseExactly(text);
  } catch {
    return envelope(null, errorText(-32700, "That is not JSON."));
  }
  if (!Array.isArray(sent)) return await answerOne(sent, answer);
  if (sent.length === 0) return envelope(null, errorText(-32600, "That batch is empty."));
  const answers = await Promise.all(sent.map(async (one: unknown) => await answerOne(one, answer)));
  return `[${answers.filter((one) => one !== undefined).join(",")}]`;
}

async function answerOne(
  request: unknown,
  answer: (request: unknown) => Promise<AnswerText>,
): Promise<string | undefined> {
  const isRequest = typeof request === "object" && request !== null;
  const id = isRequest && "id" in request ? request.id : null;
  const body = await answer(request);
  // A notification wants no answer.
  return isRequest && "method" in request && !("id" in request) ? undefined : envelope(id, body);
}

function envelope(id: unknown, body: AnswerText): string {
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},${body.slice(1)}`;
}

/** An error as an answer. */
export function errorText(code: number, message: string): AnswerText {
  return JSON.stringify({ error: { code, message } });
}
