import { bullets, type Markdown, md } from '../../../escape/markdown.ts';
import { entriesOf, type Node, resolved } from '../../../syntax/tree.ts';
import { codeText } from './valueText.ts';

/** Longer mappings are truncated. */
const MOST_LINES = 8;

/** A mapping by its name: the values of each of its first keys. */
export function describeMapping(name: string, mapping: Node): Markdown {
  const keys = entriesOf(mapping);
  const lines = keys.slice(0, MOST_LINES).map(({ key, value }) => {
    const inner = entriesOf(resolved(value)).slice(0, MOST_LINES);
    const texts = inner.map((one) => {
      const text = resolved(one.value);
      return text?.kind === 'scalar' ? `${one.key.text} ${text.text}` : one.key.text;
    });
    return md`${key.text}: ${codeText(texts.join(', '))}`;
  });
  const left = keys.length - lines.length;
  if (left > 0) lines.push(md`and ${left} more`);
  return md`**${name}** — a mapping\n\n${bullets(lines)}`;
}
