/** What an endpoint means by refusing an answer. */
export type Reason =
  /** The node does not have that block's state or history. */
  | "pruned"
  /** Key, plan, address or origin may not ask this. */
  | "refused"
  /** Too fast just now, or no healthy node just now. */
  | "busy"
  /** Too many blocks, results, entries of a batch, or bytes. */
  | "too-many"
  /** The allowance of the day or the month is used up. */
  | "quota"
  /** The method does not exist there, or is switched off. */
  | "no-method"
  /** It could not be reached, broke off or failed. */
  | "unavailable"
  /** Something else. */
  | "answer";

/** What an endpoint means, and how often asking again can help. */
export interface Meaning {
  readonly reason: Reason;
  /** Further attempts that are worth making: none, a few, or `Infinity` for as many as patience allows. */
  readonly retries: number;
}

/** Words, and what they mean. */
export interface RefusalRule extends Meaning {
  readonly pattern: RegExp;
  readonly unless: RegExp;
}

const never = 0;
const again = Infinity;

// Words of one meaning, as alternatives of a pattern.
const period =
  "daily|monthly|hourly|today|per (?:day|month)|24 ?-?(?:h|hours?)|(?:this|the|current|billing) (?:\\w+ )?(?:day|month|cycle|period)|(?:day|month)'?s";
const spent =
  "exceed\\w*|reach\\w*|exhaust\\w*|used|spent|deplet\\w*|hit|(?:run |ran )?out of|(?:run|ran) out|insufficient|not enough|no more|left|over|quota|cap|limit\\w*";
const allowance =
  "quota|credits?|plan|package|usage|account|allowance|(?:compute|request) units?|(?:free )?tier|subscription|capacity limit";
const plan = "free ?tier|tiers?|plans?|package|subscription|upgrade|paid|pay(?:ing|ment)";
const extent =
  "(?<!out of )ranges?|span|distance|window|fromblock|batch(?:es)?|too many blocks|\\d[\\d,]*k? blocks|results?|logs|events|topics|addresses|entries";
const tooMuch =
  "too (?:large|wide|big|long|many|much|far)|larger|bigger|greater|wider|above|exceed\\w*|limit\\w*|max\\w*|cap|more than|at most|up to|over|fewer|less|smaller|narrow\\w*|reduc\\w*|not supported|(?:not )?(?:allowed|permitted)";
const message =
  "responses?|results?|query|payload|body|entity|output|content|requests?|message|batch(?:es)?|data";
const method =
  "methods?|modules?|namespace|(?:rpc )?calls?|(?:eth|debug|trace|txpool|net|web3|erigon|ots|admin|engine|parity)_\\w+";
const absent =
  "not (?:found|exist|available|supported|whitelisted|allowed|enabled|implemented|part of)|unavailable|unsupported|disabled|unknown|blocked|forbidden|restricted|no such|unrecognized|disallowed|deprecated|removed";
const key = "tokens?|keys?|secret|jwt|credentials?|trial|app|account|project|endpoint|tenant|subscription";
const rejected =
  "invalid|missing|expired|wrong|bad|unknown|revoked|required?s?|suspended|disabled|inactive|deactivated|blocked|banned|ended|may not|not (?:found|valid|active|allowed|permitted|cover)|provide|personal|access|bearer";
const caller = "access|permissions?|ips?|origin|referr?er|country|region|domain|host header|cors";
const past = "states?|histor(?:y|ical|ies)|tries?|trie ?nodes?|old data|block data|receipts|bodies";
const gone =
  "not (?:available|found|exist|present|kept|have)|only kept|unavailable|missing|prun(?:ed|ing)|discarded|deleted|removed|expired|gone|no longer|too old|lost|no|without|cannot (?:find|serve)|could ?n[o']t find";
const nodes =
  "nodes?|upstreams?|back-?ends?|providers?|servers?|services?|endpoints|targets|peers|members|cluster";
const number = "#?(?:\\d+|0x[0-9a-f]{1,16})";

const exactly = (reason: Reason, retries: number, text: string, unless = "(?!)"): RefusalRule => ({
  reason,
  retries,
  pattern: new RegExp(text),
  unless: new RegExp(unless),
});

/** Words of two kinds within so many characters, in either order. */
const near = (
  reason: Reason,
  retries: number,
  a: string,
  b: string,
  gap = 60,
  unless?: string,
): RefusalRule => {
  const [one, other] = [`(?<![\\w-])(?:${a})(?![\\w-])`, `(?<![\\w-])(?:${b})(?![\\w-])`];
  return exactly(reason, retries, `${one}.{0,${gap}}?${other}|${other}.{0,${gap}}?${one}`, unless);
};

