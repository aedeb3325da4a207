/**
 * A pattern from an untrusted file must not hang the editor (ReDoS), so only short patterns are run, on short texts.
 */
const MOST_LETTERS = 200;

/** Upper limit on the number of ways in which a backtracking engine could match a text before it fails. */
const MOST_WAYS = 1_000_000;

/**
 * Whether a text matches an `AllowedPattern`. CloudFormation uses Java's regular expressions: a pattern that JavaScript
 * cannot compile, or that might take too long, matches everything, so that nothing uncertain is reported.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  if (pattern.length > MOST_LETTERS || text.length > MOST_LETTERS || OF_JAVA.test(pattern)) return true;
  if (!(readingsOf(pattern) * (pattern.startsWith('^') ? 1 : text.length + 1) <= MOST_WAYS)) return true;
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return true;
  }
}

/**
 * Syntax that only Java supports, or that JavaScript reads in another way: classes such as `\p{Alpha}`, quotes, a class
 * within a class. https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 */
const OF_JAVA = /\\[pPQEhHRXzZAGaex]|&&|\[[^\]]*\[/;

/**
 * Worst-case number of ways in which a pattern can match a text of `MOST_LETTERS` characters: parts in sequence
 * multiply, alternatives add up, and each possible repetition count is one way. Infinity for syntax that is not
 * analyzed here.
 */
export function readingsOf(pattern: string): number {
  let at = 0;

  function choices(): number {
    let ways = sequence();
    while (pattern[at] === '|') {
      at++;
      ways += sequence();
    }
    return ways;
  }

  function sequence(): number {
    let ways = 1;
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') ways *= repeated(atom());
    return ways;
  }

  function atom(): number {
    const c = pattern[at++];
    if (c === '(') return group();
    if (c === '[') {
      const set = /(?:\\.|[^\]\\])*\]/y;
      set.lastIndex = at;
      const found = set.exec(pattern);
      if (!found) return Number.POSITIVE_INFINITY;
      at = set.lastIndex;
    } else if (c === '\\' && /[1-9k]/.test(pattern[at++] ?? '1')) return Number.POSITIVE_INFINITY;
    return 1;
  }

  function group(): number {
    if (pattern[at] === '?') {
      // Lookaheads and named groups are not analyzed.
      if (pattern[at + 1] !== ':') return Number.POSITIVE_INFINITY;
      at += 2;
    }
    const ways = choices();
    return pattern[at++] === ')' ? ways : Number.POSITIVE_INFINITY;
  }

  function repeated(ways: number): number {
    const counts = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})[?+]?/y;
    counts.lastIndex = at;
    const found = counts.exec(pattern);
    if (!found) return ways;
    at = counts.lastIndex;
    const [sign, least = '', comma = '', most = ''] = found;
    if (sign.startsWith('?')) return ways + 1;
    const isOpen = !sign.startsWith('{') || (comma !== '' && most === '');
    const limit = isOpen ? MOST_LETTERS : Number(most === '' ? least : most);
    // Repetitions of one character differ only in their number.
    if (ways === 1) return isOpen || comma !== '' ? limit + 1 : 1;
    return (ways + 1) ** limit;
  }

  const ways = choices();
  return at < pattern.length ? Number.POSITIVE_INFINITY : ways;
}
