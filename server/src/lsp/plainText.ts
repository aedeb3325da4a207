import { type MarkupContent, MarkupKind } from 'vscode-languageserver';

/** What was written in Markdown, in the format that the client shows. */
export function inFormat(content: MarkupContent, kind: MarkupKind): MarkupContent {
  return kind === content.kind ? content : { kind: MarkupKind.PlainText, value: plainText(content.value) };
}

/**
 * Markdown as hovers and completions have it, which is bold, emphasis, code, links and lists, without its marks. Lists
 * stay as they are: people write them so.
 */
function plainText(markdown: string): string {
  return markdown
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/(^|[\s(])_([^_\n]+(?:_[^_\s][^_\n]*)*)_(?=$|[\s).,])/gm, '$1$2')
    .replace(/\[([^\]\n]*)\]\(([^)\s]*)\)/g, '$1 ($2)')
    .replace(/`([^`\n]+)`/g, '$1');
}
