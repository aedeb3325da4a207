import { type MarkupContent, MarkupKind } from 'vscode-languageserver';

/** Markdown in the format that the client supports. */
export function inFormat(content: MarkupContent, kind: MarkupKind): MarkupContent {
  return kind === content.kind ? content : { kind: MarkupKind.PlainText, value: plainText(content.value) };
}

/**
 * Converts Markdown to plain text. Hovers and completions use bold, emphasis, code and links, whose text is kept, and
 * lists, which are kept as they are; all other special characters in texts of files are escaped. Works in one pass.
 */
function plainText(markdown: string): string {
  let plain = '';
  for (let at = 0; at < markdown.length; ) {
    const rest = markdown[at + 1] ?? '';
    switch (markdown[at]) {
      case '\\':
        plain += PUNCTUATION.test(rest) ? rest : `\\${rest}`;
        at += 2;
        break;
      case '`': {
        const code = codeAt(markdown, at);
        plain += code.text;
        at = code.end;
        break;
      }
      case '[': {
        const link = linkAt(markdown, at);
        plain += link ? plainText(link.text) : '[';
        at = link?.end ?? at + 1;
        break;
      }
      case '*':
        plain += rest === '*' ? '' : '*';
        at += rest === '*' ? 2 : 1;
        break;
      case '_':
        plain += isInWord(markdown, at) ? '_' : '';
        at++;
        break;
      default:
        plain += markdown[at++];
    }
  }
  return plain;
}

/** Inside of a word `_` is a letter. */
function isInWord(markdown: string, at: number): boolean {
  return WORD.test(markdown[at - 1] ?? '') && WORD.test(markdown[at + 1] ?? '');
}

const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORD = /\w/;

/** A link whose text and address contain no brackets except escaped or encoded ones. */
function linkAt(
  markdown: string,
  start: number,
): { readonly text: string; readonly end: number } | undefined {
  const middle = markdown.indexOf('](', start);
  const end = middle < 0 ? -1 : markdown.indexOf(')', middle);
  return end < 0 ? undefined : { text: markdown.slice(start + 1, middle), end: end + 1 };
}

/** A code span or code block, which ends with as many backticks as it starts with. */
function codeAt(markdown: string, start: number): { readonly text: string; readonly end: number } {
  let inside = start;
  while (markdown[inside] === '`') inside++;
  const ticks = markdown.slice(start, inside);
  for (let end = markdown.indexOf(ticks, inside); end >= 0; ) {
    let after = end;
    while (markdown[after] === '`') after++;
    if (after - end === ticks.length)
      return { text: withoutPadding(markdown.slice(inside, end)), end: after };
    end = markdown.indexOf(ticks, after);
  }
  return { text: ticks, end: inside };
}

/**
 * Removes the space on both sides of a code span, which separates its own backticks, or the line breaks around a code
 * block.
 */
function withoutPadding(code: string): string {
  const isPadded = code.length > 2 && (code[0] === ' ' || code[0] === '\n') && code.at(-1) === code[0];
  return isPadded ? code.slice(1, -1) : code;
}
