import type { Span } from './span.ts';
import type { Format, SyntaxProblem } from './tree.ts';

/**
 * In characters. CloudFormation accepts at most 1 MB from S3 and 51,200 bytes inline; twice that leaves room for
 * comments.
 */
const MAX_LENGTH = 2_000_000;

/** In levels. No legal template is nearly as deep, and parsers recurse. */
export const MAX_DEPTH = 200;

/** The number of nodes that aliases may expand to; an alias bomb exceeds it within a few lines. */
export const MAX_EXPANSION = 200_000;

/** Why a text is not read at all; undefined if it is within the limits. See also `nestsTooDeep`. */
export function exceedsLimits(text: string): SyntaxProblem | undefined {
  const head: Span = { start: 0, end: Math.min(text.length, 1) };
  if (text.length > MAX_LENGTH) {
    return limit(
      head,
      `The file has more than ${MAX_LENGTH / 1_000_000} million characters; VPC Lens skips it.`,
    );
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    return limit({ start: nul, end: nul + 1 }, 'The file contains binary data; VPC Lens skips it.');
  }
  return undefined;
}

/** A problem if a recursive parser would go too deep. Scans every character. */
export function nestsTooDeep(text: string, format: Format): SyntaxProblem | undefined {
  const at =
    firstTooDeep(text, format === 'yaml') ?? (format === 'toml' ? text.match(LONG_NAME)?.index : undefined);
  return at === undefined ? undefined : tooDeep(at);
}

/** `a.b.c…` at the start of a TOML line: each part is a level. */
const LONG_NAME = new RegExp(`^[ \\t[]*[^.\\n= \\t[][^.\\n=]*\\.(?:[^.\\n=]+\\.){${MAX_DEPTH - 1}}`, 'm');

/** The problem of a text that is nested more than `MAX_DEPTH` levels; `at` is the offset of the bracket or line. */
export function tooDeep(at: number): SyntaxProblem {
  return limit(
    { start: at, end: at + 1 },
    `The file is nested more than ${MAX_DEPTH} levels deep; VPC Lens skips it.`,
  );
}

function limit(at: Span, message: string): SyntaxProblem {
  return { kind: 'limit', start: at.start, end: at.end, message };
}

/**
 * The offset at which brackets nest too deep or, in YAML, what nests on one line without brackets (`- - -`, `a: b:
 * c:`). Quotes are ignored: two hundred unclosed brackets do not occur by chance. Indentation is left to the parser.
 */
function firstTooDeep(text: string, isYaml: boolean): number | undefined {
  let depth = 0;
  let indicators = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x7b || c === 0x5b) depth++;
    else if (c === 0x7d || c === 0x5d) depth = Math.max(0, depth - 1);
    // Within brackets a colon or dash does not start a level.
    else if (!isYaml || depth > 0) continue;
    else if (c === 10) indicators = 0;
    else if ((c === 0x2d || c === 0x3f || c === 0x3a) && text.charCodeAt(i + 1) === 32) indicators++;
    if (depth > MAX_DEPTH || indicators > MAX_DEPTH) return i;
  }
  return undefined;
}
