import { entryAt } from '../../syntax/tree.ts';
import { evaluate } from '../../template/evaluation/evaluate.ts';
import { hasText, type Value } from '../../template/evaluation/value.ts';
import type { TestScene } from './scene.ts';

/**
 * The value of a tag that a resource of the template gives itself; `unknown` where that is known only at deployment, undefined
 * where it has no such tag. Tags are a list of `Key` and `Value`, or a mapping as SAM has them:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
export function tagOf(
  id: string,
  key: string,
  { template, scenario }: TestScene,
): string | { readonly unknown: string } | undefined {
  const properties = template?.resources.get(id)?.properties;
  if (!scenario || !properties) return undefined;
  const tags = evaluate(entryAt(properties, 'Tags')?.value, scenario);
  if (tags.kind === 'unknown') return { unknown: tags.why };
  if (tags.kind === 'fields') return tagValue(tags.fields.get(key));
  if (tags.kind !== 'list') return undefined;
  let unknownReason: string | undefined;
  for (const item of tags.items) {
    if (item.kind === 'unknown') unknownReason = item.why;
    if (item.kind !== 'fields') continue;
    const name = item.fields.get('Key');
    if (name?.kind === 'unknown') unknownReason = name.why;
    if (hasText(name, key)) return tagValue(item.fields.get('Value'));
  }
  return unknownReason === undefined ? undefined : { unknown: unknownReason };
}

function tagValue(value: Value | undefined): ReturnType<typeof tagOf> {
  if (value?.kind === 'known') return value.text;
  return value?.kind === 'unknown' ? { unknown: value.why } : undefined;
}
