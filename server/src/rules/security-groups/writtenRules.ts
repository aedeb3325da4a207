import type { Direction } from '../../network/protocol.ts';
import type { Property, ResourceReader } from '../../network/template/readResource.ts';
import type { Span } from '../../syntax/span.ts';
import { type Mapping, resolved } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { NO_VALUE } from '../../template/evaluation/value.ts';

/** A rule as written, in its group or as a separate resource. */
export interface WrittenRule {
  readonly resource: string;
  /** The name of the rule in a message. */
  readonly name: string;
  readonly direction: Direction;
  readonly at: Span;
  /** Undefined where a function gives it. */
  readonly node: Mapping | undefined;
  readonly property: Property;
}

export const OWN_TYPES: Readonly<Record<string, Direction>> = table({
  'AWS::EC2::SecurityGroupIngress': 'ingress',
  'AWS::EC2::SecurityGroupEgress': 'egress',
});

/** The rules of a group, or the one that a resource of `OWN_TYPES` is. */
export function* writtenRules(reader: ResourceReader): Generator<WrittenRule> {
  const { object, resource, property } = reader;
  const direction = OWN_TYPES[resource.type];
  if (!direction) {
    yield* inlineRules(reader, 'ingress');
    yield* inlineRules(reader, 'egress');
  } else if (object.properties) {
    const node = object.properties;
    yield { resource: object.id, name: object.id, direction, at: object.at, node, property };
  }
}

function* inlineRules(
  { object, property, listOf }: ResourceReader,
  direction: Direction,
): Generator<WrittenRule> {
  const key = direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress';
  const value = property(key);
  for (const rule of value.kind === 'list' ? value.items : [value]) {
    if (rule.kind !== 'fields') continue;
    const item = listOf(key)
      ?.items.map(resolved)
      .find((one) => one === rule.at);
    yield {
      resource: object.id,
      name: `A rule of ${object.id}`,
      direction,
      at: rule.at,
      node: item?.kind === 'mapping' ? item : undefined,
      property: (name) => rule.fields.get(name) ?? NO_VALUE,
    };
  }
}
