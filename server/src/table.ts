/**
 * A table that is looked up by texts of files. It has its own entries and nothing that objects inherit, so that a resource,
 * a property or a protocol named `constructor` or `__proto__` is unknown, like any other name that is not listed.
 */
export function table<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null), entries);
}
