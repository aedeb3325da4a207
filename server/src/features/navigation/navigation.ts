import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { offsetAt, touches } from '../../syntax/span.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { type Occurrence, occurrencesIn, textSpan } from '../../template/references.ts';
import type { ZappaSettings } from '../../zappa/settings.ts';
import { rangeOf } from '../ranges.ts';
import { mappingKeysAt } from './mappingKeys.ts';

/** The declaration of the name at the cursor; empty if there is none. */
export function definition(analysis: Analysis, position: Position): Range[] {
  const { content, tree, lines } = analysis;
  const named = sameName(analysis, position)
    .filter(({ isDeclaration }) => isDeclaration)
    .map(({ at }) => at);
  const keys =
    named.length > 0 || content.kind !== 'template'
      ? []
      : mappingKeysAt(tree, offsetAt(tree.text, lines, position));
  return [...named, ...keys].map((at) => rangeOf(lines, at));
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
function sameName(
  { content, tree, lines }: Analysis,
  position: Position,
): readonly Omit<Occurrence, 'section'>[] {
  const offset = offsetAt(tree.text, lines, position);
  if (content.kind === 'zappa') {
    const stages = stagesNamed(content.settings, tree);
    const here = stages.find(({ at }) => touches(at, offset));
    return stages.filter(({ name }) => name === here?.name);
  }
  if (content.kind !== 'template') return [];
  const mentions = occurrencesIn(tree);
  const here = mentions.find(({ at }) => touches(at, offset));
  return here ? mentions.filter(({ section, name }) => section === here.section && name === here.name) : [];
}

/** The stages of Zappa's settings, and where `extends` names them. */
function stagesNamed({ stages }: ZappaSettings, tree: SyntaxTree): readonly Omit<Occurrence, 'section'>[] {
  return stages.flatMap(({ name, key, parent }) => {
    const at = textSpan(key, name, tree);
    const named = parent?.at.kind === 'scalar' && textSpan(parent.at, parent.name, tree);
    return [
      { name, at, isDeclaration: true },
      ...(named ? [{ name: parent.name, at: named, isDeclaration: false }] : []),
    ];
  });
}
