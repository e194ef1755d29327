import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";

/** What a request is answered with instead of the truth; see {@link misbehaviours}. */
export type Misbehaviour = (response: ServerResponse, request: MisbehavingRequest) => void | Promise<void>;

/** One request as the server got it. */
export interface MisbehavingRequest {
  readonly id: unknown;
  readonly method: string;
  readonly params: readonly unknown[];
  /** Path and query it was sent to. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** What the real server says to it. */
  readonly truth: () => Promise<string>;
}

/** A server that passes requests on to a real one, and misbehaves as it is told. */
export interface MisbehavingServer {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** All requests until now, in order. */
  readonly requests: readonly MisbehavingRequest[];
  /**
   * How to answer from now on: a list for the next requests one after another, then the truth; or a function that
   * chooses for each.
   */
  misbehave(how: readonly Misbehaviour[] | ((request: MisbehavingRequest) => Misbehaviour | undefined)): void;
  close(): Promise<void>;
}

/** @param target - URL of the real server */
export async function startMisbehavingServer(target: string): Promise<MisbehavingServer> {
  const requests: MisbehavingRequest[] = [];
  let choose: (request: MisbehavingRequest) => Misbehaviour | undefined = () => undefined;
  const server = createServer((incoming, response) => {
    void readBody(incoming).then(async (text) => {
      const { id, method, params } = JSON.parse(text) as MisbehavingRequest;
      const request: MisbehavingRequest = {
        id,
        method,
        params,
        path: incoming.url ?? "",
        headers: incoming.headers,
        truth: async () => await (await post(target, text)).text(),
      };
      requests.push(request);
      const how = choose(request) ?? truthfully;
      await how(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    misbehave: (how) => {
      if (typeof how === "function") {
        choose = how;
        return;
      }
      const next = [...how];
      choose = () => next.shift();
    },
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

/** Passes the request on. */
export const truthfully: Misbehaviour = async (response, { truth }) => {
  json(response, await truth());
};

/** Ways to misbehave. */
export const misbehaviours = {
  /** An HTTP status, with a body that means nothing. */
  status:
    (status: number, headers: Readonly<Record<string, string>> = {}, body = "go away"): Misbehaviour =>
    (response) => {
      response.writeHead(status, { "content-type": "text/plain", ...headers }).end(body);
    },
  /** A web page, as a captive portal or a wrong path gives it. */
  html: ((response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Welcome</title>");
  }) satisfies Misbehaviour,
  /** Nothing at all, ever. */
  silence: (() => undefined) satisfies Misbehaviour,
  /** Half of an answer, then nothing, ever. */
  stall: (async (response, { truth }) => {
    const text = await truth();
    response.writeHead(200, { "content-type": "application/json", "content-length": String(text.length) });
    response.write(text.slice(0, text.length / 2));
  }) satisfies Misbehaviour,
  /** The truth, after a while. */
  slow:
    (milliseconds: number): Misbehaviour =>
    async (response, { truth }) => {
      const text = await truth();
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      json(response, text);
    },
  /** The connection ends without an answer. */
  cut: ((response) => {
    response.socket?.destroy();
  }) satisfies Misbehaviour,
  /** The connection ends within the answer. */
  cutWithin: (async (response, { truth }) => {
    const text = await truth();
    response.writeHead(200, { "content-type": "application/json", "content-length": String(text.length) });
    response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
  }) satisfies Misbehaviour,
  /** An answer that ends too early, and says it is complete. */
  truncated: (async (response, { truth }) => {
    const text = await truth();
    json(response, text.slice(0, text.length / 2));
  }) satisfies Misbehaviour,
  /** A JSON-RPC error. */
  error:
    (code: number, message: string): Misbehaviour =>
    (response, { id }) => {
      json(response, JSON.stringify({ jsonrpc: "2.0", id, error: { code, message } }));
    },
  /** A refusal of any form: HTTP status, and a JSON-RPC error, or a text that is not JSON. */
  refusal:
    (status: number, body: string | Readonly<Record<string, unknown>>): Misbehaviour =>
    (response, { id }) => {
      const isText = typeof body === "string";
      response.writeHead(status, { "content-type": isText ? "text/plain" : "application/json" });
      response.end(isText ? body : JSON.stringify({ jsonrpc: "2.0", id, error: body }));
    },
  /** Another result than the true one. */
  result:
    (result: unknown): Misbehaviour =>
    (response, { id }) => {
      json(response, JSON.stringify({ jsonrpc: "2.0", id, result }));
    },
  /** Any other text as JSON. */
  text:
    (text: string): Misbehaviour =>
    (response) => {
      json(response, text);
    },
  /** The answer to another request. */
  anotherId: (async (response, { truth }) => {
    const answer = JSON.parse(await truth()) as Record<string, unknown>;
    json(response, JSON.stringify({ ...answer, id: 987_654 }));
  }) satisfies Misbehaviour,
} as const;

function json(response: ServerResponse, text: string): void {
  response.writeHead(200, { "content-type": "application/json" }).end(text);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

async function post(url: string, body: string): Promise<Response> {
  return await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
}
