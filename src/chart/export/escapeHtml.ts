import { visibleText } from "../../common/visibleText.ts";

/** Any text as content of an HTML element, or of an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
