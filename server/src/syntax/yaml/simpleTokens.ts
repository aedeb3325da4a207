/** Tabs, control characters, line breaks that are none here, anchors' neighbours: all rare enough to leave alone. */
export const UNUSUAL = /[^\P{Cc}\n\r]|[\u00a0\u2028\u2029\ufeff]|\r(?!\n)/u;

/** Longer lines are not worth the care that patterns need with them. */
export const MAX_LINE = 2000;

/** Deeper nesting than in any template; how deep is too deep is not for this reader to say. */
export const MAX_SIMPLE_DEPTH = 60;

export const TAG = /![A-Za-z][A-Za-z0-9]*/y;

/** An unquoted key: no colon but within, as in `AWS::X`, no space at its end. */
export const KEY = /[A-Za-z0-9_./$<](?:[A-Za-z0-9_./$<-]|:(?=[A-Za-z0-9_./$<:-])| +(?=[A-Za-z0-9_./$<-]))*/y;

/** An unquoted text: no `: `, no ` #`, no space at its end. */
export const PLAIN =
  /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|[-:](?=[^\s]))(?:[^\s:#]|:(?=\S)|(?<=\S)#| +(?=[^\s#]))*/y;

/** The same within brackets, where fewer characters are safe. */
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
