/**
 * JSON that can stand in a script element, in an XML element and in a comment: of ASCII alone, and without a
 * character that any of these takes for its own.
 */
export function embeddableJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
