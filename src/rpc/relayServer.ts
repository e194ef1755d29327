import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { isIPv4 } from "node:net";
import { RelayError } from "./errors.ts";
import { isRawNumber, parseExactly } from "./exactJson.ts";
import type { AnswerText } from "./rpcCall.ts";

/** Requests larger than this are not read: the largest that reads anything carries a contract's code or two. */
const largestRequest = 32 * 1024 * 1024;

/** Where a server listens. */
export interface ListenOptions {
  /** 0 takes a free one, as does none. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly hostname?: string;
}

/** A running server. */
export interface RelayServer {
  /** Where this machine reaches it. */
  readonly url: string;
  /** Ends it and all its connections. */
  close(): Promise<void>;
}

/**
 * Serves JSON-RPC over HTTP, on this machine alone unless another address is asked for: then a warning is printed.
 *
 * No web page can ask: what a browser sends is refused, and so is, on this machine alone, another host than this one,
 * which a page's own host name can be made to lead to.
 *
 * Every answer comes with HTTP status 200, refusals too: clients take any other status for a passing trouble of the
 * network, and ask for up to a minute again what has been refused for good.
 *
 * @param answer - answers one request; given whatever was sent
 * @throws RelayError if the port is taken, or the address is not one of this machine
 */
export async function serveRelay(
  { port = 0, hostname = "127.0.0.1" }: ListenOptions,
  answer: (request: unknown) => Promise<AnswerText>,
): Promise<RelayServer> {
  const isLocal = isLoopback(hostname);
  const server = createServer((request, response) => {
    const stranger = strangerIn(request, isLocal);
    if (stranger !== undefined) {
      response.writeHead(403, { "content-type": "text/plain", connection: "close" });
      response.end(`This JSON-RPC relay does not answer ${stranger}.\n`);
      return;
    }
    respond(request, response, answer).catch(() => response.destroy());
  });
  // A relay that nobody closed must not keep a program from ending.
  server.on("connection", (socket) => socket.unref());
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        new RelayError({
          message: `The relay could not listen on port ${port} of ${hostname} (${error.code ?? error.name}).`,
          hint: "Choose another port, or none, which takes a free one; and an address of this machine, best 127.0.0.1.",
        }),
      );
    });
    server.listen(port, hostname, resolve);
  });
  server.unref();
  if (!isLocal) warnOfStrangers(hostname);
  const address = server.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${taken}`,
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

/** Whether only this machine reaches an address. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  if (isIPv4(name)) return name.startsWith("127.");
  return name === "::1" || name === "localhost" || name.endsWith(".localhost");
}

function warnOfStrangers(hostname: string): void {
  process.emitWarning(
    `The relay listens on ${hostname}: whoever reaches that address asks with the endpoint's key. Only 127.0.0.1 is for this machine alone.`,
    { code: "RELAY_OPEN" },
  );
}

/** Who asks that may not: a web page, or somebody who takes this machine for another one. */
function strangerIn({ headers }: IncomingMessage, isLocal: boolean): string | undefined {
  if (headers.origin !== undefined || headers["sec-fetch-site"] !== undefined) return "web pages";
  const host = URL.parse(`http://${headers.host ?? ""}`)?.hostname;
  return isLocal && (host === undefined || !isLoopback(host))
    ? "for other hosts than this machine"
    : undefined;
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
  if (!isId(id)) return envelope(null, errorText(-32600, "An id is a text, a number or null."));
  const body = await answer(request);
  // A notification wants no answer.
  return isRequest && "method" in request && !("id" in request) ? undefined : envelope(id, body);
}

/** Anything else could not be sent back as it came, such as an object that is nested a thousand times. */
function isId(id: unknown): boolean {
  return id === null || typeof id === "string" || typeof id === "number" || isRawNumber(id);
}

function envelope(id: unknown, body: AnswerText): string {
  return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},${body.slice(1)}`;
}

/** An error as an answer. */
export function errorText(code: number, message: string): AnswerText {
  return JSON.stringify({ error: { code, message } });
}
