/** Characters that are left to the full parser because they are rare: tabs, control characters, unusual line breaks. */
export const UNUSUAL = /[^\P{Cc}\n\r]|[\u00a0\u2028\u2029\ufeff]|\r(?!\n)/u;

/** Longer lines are left to the full parser, so that the patterns need not be linear. */
export const MAX_LINE = 2000;

/** Deeper nesting than in any template; `MAX_DEPTH` is the limit of the full parser. */
export const MAX_SIMPLE_DEPTH = 60;

export const TAG = /![A-Za-z][A-Za-z0-9]*/y;

/** An unquoted key: colons only inside, as in `AWS::X`, and no space at its end. */
export const KEY = /[A-Za-z0-9_./$<](?:[A-Za-z0-9_./$<-]|:(?=[A-Za-z0-9_./$<:-])| +(?=[A-Za-z0-9_./$<-]))*/y;

/** An unquoted scalar: no `: `, no ` #`, no space at its end. */
export const PLAIN =
  /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|[-:](?=[^\s]))(?:[^\s:#]|:(?=\S)|(?<=\S)#| +(?=[^\s#]))*/y;

/** An unquoted scalar inside of brackets, where fewer characters are allowed. */
export const PLAIN_IN_FLOW =
  /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?=[^\s,[\]{}]))(?:[^\s:#,[\]{}?]|:(?=[^\s,[\]{}])| +(?=[^\s#,[\]{}:?]))*/y;

export const LF = 10;

export const CR = 13;

export const SPACE = 32;

export const BANG = 33;

export const DOUBLE = 34;

export const HASH = 35;

export const SINGLE = 39;

export const COMMA = 44;

export const DASH = 45;

export const COLON = 58;

export const BRACKET = 91;

export const BRACKET_END = 93;

export const BRACE = 123;

export const BAR = 124;

export const BRACE_END = 125;
