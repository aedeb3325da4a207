/** Caches a function's result per argument object. Plans and their parts are immutable. */
export function once<T extends object, R>(compute: (one: T) => R): (one: T) => R {
  const known = new WeakMap<T, { readonly result: R }>();
  return (one) => {
    const before = known.get(one);
    if (before) return before.result;
    const result = compute(one);
    known.set(one, { result });
    return result;
  };
}
