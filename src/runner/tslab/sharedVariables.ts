/** What a cell's script calls to share its variables. */
export type Declare = (others: readonly string[], variables: object) => void;

/**
 * Code with which a cell's script begins: it makes the cell's variables, those of `let` and `var`, those that later
 * cells read and assign. tslab would copy their values instead, and the cell's own functions would not see what later
 * cells assign.
 *
 * @param variables - names of the cell's variables
 * @param others - the other names that it declares
 */
export function declaration(variables: ReadonlySet<string>, others: readonly string[]): string {
  const accessors = [...variables].map(
    (name) => `get ${name}() { return ${name}; }, set ${name}(${name}_) { ${name} = ${name}_; }`,
  );
  return `__tslab__.declare(${JSON.stringify(others)}, { ${accessors.join(", ")} }); `;
}

/**
 * Makes variables shareable through the object in which tslab keeps what cells declare. That object turns accessors
 * into values; so they are put behind it.
 *
 * @param exports - tslab's object
 */
export function shareVariables(exports: object): Declare {
  const shared = Object.create(null) as object;
  Object.setPrototypeOf(exports, shared);
  return (others, variables) => {
    // A name that is declared again is another thing from now on.
    for (const name of others) Reflect.deleteProperty(shared, name);
    for (const name of Object.keys(variables)) Reflect.deleteProperty(exports, name);
    Object.defineProperties(shared, Object.getOwnPropertyDescriptors(variables));
  };
}
