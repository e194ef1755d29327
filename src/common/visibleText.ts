/**
 * Characters that a picture or a page must not take from a contract: controls, which XML cannot hold or terminals
 * act on; those that turn the direction of the text around them; and halves of characters.
 */
const hidden =
  /(?![\t\n\r])\p{Cc}|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu;

/** Puts the replacement character where a text has one that cannot be seen, or that hides others. */
export function visibleText(text: string): string {
  return text.replace(hidden, "\ufffd");
}
