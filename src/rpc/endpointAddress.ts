import { InvalidEndpointError } from "./errors.ts";

/** Where an endpoint is, with everything in its address that nobody else may see. */
export interface EndpointAddress {
  /** To ask; without user and password. */
  readonly url: string;
  /** The only part that may be shown. */
  readonly host: string;
  /** Headers that the address asks for. */
  readonly headers: Readonly<Record<string, string>>;
  /** Texts that must never be shown: keys in path, query and user info, in each form they can take. */
  readonly secrets: readonly string[];
}

/** Parts of paths and queries that many endpoints share, and that therefore hide nothing. */
const wellKnown =
  /^(v\d+|rpc|eth|evm|http|https|json|jsonrpc|mainnet|ethereum|ethereum-mainnet|key|apikey|api)$/i;

/**
 * Takes the address of an endpoint apart.
 *
 * @param text - http or https URL; a key may be in its path, query, fragment or user info
 * @throws InvalidEndpointError if it is none; the text is not echoed, since a key may be in it
 */
export function parseEndpointAddress(text: string): EndpointAddress {
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
  ].filter((part) => part.length >= 4 && !wellKnown.test(part));
  const whole = [url.href, bare.href, `${url.pathname}${url.search}`, url.pathname, url.search].filter(
    (part) => part.length >= 4,
  );
  const hasUser = user !== "" || password !== "";
  const forms = [...whole, ...(hasUser ? [basic] : []), ...parts.flatMap((part) => [part, decoded(part)])];
  return {
    url: bare.href,
    host: url.hostname,
    headers: hasUser ? { authorization: `Basic ${basic}` } : {},
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
    .replaceAll(/https?:\/\/\S+/gi, (url) => URL.parse(url)?.hostname ?? "…")
    .replaceAll(/\s+/g, " ")
    .trim();
  return shown.length <= 200 ? shown : `${shown.slice(0, 200)}…`;
}

/** Whether a text gives away a key. Short parts of an address are left out: they occur by chance. */
export function givesAway(text: string, { secrets }: Pick<EndpointAddress, "secrets">): boolean {
  return secrets.some((secret) => secret.length >= 16 && text.includes(secret));
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
