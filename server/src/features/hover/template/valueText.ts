import { code, joined, type Markdown, md } from '../../../escape/markdown.ts';
import type { Unknown, Value } from '../../../template/evaluation/value.ts';

/** Longer texts and lists are truncated. */
const MOST_CHARACTERS = 300;
const MOST_LINES = 8;
const MOST_ITEMS = 8;

/** A value in Markdown. */
export function valueText(value: Value): Markdown {
  switch (value.kind) {
    case 'known':
      return value.text === '' ? md`the empty string` : codeText(value.text);
    case 'list': {
      if (value.items.length === 0) return md`an empty list`;
      const shown = joined(value.items.slice(0, MOST_ITEMS).map(itemText), ', ');
      const rest = value.items.length - MOST_ITEMS;
      return rest > 0 ? md`${shown} and ${rest} more` : shown;
    }
    case 'fields':
      return md`a structure of ${[...value.fields.keys()].slice(0, MOST_ITEMS).join(', ')}`;
    case 'reference':
      return value.attribute === undefined
        ? md`the identifier of ${value.resource}, known only after deployment`
        : md`${value.attribute} of ${value.resource}, known only after deployment`;
    case 'zone':
      return md`item ${value.index} (from 0) of the zones of ${regionText(value.region)}; the order differs between accounts`;
    case 'zones':
      return md`the zones of ${regionText(value.region)}, in no fixed order`;
    case 'unknown':
      return value.partial === undefined
        ? md`unknown: ${value.why}`
        : md`${codeText(value.partial)}: ${value.why}`;
    case 'absent':
      return md`no value: the property or item is removed`;
  }
}

/** False for a wholly unknown value, even if it has a name. */
export function hasKnownParts({ partial }: Unknown): boolean {
  return partial !== undefined && !/^\$\{[^}]*\}$/.test(partial);
}

function itemText(item: Value): Markdown {
  if (item.kind === 'known') return codeText(item.text);
  if (item.kind === 'unknown' && item.partial !== undefined) return codeText(item.partial);
  if (item.kind === 'fields') return md`a structure`;
  if (item.kind !== 'reference') return md`an unknown item`;
  return codeText(`\${${item.resource}${item.attribute === undefined ? '' : `.${item.attribute}`}}`);
}

/** Fact FN-06: `AWS::Region` is the stack's region. */
function regionText(region: string): string {
  return region === 'AWS::Region' ? "the stack's region" : region;
}

/** A text as a code span, whatever backticks it contains; several lines become a code block. */
export function codeText(text: string): Markdown {
  const lines = text.trimEnd().split('\n');
  const isCut = text.length > MOST_CHARACTERS || lines.length > MOST_LINES;
  const shown = `${lines.slice(0, MOST_LINES).join('\n').slice(0, MOST_CHARACTERS)}${isCut ? ' …' : ''}`;
  return code(shown);
}
