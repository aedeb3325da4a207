/** Makes a function that works its answer out once for each key, and keeps it as long as the key, which never changes. */
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
