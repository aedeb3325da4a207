import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { printableLine } from '../../escape/printable.ts';
import type { Span } from '../../syntax/span.ts';
import { type Entry, entriesOf, valueAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { networkLine } from '../hover/zappa/describeStage.ts';
import { rangeOf } from '../ranges.ts';
import { kindOfType, shortType } from './kinds.ts';
import { groupedByVpc } from './outline.ts';

/** The outline: sections of a template with resources grouped by VPC; stages of a settings file with their network. */
export function documentSymbols({ tree, lines, content }: Analysis): DocumentSymbol[] {
  const symbol = (
    name: string,
    detail: string,
    kind: SymbolKind,
    whole: Span,
    name_: Span,
  ): DocumentSymbol => ({
    // Editors reject an empty name.
    name: printableLine(name) || '""',
    detail: printableLine(detail),
    kind,
    range: rangeOf(lines, { start: Math.min(whole.start, name_.start), end: Math.max(whole.end, name_.end) }),
    selectionRange: rangeOf(lines, name_),
  });

  if (content.kind === 'zappa') {
    return content.settings.stages.map((stage) =>
      symbol(stage.name, networkLine(stage), SymbolKind.Class, stage.node, stage.key),
    );
  }
  if (content.kind !== 'template') return [];
  return entriesOf(tree.root).flatMap((section) => {
    const kind = SECTION_KINDS[section.key.text];
    if (kind === undefined) return [];
    const isResources = section.key.text === 'Resources';
    const children = entriesOf(section.value).map((entry) => {
      const type = typeOf(entry);
      return symbol(
        entry.key.text,
        isResources ? shortType(type) : type,
        isResources ? kindOfType(type) : kind,
        entry,
        entry.key,
      );
    });
    return [
      {
        ...symbol(section.key.text, '', SymbolKind.Module, section, section.key),
        children: isResources ? groupedByVpc(children, content.scenarios.all) : children,
      },
    ];
  });
}

const SECTION_KINDS: Record<string, SymbolKind> = table({
  Parameters: SymbolKind.Variable,
  Mappings: SymbolKind.Object,
  Conditions: SymbolKind.Boolean,
  Resources: SymbolKind.Class,
  Outputs: SymbolKind.Property,
});

function typeOf(entry: Entry): string {
  const type = valueAt(entry.value, 'Type');
  return type?.kind === 'scalar' ? type.text : '';
}
