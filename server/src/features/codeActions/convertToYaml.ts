import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { jsonToYaml } from '../../syntax/json/toYaml.ts';
import { rangeOf } from '../ranges.ts';
import type { DocumentVersion } from './documentVersion.ts';

/**
 * Renames `zappa_settings.json` to `.yml`, which Zappa reads just as well, and writes it as YAML with its comments.
 * Undefined for any other file, where it cannot be converted, and where Zappa would then read another settings file.
 */
export function convertToYaml(
  { content, tree, lines }: Analysis,
  { uri, version }: DocumentVersion,
): WorkspaceEdit | undefined {
  if (content.kind !== 'zappa' || !uri.endsWith('.json')) return undefined;
  const { siblings } = content.settings.surroundings;
  const yaml = siblings.length > 0 ? undefined : jsonToYaml(tree);
  if (yaml === undefined) return undefined;
  const range = rangeOf(lines, { start: 0, end: tree.text.length });
  return {
    documentChanges: [
      // First in the old file, so that an editor can tell whether the text is still the same.
      { textDocument: { uri, version }, edits: [{ range, newText: yaml }] },
      { kind: 'rename', oldUri: uri, newUri: uri.replace(/\.json$/, '.yml') },
    ],
  };
}
