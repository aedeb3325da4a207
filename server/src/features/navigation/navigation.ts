import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { offsetAt, touches } from '../../syntax/span.ts';
import { type Reference, referencesIn } from '../../template/references.ts';
import { rangeOf } from '../ranges.ts';

/** Where the name under the cursor is declared; empty where there is none. */
export function definition(analysis: Analysis, position: Position): Range[] {
  return sameName(analysis, position)
    .filter(({ isDeclaration }) => isDeclaration)
    .map(({ at }) => rangeOf(analysis.lines, at));
}

/** Where the name under the cursor is used, and where the editor asks for it, declared. */
export function references(analysis: Analysis, position: Position, includeDeclaration: boolean): Range[] {
  return sameName(analysis, position)
    .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
    .map(({ at }) => rangeOf(analysis.lines, at));
}

/** Every place of the name under the cursor. */
export function documentHighlights(analysis: Analysis, position: Position): DocumentHighlight[] {
  return sameName(analysis, position).map(({ at, isDeclaration }) => ({
    range: rangeOf(analysis.lines, at),
    kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

/** Everything that names what the name at a position names. */
function sameName({ content, tree, lines }: Analysis, position: Position): readonly Reference[] {
  if (content.kind !== 'template') return [];
  const offset = offsetAt(tree.text, lines, position);
  const mentions = referencesIn(tree);
  const here = mentions.find(({ at }) => touches(at, offset));
  return here ? mentions.filter(({ section, name }) => section === here.section && name === here.name) : [];
}
