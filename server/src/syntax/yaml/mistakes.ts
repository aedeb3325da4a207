// The library's problems, described in our own words.

import type { YAMLError } from 'yaml';

/** The library's messages about quotes and brackets that are never closed. */
export const OPEN = /^Missing closing |must end with a |end with a [\]}]$/;

/** PyYAML reads a `#` after a bracket, a comma or a quote as a comment. */
export const NO_MISTAKE = /^Comments must be separated /;

export type YamlMistake = Pick<YAMLError, 'pos' | 'code' | 'message'>;

export const NO_ANCHOR = 'No anchor before this alias has its name.';

/** A sentence for a mistake; `code` and `message` are the YAML parser's. */
export function mistakeSentence(code: string, message: string): string {
  // The parser reports a missing bracket as too little indentation.
  const end = code === 'BAD_INDENT' ? /end with a ([\]}])$/.exec(message)?.[1] : undefined;
  if (end) return `The closing ${end === ']' ? 'bracket' : 'brace'} ${end} is missing before this.`;
  return SENTENCES[code] ?? `${message}.`;
}

/** Our sentences for common mistakes; other mistakes keep the parser's sentence. */
const SENTENCES: Record<string, string> = {
  BAD_INDENT: 'This line is indented differently from its neighbours.',
  TAB_AS_INDENT: 'YAML indentation must be spaces; this line has a tab.',
  BAD_ALIAS: 'The alias has no name after its asterisk.',
  BAD_DQ_ESCAPE: 'This is not an escape sequence; inside double quotes a backslash is written twice.',
  BAD_SCALAR_START: 'A value that starts with this character needs quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'A value cannot contain a key here; this line has an extra colon or too much indentation.',
  MULTILINE_IMPLICIT_KEY: 'A key must be on one line; a colon may be missing.',
  MULTIPLE_DOCS: 'A second document starts here; the file can have only one.',
  MISSING_CHAR: 'A closing quote, bracket or separator is missing here.',
  MULTIPLE_ANCHORS: 'This value has two anchors; YAML allows one.',
  UNEXPECTED_TOKEN: 'This is not expected here; a quote, bracket or indentation before it may be wrong.',
};
