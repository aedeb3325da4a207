/**
 * A lookup table for texts of files. It has no inherited properties, so a resource, a property or a protocol named
 * `constructor` or `__proto__` is unknown, like any other name that is not listed.
 */
export function table<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null), entries);
}
