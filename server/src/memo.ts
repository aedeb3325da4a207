/** Memoizes a function of an immutable object. The result is kept as long as the object. */
export function memoized<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const answers = new WeakMap<K, { readonly answer: T }>();
  return (key) => {
    let known = answers.get(key);
    if (!known) {
      known = { answer: make(key) };
      answers.set(key, known);
    }
    return known.answer;
  };
}