/** What words mean; the first rule that fits decides. They are compared with words as `wordsOf` gives them. */
export const refusalRules: readonly RefusalRule[] = [
  // Gateways that know how far back, or how far up, each of their nodes reaches.
  exactly("pruned", never, "\\blower (?:height|bound)\\b.{0,80}\\bgreater than\\b"),
  exactly("pruned", never, "\\b(?:earliest|oldest) (?:\\w+ )?(?:available|block|state)\\b"),
  exactly(
    "busy",
    again,
    "\\bheight\\b.{0,40}\\bless than\\b|\\bblocks? (?:\\w+ )?(?:is|are) out of range\\b",
  ),
  near("busy", never, "time(?:d )?-?out", "tiers?|plans?|upgrade"),
  exactly("busy", never, "\\bindex(?:ed|ing)\\b.{0,20}\\byet\\b|\\b(?:still|yet) (?:being )?index"),

  near(
    "too-many",
    never,
    extent,
    tooMuch,
    60,
    "\\b(?:last|recent|latest|older|proof|too old)\\b|\\bper (?:second|sec|minute|min)\\b",
  ),
  exactly(
    "too-many",
    never,
    `\\b(?:${message})\\b(?: \\w+)?(?: is| was| are)? (?:too (?:large|big|long|much)|larger than|exceed\\w* (?:the )?(?:max|size|limit))`,
  ),
  near(
    "too-many",
    never,
    `(?:${message}|read|log) (?:size|length|bytes|limit)`,
    "exceed\\w*|max\\w*|over|greater|reached",
    40,
    "\\brequests? limit\\b",
  ),
  near("too-many", never, "\\d+ ?[km]i?b", "cap|max\\w*|limit|exceed\\w*", 40),
  exactly("too-many", never, "\\btoo much data\\b|\\blimit (?:the|your) query to\\b(?!.{0,30}\\bper\\b)"),

  // The account is slowed down for the rest of the day, not stopped.
  near("quota", again, "daily|day", "request count|rate.?limited"),
  near("quota", never, period, spent, 80, "\\bstates?\\b|\\bhistor"),
  exactly(
    "busy",
    again,
    "\\brate.{0,3}limit|\\b(?:burst|frequency|throughput) limit|\\b(?:request|call)s? rate\\b|\\brate (?:is |was |has been )?(?:exceeded|too high)",
  ),
  exactly(
    "busy",
    again,
    "\\btoo many (?:[\\w-]+ )?(?:requests|calls|connections|queries)|throttl|\\btoo (?:fast|frequent|quick)|\\bslow down|\\bconcurren|\\bsimultaneous",
  ),
  exactly(
    "busy",
    again,
    "\\b(?:per|in one|in a|each).?(?:sec|min)|\\d ?\\/ ?(?:s|sec|second|m|min|minute)\\b|\\b(?:rps|qps|tps|cups)\\b|\\bcu\\/s|\\bthroughput\\b",
  ),
  exactly(
    "busy",
    again,
    "\\brequests? (?:limit|capacity) (?:is |was |has been )?(?:reached|exceeded)|\\brequests limited to \\d",
  ),
  exactly(
    "busy",
    again,
    "\\b(?:over|at|under|too much|heavy) (?:\\w+ ){0,2}(?:capacity|load)\\b|\\boverload",
  ),
  near("quota", never, allowance, spent, 40, "\\bgas\\b|\\bavailable\\b|\\barchive\\b"),

  near(
    "no-method",
    never,
    method,
    absent,
    60,
    `\\b(?:${plan}|app|key|token|project|network|block|header|state|permission)\\b`,
  ),
  exactly("no-method", never, "\\binvalid (?:rpc )?method\\b(?! param)"),

  exactly(
    "refused",
    never,
    "\\bapi.?key|\\b(?:un)?authori[sz](?:ed|ation)\\b|authenticat|\\bforbidden\\b|\\bproject.?id\\b|\\bcannot fulfill\\b|white.?list|allow.?list",
  ),
  near(
    "refused",
    never,
    caller,
    "no|invalid|denied|refused|rejected|restricted|required|blocked|banned|not (?:allowed|permitted)",
    40,
  ),
  near("refused", never, key, rejected, 20, "\\bstates?\\b|\\btrie\\b"),
  exactly(
    "refused",
    never,
    "\\bnot (?:allowed to|permitted|enabled for)\\b|\\b(?:is|are|been) (?:banned|suspended)\\b",
  ),
  near("refused", never, plan, "not|upgrade|requir\\w*|needs?|only|to|blocked|limited", 80),

  near("pruned", never, past, gone, 100, "\\boverrides?\\b"),
  exactly(
    "pruned",
    never,
    "missing ?trie ?node|\\bprun(?:ed|ing)\\b|\\barchive\\b|\\bproof window\\b|\\b(?:the |only )last \\d+ blocks\\b",
  ),
  exactly(
    "pruned",
    never,
    "\\bolder than\\b.{0,40}\\bblocks?\\b|\\b(?:block|state|data)\\b.{0,40}\\btoo old\\b",
  ),
  // Who names the number has looked for that very block.
  exactly(
    "pruned",
    never,
    `\\b(?:block not found|unknown block|no block|missing block|(?:could not|couldn't|cannot) find block):? (?:with )?(?:number )?${number}\\b`,
  ),
  exactly("pruned", never, `\\bblock (?:number )?${number} (?:was |is |could )?not (?:be )?found\\b`),
  // One node of many behind an address can be behind the others.
  near(
    "pruned",
    2,
    "headers?|blocks?",
    "not (?:found|known|available|exist)|unknown|missing|no such|(?:could not|couldn't|cannot) find",
    90,
  ),

  exactly("busy", again, `\\b(?:no|none of(?: the)?|all)(?: \\w+){0,2} (?:${nodes})\\b`),
  near(
    "busy",
    again,
    nodes,
    "unavailable|not available|unhealthy|healthy|busy|down|offline|fail\\w*|behind|sync\\w*|connect error|cannot reach|unreachable",
    40,
  ),
  exactly(
    "busy",
    again,
    "\\btemporar|\\btry again\\b|\\bretry (?:in|after|later)\\b|\\bbusy\\b|\\bmaintenance\\b",
  ),
  near(
    "busy",
    again,
    "limit|capacity",
    "reached|exceed\\w*|hit",
    60,
    "\\b(?:gas|code|data|stack|fee|init ?code|nonce)\\b",
  ),
  exactly(
    "answer",
    again,
    "\\b(?:internal|unexpected|server|upstream) (?:server |json-rpc )?error\\b|\\btime(?:d )?-?out\\b|\\bdeadline exceeded\\b|\\bbad gateway\\b|\\bsomething went wrong\\b",
  ),
  exactly("answer", again, "\\bconnection (?:reset|refused|closed)|\\beof\\b|\\bsocket\\b"),
];
