/** A stranger's pattern must not hang the editor, so only short ones are asked, of short texts. */
const MOST_LETTERS = 200;

/** Ways in which an engine that goes back may read a text, at worst, before it gives up. */
const MOST_WAYS = 1_000_000;

/**
 * Whether a text is what an `AllowedPattern` describes; true where that is not certain. CloudFormation's patterns are
 * Java's; one that this machine's engine does not take lets everything pass.
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
 * What only Java's engine reads so, and this one in another way: classes such as `\p{Alpha}`, quotes, a class within a
 * class. https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 */
const OF_JAVA = /\\[pPQEhHRXzZAGaex]|&&|\[[^\]]*\[/;

/**
 * In how many ways a pattern may read a text of `MOST_LETTERS`, at worst: what follows each other multiplies, choices
 * add up, and each count of a repetition is a way. Infinity for what is not understood here.
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
    if (c === '(') {
      if (pattern[at] === '?') {
        // What looks ahead or has a name is left alone.
        if (pattern[at + 1] !== ':') return Number.POSITIVE_INFINITY;
        at += 2;
      }
      const ways = choices();
      return pattern[at++] === ')' ? ways : Number.POSITIVE_INFINITY;
    }
    if (c === '[') {
      const set = /(?:\\.|[^\]\\])*\]/y;
      set.lastIndex = at;
      const found = set.exec(pattern);
      if (!found) return Number.POSITIVE_INFINITY;
      at = set.lastIndex;
    } else if (c === '\\' && /[1-9k]/.test(pattern[at++] ?? '1')) return Number.POSITIVE_INFINITY;
    return 1;
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
    // Of one letter each, only how many there are differs.
    if (ways === 1) return isOpen || comma !== '' ? limit + 1 : 1;
    return (ways + 1) ** limit;
  }

  const ways = choices();
  return at < pattern.length ? Number.POSITIVE_INFINITY : ways;
}
