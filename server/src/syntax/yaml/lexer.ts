import { CST, Lexer } from 'yaml';

/**
 * The library's lexer, which lets a quoted text or a bracket end at a line that is indented no further than its parent,
 * as YAML 1.2 has it. PyYAML, and so CloudFormation's tools and Zappa, do not look at indentation within quotes and
 * brackets. https://github.com/yaml/pyyaml/blob/6.0.2/lib/yaml/scanner.py `unwind_indent`, `scan_flow_scalar_spaces`
 * (read 2026-11-29)
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

/** Characters to look for what closes an open quote or bracket: some milliseconds at each keystroke behind a new one. */
export const FURTHEST = 20_000;

/**
 * The offset behind `from` where the quotes and brackets that are open there are all closed; undefined where some never
 * are. The offset may be that of the character after.
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

/** Lexemes that stand for no characters: a document begins, brackets end too early, a scalar follows. */
const WITHOUT_TEXT: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

/** What the lexer calls for each stretch of text; the least indentation of the lines that belong to it. */
interface Inner {
  indentNext: number;
  readonly flowLevel: number;
  parseFlowCollection: Step;
  parseQuotedScalar: Step;
}

type Step = () => Generator<string, string>;
