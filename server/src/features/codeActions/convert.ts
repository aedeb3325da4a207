import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { converted } from '../../syntax/convert.ts';
import { jsonToYaml } from '../../syntax/json/toYaml.ts';
import { encloses, lineStartsOf, type Span } from '../../syntax/span.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { rangeOf } from '../ranges.ts';
import type { DocumentVersion } from '../workspaceEdit.ts';
import { editsOfNewName, fileNameOf, type NameHost } from './newFileName.ts';

/**
 * Converts `zappa_settings.json` to YAML, keeping its comments, and renames it to `.yml`, which Zappa reads as well.
 * Undefined for any other file, if it cannot be converted, and if Zappa would then read another settings file.
 */
export function convertToYaml(
  { content, tree }: Analysis,
  document: DocumentVersion,
): WorkspaceEdit | undefined {
  if (content.kind !== 'zappa' || !document.uri.endsWith('.json')) return undefined;
  const { siblings } = content.settings.surroundings;
  const yaml = siblings.length > 0 ? undefined : jsonToYaml(tree);
  return yaml === undefined ? undefined : rewritten(tree, document, yaml, '.yml');
}

/**
 * Converts a template to the other format and renames the file, also where other files refer to it. Offered on the name
 * of a section.
 */
export function convertTemplate(
  { content, tree }: Analysis,
  document: DocumentVersion,
  at: Span,
  host: NameHost | undefined,
): { readonly title: string; readonly edit: () => WorkspaceEdit } | undefined {
  const { root } = tree;
  const isOnSection = root?.kind === 'mapping' && root.entries.some(({ key }) => encloses(key, at));
  const ending = tree.format === 'json' ? /\.json$/ : /\.ya?ml$/;
  if (content.kind !== 'template' || !isOnSection || !ending.test(document.uri)) return undefined;
  const other = converted(tree);
  if (!other) return undefined;
  const to = `.${other.format}`;
  const isLossy = other.format === 'json' && /(^|\s)#/m.test(tree.text);
  return {
    title: `Convert to ${other.format.toUpperCase()}${isLossy ? ' without comments' : ''} (${to})`,
    edit: () => {
      const { documentChanges = [] } = rewritten(tree, document, other.text, to);
      const newName = fileNameOf(document.uri).replace(/\.[a-z]+$/, to);
      const elsewhere = host ? editsOfNewName(document, newName, host) : [];
      return { documentChanges: [...elsewhere, ...documentChanges] };
    },
  };
}

function rewritten(
  { text }: SyntaxTree,
  { uri, version }: DocumentVersion,
  newText: string,
  ending: string,
): WorkspaceEdit {
  const range = rangeOf(lineStartsOf(text), { start: 0, end: text.length });
  return {
    documentChanges: [
      // The edit of the old file comes first, so that the editor can verify its version.
      { textDocument: { uri, version }, edits: [{ range, newText }] },
      { kind: 'rename', oldUri: uri, newUri: uri.replace(/\.[a-z]+$/, ending) },
    ],
  };
}
