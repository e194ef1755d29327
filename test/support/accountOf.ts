/** The address of one of as many accounts as are wanted. */
export function accountOf(index: number): string {
  return `0x${(0xacc000 + index).toString(16).padStart(40, "0")}`;
}
