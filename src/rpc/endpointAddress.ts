import { isIP } from "node:net";
import { InvalidEndpointError } from "./errors.ts";

/** Where an endpoint is asked. Any part of it may hold a key. */
export interface EndpointLocation {
  /** http or https URL; a key may be in its host name, path, query, fragment or user info. */
  readonly url: string;
  /** HTTP headers to send with each request, such as one that holds a key. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Where an endpoint is, with everything in its address that nobody else may see. */
export interface EndpointAddress {
  /** To ask; without user and password. */
  readonly url: string;
  /** The only part that may be shown: the host name, with `…` for a label that looks like a key. */
  readonly host: string;
  /** Headers to send with each request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Texts that must never be shown: keys of all places, in each form they can take. */
  readonly secrets: readonly string[];
}

/** Parts of paths and queries that many endpoints share, and that therefore hide nothing. */
const wellKnown =
  /^(v\d+|rpc|eth|evm|http|https|json|jsonrpc|mainnet|ethereum|ethereum-mainnet|key|apikey|api|bearer|basic|application\/json)$/i;

/**
 * Takes the address of an endpoint apart.
 *
 * @param text - http or https URL
 * @param headers - to send beside those that the URL asks for
 * @throws InvalidEndpointError if one of them cannot be; no text is echoed, since a key may be in it
 */
export function parseEndpointAddress(
  text: string,
  headers: Readonly<Record<string, string>> = {},
): EndpointAddress {
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === "") {
    throw new InvalidEndpointError({
      message: `The endpoint's address, ${text.length} characters that are not shown since they may hold a key, is not an http or https URL.`,
      hint: "It reads like https://host/key; see what the provider of the endpoint gives.",
    });
  }
  const user = decoded(url.username);
  const password = decoded(url.password);
  const basic = Buffer.from(`${user}:${password}`).toString("base64");
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  bare.hash = "";
  const parts = [
    ...url.pathname.split("/"),
    ...[...url.searchParams.entries()].flat(),
    ...url.search.slice(1).split(/[&=]/),
    url.hash.slice(1),
    user,
    password,
    url.username,
    url.password,
    ...keysInHost(url.hostname),
    ...Object.values(headers).flatMap((value) => [value, ...value.split(/[\s,;=:]+/)]),
  ].filter((part) => part.length >= 4 && !wellKnown.test(part));
  const whole = [url.href, bare.href, `${url.pathname}${url.search}`, url.pathname, url.search].filter(
    (part) => part.length >= 4,
  );
  const hasUser = user !== "" || password !== "";
  const forms = [...whole, ...(hasUser ? [basic] : []), ...parts.flatMap((part) => [part, decoded(part)])];
  return {
    url: bare.href,
    host: shownHost(url.hostname),
    headers: { ...(hasUser ? { authorization: `Basic ${basic}` } : {}), ...checkedHeaders(headers) },
    secrets: [...new Set(forms)].sort((a, b) => b.length - a.length),
  };
}

/**
 * What somebody else wrote, as one line that may be shown: without secrets, without the paths of URLs.
 *
 * @param text - may echo what it was asked with
 */
export function redact(text: string, { secrets }: Pick<EndpointAddress, "secrets">): string {
  let shown = text;
  for (const secret of secrets) shown = shown.replaceAll(new RegExp(escaped(secret), "gi"), "…");
  shown = shown
    .replaceAll(/https?:\/\/\S+/gi, (url) => shownHost(URL.parse(url)?.hostname ?? "…"))
    .replaceAll(/\s+/g, " ")
    .trim();
  return shown.length <= 200 ? shown : `${shown.slice(0, 200)}…`;
}

/** Whether a text gives away a key. Short parts of an address that occur by chance are left out. */
export function givesAway(text: string, { secrets }: Pick<EndpointAddress, "secrets">): boolean {
  const lower = text.toLowerCase();
  return secrets.some((secret) => isTelling(secret) && lower.includes(secret.toLowerCase()));
}

function isTelling(secret: string): boolean {
  return secret.length >= 16 || (secret.length >= 8 && /\d/.test(secret) && /[g-z]/i.test(secret));
}

/** A host name with `…` for each label that looks like a key. */
function shownHost(host: string): string {
  const keys = keysInHost(host);
  return host
    .split(".")
    .map((label) => (keys.includes(label) ? "…" : label))
    .join(".");
}

/** Labels before the registered domain that nobody has made up to be read: long, and hardly words. */
function keysInHost(host: string): readonly string[] {
  return isIP(host.replaceAll(/[[\]]/g, "")) > 0
    ? []
    : host.split(".").slice(0, -2).filter(isKey).concat(localKeys(host));
}

/** Below `localhost`, which has no domain, the first label too. */
function localKeys(host: string): readonly string[] {
  const labels = host.split(".");
  return labels.length === 2 && labels[1] === "localhost" ? labels.slice(0, 1).filter(isKey) : [];
}

function isKey(label: string): boolean {
  const pieces = label.split(/[-_]/);
  const whole = pieces.join("");
  if (whole.length >= 16 && /\d/.test(whole) && /^[0-9a-f]+$/i.test(whole)) return true;
  return pieces.some((piece) => {
    const turns = piece.match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0;
    const isUnspoken = /[bcdfghjklmnpqrstvwxz]{6}/i.test(piece);
    return (
      piece.length >= 20 ||
      (piece.length >= 12 && (turns >= 3 || isUnspoken)) ||
      (piece.length >= 16 && turns > 0)
    );
  });
}

const reserved = new Set(["host", "content-length", "content-type", "connection", "transfer-encoding"]);

/** @throws InvalidEndpointError if one of them cannot be sent; values are not echoed */
function checkedHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).map(
    ([name, value]) => [name.toLowerCase().trim(), value.trim()] as const,
  );
  for (const [index, [name, value]] of entries.entries()) {
    const reason = !/^[!#$%&'*+.^`|~\w-]+$/.test(name)
      ? "has a name that HTTP does not allow"
      : reserved.has(name)
        ? `is ${name}, which the relay sets itself`
        : /^[\t\x20-\x7e]+$/.test(value)
          ? undefined
          : `is ${name}, whose value is empty or not plain ASCII`;
    if (reason === undefined) continue;
    throw new InvalidEndpointError({
      message: `Header ${index + 1} of ${entries.length} for the endpoint ${reason}.`,
      hint: "Give names and values as the provider of the endpoint writes them, such as x-api-key.",
    });
  }
  return Object.fromEntries(entries);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
