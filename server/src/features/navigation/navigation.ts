import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { offsetAt, touches } from '../../syntax/span.ts';
import { type Occurrence, occurrencesIn } from '../../template/references.ts';
import { rangeOf } from '../ranges.ts';

/** The declaration of the name at the cursor; empty if there is none. */
export function definition(analysis: Analysis, position: Position): Range[] {
  return sameName(analysis, position)
    .filter(({ isDeclaration }) => isDeclaration)
    .map(({ at }) => rangeOf(analysis.lines, at));
}

/** The references to the name at the cursor, including the declaration if the editor requests it. */
export function references(analysis: Analysis, position: Position, includeDeclaration: boolean): Range[] {
  return sameName(analysis, position)
    .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
    .map(({ at }) => rangeOf(analysis.lines, at));
}

/** Every occurrence of the name at the cursor. */
export function documentHighlights(analysis: Analysis, position: Position): DocumentHighlight[] {
  return sameName(analysis, position).map(({ at, isDeclaration }) => ({
    range: rangeOf(analysis.lines, at),
    kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

/** Every occurrence of the name at a position. */
function sameName({ content, tree, lines }: Analysis, position: Position): readonly Occurrence[] {
  if (content.kind !== 'template') return [];
  const offset = offsetAt(tree.text, lines, position);
  const mentions = occurrencesIn(tree);
  const here = mentions.find(({ at }) => touches(at, offset));
  return here ? mentions.filter(({ section, name }) => section === here.section && name === here.name) : [];
}
