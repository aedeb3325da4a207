/**
 * Glob matching in bounded time: at most the length of the glob times that of the path. Libraries translate globs to
 * regular expressions, and a glob such as `*a*a*a*b` then takes exponential time. Supported: `*`, `?`, `[a-z]`,
 * `[!a-z]`, `{a,b}`, `**` as a whole folder name, and `\` to escape a character.
 */

/** Paths on common systems are shorter. */
const MOST_LETTERS = 1000;

/** The largest number of globs that braces such as `{a,b}{c,d}` may expand to. */
const MOST_ALTERNATIVES = 200;
const MOST_BRACES = 20;

export type Matcher = (path: string) => boolean;

/** Why a glob is not supported; undefined if it is. */
export function globProblem(glob: string): string | undefined {
  if (glob === '') return 'is empty';
  if (glob.length > MOST_LETTERS) return `has more than ${MOST_LETTERS} letters`;
  if (/[@+?*!]\(/.test(glob)) return 'has a group in parentheses, which is not read; {a,b} is';
  if (glob.split('{').length > MOST_BRACES + 1) return `has more than ${MOST_BRACES} braces`;
  if (!alternativesOf(glob)) return `expands to more than ${MOST_ALTERNATIVES} globs`;
  return undefined;
}

/** Whether a path with forward slashes matches one of the globs. An unsupported glob matches nothing. */
export function matcherOf(globs: readonly string[]): Matcher {
  const patterns = globs
    .filter((glob) => globProblem(glob) === undefined)
    .flatMap((glob) => alternativesOf(glob) ?? [])
    .map(patternOf);
  return (path) => {
    const parts = path.split('/');
    return patterns.some((pattern) => matchesParts(pattern, parts));
  };
}

/** One part of a path, or `**`: any number of parts. */
export type GlobPattern = readonly (readonly Token[] | 'folders')[];

/** A literal character, any character, any number of characters, or a set. */
export type Token =
  | string
  | 'any letter'
  | 'letters'
  | { readonly isNegated: boolean; readonly ranges: readonly (readonly [string, string])[] };

/** Parses a glob without braces. A slash separates parts even inside of a set, since no file name contains one. */
export function patternOf(glob: string): GlobPattern {
  const parts = glob.replace(/^\.\//, '').split('/');
  // `a/**` matches everything in `a`, but not `a` itself.
  if (parts.length > 1 && parts.at(-1) === '**') parts.push('*');
  return parts.map((part) => (part === '**' ? 'folders' : tokensOf(part)));
}

function tokensOf(part: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < part.length; i++) {
    const letter = part[i]!;
    const set = letter === '[' ? setAt(part, i) : undefined;
    if (set) {
      tokens.push(set.token);
      i = set.end;
    } else if (letter === '\\' && i + 1 < part.length) tokens.push(part[++i]!);
    else if (letter === '?') tokens.push('any letter');
    else if (letter !== '*') tokens.push(letter);
    else if (tokens.at(-1) !== 'letters') tokens.push('letters');
  }
  return tokens;
}

/** `[abc]`, `[a-z]`, `[!a]` or `[^a]`; an unclosed bracket is a literal. */
function setAt(part: string, start: number): { readonly token: Token; readonly end: number } | undefined {
  const isNegated = part[start + 1] === '!' || part[start + 1] === '^';
  const first = start + (isNegated ? 2 : 1);
  const ranges: [string, string][] = [];
  for (let i = first; i < part.length; i++) {
    if (part[i] === ']' && i > first) return { token: { isNegated, ranges }, end: i };
    if (part[i] === '\\' && i + 1 < part.length) i++;
    const low = part[i]!;
    const isRange = part[i + 1] === '-' && i + 2 < part.length && part[i + 2] !== ']';
    ranges.push([low, isRange ? part[i + 2]! : low]);
    if (isRange) i += 2;
  }
  return undefined;
}

/** Whether the parts of a path, in full, match the pattern. */
/** Whether a whole text matches the tokens. */
export function matchesParts(pattern: GlobPattern, parts: readonly string[]): boolean {
  return matchesAll(
    pattern,
    parts,
    (step) => step === 'folders',
    (step, part) => step !== 'folders' && matchesPart(step, part),
  );
}

/** Whether a text, in full, is what the tokens describe. */
export function matchesPart(tokens: readonly Token[], part: string): boolean {
  // The most frequent case.
  if (tokens.length === 1 && tokens[0] === 'letters') return part !== '';
  return matchesAll(
    tokens,
    part,
    (token) => token === 'letters',
    (token, letter) => {
      if (typeof token === 'string') return token === 'any letter' || token === letter;
      return token.ranges.some(([low, high]) => low <= letter && letter <= high) !== token.isNegated;
    },
  );
}

/**
 * Whether steps match all items in order, where some steps match any number of items. On a mismatch only the last such
 * step has to be extended: it can match anything that an earlier one could.
 */
function matchesAll<Step, Item>(
  steps: readonly Step[],
  items: ArrayLike<Item>,
  isMany: (step: Step) => boolean,
  matches: (step: Step, item: Item) => boolean,
): boolean {
  let step = 0;
  let item = 0;
  let many = -1;
  let from = 0;
  while (item < items.length) {
    if (step < steps.length && isMany(steps[step]!)) {
      many = step++;
      from = item;
    } else if (step < steps.length && matches(steps[step]!, items[item]!)) {
      step++;
      item++;
    } else if (many >= 0) {
      step = many + 1;
      item = ++from;
    } else return false;
  }
  while (step < steps.length && isMany(steps[step]!)) step++;
  return step === steps.length;
}

/** Expands the braces of a glob; undefined if there are too many alternatives. */
function alternativesOf(glob: string): readonly string[] | undefined {
  const open = braceIn(glob);
  if (!open) return [glob];
  const result: string[] = [];
  for (const choice of open.choices) {
    const more = alternativesOf(glob.slice(0, open.start) + choice + glob.slice(open.end));
    if (!more || result.length + more.length > MOST_ALTERNATIVES) return undefined;
    result.push(...more);
  }
  return result;
}

interface Braces {
  readonly start: number;
  readonly end: number;
  readonly choices: readonly string[];
}

/** The first braces that contain a comma; other braces are literals. */
function braceIn(glob: string): Braces | undefined {
  for (let start = 0; start < glob.length; start++) {
    if (glob[start] === '\\') start++;
    else if (glob[start] === '{') {
      const braces = bracesAt(glob, start);
      if (braces && braces.choices.length > 1) return braces;
    }
  }
  return undefined;
}

function bracesAt(glob: string, start: number): Braces | undefined {
  const choices: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let i = start; i < glob.length; i++) {
    if (glob[i] === '\\') i++;
    else if (glob[i] === '{') depth++;
    else if (glob[i] === ',' && depth === 1) {
      choices.push(glob.slice(from, i));
      from = i + 1;
    } else if (glob[i] === '}' && --depth === 0)
      return { start, end: i + 1, choices: [...choices, glob.slice(from, i)] };
  }
  return undefined;
}
