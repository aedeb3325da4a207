import { type MarkupContent, MarkupKind } from 'vscode-languageserver';

/** What was written in Markdown, in the format that the client shows. */
export function inFormat(content: MarkupContent, kind: MarkupKind): MarkupContent {
  return kind === content.kind ? content : { kind: MarkupKind.PlainText, value: plainText(content.value) };
}

/**
 * The marks of the Markdown that hovers and completions have: an escaped character; a block, and a piece, of code between
 * as many backticks as it takes; bold; emphasis; a link. Whatever else may be a mark is escaped where it is none.
 */
const MARKS = [
  /\\(?<escaped>[!-/:-@[-`{-~])/,
  /^(?<fence>`{3,})\n(?<block>[\s\S]*?)\n\k<fence>$/,
  /(?<ticks>`+)(?<code>[^\n]*?[^`\n])\k<ticks>(?!`)/,
  /\*\*(?<bold>(?:\\.|[^\n\\])+?)\*\*/,
  /(?<!\w)_(?=[^\s_])(?<emphasis>(?:\\.|[^_\n\\]|(?<=\w)_(?=\w))+)_(?!\w)/,
  /\[(?<link>(?:\\.|[^\]\n\\])*)\]\((?<target>[^)\s]*)\)/,
];
const ANY_MARK = new RegExp(MARKS.map(({ source }) => source).join('|'), 'gm');

/** Markdown as people would write it without marks. Lists stay as they are: people write them so. */
function plainText(markdown: string): string {
  return markdown.replace(ANY_MARK, (...found) => {
    const { escaped, block, code, bold, emphasis, link, target } = found.at(-1) as Record<string, string>;
    if (code !== undefined) return code.replace(/^ (.+) $/, '$1');
    if (link !== undefined) return `${plainText(link)} (${target})`;
    return escaped ?? block ?? plainText((bold ?? emphasis)!);
  });
}
