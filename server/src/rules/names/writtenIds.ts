import type { PartName } from '../../inventory/parts.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import type { Known, Value } from '../../template/evaluation/value.ts';
import type { CheckedFile } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** An AWS id in a property of a resource. */
export interface IdInProperty {
  readonly resource: string;
  readonly value: Known;
  readonly part: PartName;
}

/** The part of an inventory that has ids with a prefix. */
const PARTS: Readonly<Record<string, PartName>> = table({
  vpc: 'Vpcs',
  subnet: 'Subnets',
  sg: 'SecurityGroups',
  rtb: 'RouteTables',
  acl: 'NetworkAcls',
  igw: 'InternetGateways',
  nat: 'NatGateways',
});

const ID = /^([a-z]+)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

/** The ids, of the kinds that an inventory has, in the properties of AWS's own resource types. */
export function* idsIn(file: CheckedFile): Generator<IdInProperty> {
  const { template } = file;
  const types = new Set([...(template?.resources.values() ?? [])].map(({ type }) => type));
  const own = [...types].filter(
    (type) => type.startsWith('AWS::') && !type.startsWith('AWS::CloudFormation::'),
  );
  for (const { object, property } of existingResources(file, own)) {
    for (const { key } of object.properties?.entries ?? []) {
      // Tags and user data are texts for people and programs.
      if (/^(Tags|UserData|Environment)$/.test(key.text)) continue;
      for (const value of textsIn(property(key.text))) {
        const part = PARTS[ID.exec(value.text)?.[1] ?? ''];
        if (part) yield { resource: object.id, value, part };
      }
    }
  }
}

function* textsIn(value: Value): Generator<Known> {
  if (value.kind === 'known') yield value;
  else if (value.kind === 'list') for (const item of itemsOf(value)) yield* textsIn(item);
  else if (value.kind === 'fields') for (const field of value.fields.values()) yield* textsIn(field);
}
