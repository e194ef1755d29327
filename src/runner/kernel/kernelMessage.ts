import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** A message of the Jupyter protocol, without its routing frames. */
export interface KernelMessage {
  readonly id: string;
  readonly type: string;
  /** Identifier of the request that caused it; empty for a request. */
  readonly parentId: string;
  readonly content: Readonly<Record<string, unknown>>;
}

interface Header {
  readonly msg_id?: string;
  readonly msg_type?: string;
}

const delimiter = "<IDS|MSG>";

/**
 * Makes and signs a request.
 *
 * @param type - message type, such as `"execute_request"`
 * @param content - body of the message
 * @param key - the connection's key
 * @param session - identifier of the client
 * @returns the frames to send, and the identifier that replies will refer to
 * @source Jupyter messaging, wire protocol 5.3
 */
export function encodeMessage(
  type: string,
  content: Readonly<Record<string, unknown>>,
  key: string,
  session: string,
): { readonly id: string; readonly frames: string[] } {
  const id = randomUUID();
  const header = {
    msg_id: id,
    msg_type: type,
    session,
    username: "runner",
    version: "5.3",
    date: new Date().toISOString(),
  };
  const body = [header, {}, {}, content].map((part) => JSON.stringify(part));
  return { id, frames: [delimiter, sign(body, key), ...body] };
}

/**
 * Checks and reads a message.
 *
 * @param frames - as received, routing frames included
 * @param key - the connection's key
 * @returns the message, or `undefined` if it is malformed or its signature is wrong
 */
export function decodeMessage(frames: readonly Buffer[], key: string): KernelMessage | undefined {
  const start = frames.findIndex((frame) => frame.toString() === delimiter);
  const [signature, header, parent, metadata, content] = start < 0 ? [] : frames.slice(start + 1);
  if (!signature || !header || !parent || !metadata || !content) return undefined;
  const expected = Buffer.from(sign([header, parent, metadata, content], key));
  if (expected.length !== signature.length || !timingSafeEqual(expected, signature)) return undefined;
  const head: Header = parseObject(header);
  return {
    id: head.msg_id ?? "",
    type: head.msg_type ?? "",
    parentId: (parseObject(parent) as Header).msg_id ?? "",
    content: parseObject(content),
  };
}

function sign(parts: readonly (string | Buffer)[], key: string): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

function parseObject(json: Buffer): Record<string, unknown> {
  return JSON.parse(json.toString()) as Record<string, unknown>;
}
