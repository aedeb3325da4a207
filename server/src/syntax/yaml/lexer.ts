import { CST, Lexer } from 'yaml';

/**
 * The lexer of the library `yaml`, changed to read as PyYAML does, and with it CloudFormation's tools and Zappa: quoted
 * text and brackets may continue on lines that are not indented more than their parent. YAML 1.2 forbids that.
 * https://github.com/yaml/pyyaml/blob/6.0.2/lib/yaml/scanner.py `unwind_indent`, `scan_flow_scalar_spaces` (read
 * 2026-11-29)
 */
export function freeLexer(): Lexer {
  const lexer = new Lexer();
  const inner = lexer as unknown as Inner;
  for (const name of ['parseFlowCollection', 'parseQuotedScalar'] as const) {
    const step = inner[name];
    inner[name] = function* () {
      const { indentNext } = inner;
      inner.indentNext = 0;
      const next = yield* step.call(inner);
      inner.indentNext = indentNext;
      return next;
    };
  }
  return lexer;
}

/**
 * How many characters are searched for the end of an open quote or bracket. Searching them takes some milliseconds at
 * each keystroke after an unclosed quote.
 */
export const FURTHEST = 20_000;

/**
 * The offset after `from` at which all quotes and brackets that are open at `from` are closed, or the offset of the
 * next character; undefined if one is never closed.
 */
export function closedAt(text: string, from: number): number | undefined {
  const lexer = freeLexer();
  const inner = lexer as unknown as Inner;
  let at = 0;
  let isClosed = true;
  for (const lexeme of lexer.lex(text)) {
    if (at > from && inner.flowLevel === 0 && isClosed) return at;
    if (WITHOUT_TEXT.has(lexeme)) continue;
    at += lexeme.length;
    const isQuoted = /^["']/.test(lexeme) && lexeme.length > 1;
    isClosed = !isQuoted || lexeme.endsWith(lexeme[0]!);
  }
  return inner.flowLevel === 0 && isClosed ? at : undefined;
}

/** Lexemes without characters: start of a document, early end of brackets, start of a scalar. */
const WITHOUT_TEXT: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

/**
 * The library's private members: what the lexer calls for each stretch of text, and the smallest indentation of the
 * lines that belong to it.
 */
interface Inner {
  indentNext: number;
  readonly flowLevel: number;
  parseFlowCollection: Step;
  parseQuotedScalar: Step;
}

type Step = () => Generator<string, string>;
