import { CompletionItemKind } from 'vscode-languageserver-types';
import type { PartName } from '../../../../inventory/parts.ts';
import { nameOfId } from '../../../../inventory/words.ts';
import { table } from '../../../../table.ts';
import { describeExisting } from '../../../hover/ids/describeExisting.ts';
import type { Context, PropertyPlace } from '../context.ts';
import { takenBy } from './references.ts';
import type { Suggestion } from './suggestion.ts';

/** By type: the part of an inventory with its objects, by id. */
const PARTS: Readonly<Record<string, PartName>> = table({
  'AWS::EC2::VPC': 'Vpcs',
  'AWS::EC2::Subnet': 'Subnets',
  'AWS::EC2::SecurityGroup': 'SecurityGroups',
  'AWS::EC2::RouteTable': 'RouteTables',
  'AWS::EC2::InternetGateway': 'InternetGateways',
  'AWS::EC2::NatGateway': 'NatGateways',
});

/** The ids of existing objects that a property can refer to. */
export function existingIds(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const { inventory, content } = context.analysis;
  if (!inventory || content.kind !== 'template') return [];
  return takenBy(place).flatMap((taken) => {
    const part = PARTS[taken.replace(/\.GroupId$/, '')];
    if (part === undefined) return [];
    return [...inventory.parts[part].entries.keys()].map((id): Suggestion => {
      const documentation = describeExisting(id, inventory, undefined);
      const name = nameOfId(id, inventory.parts);
      return {
        value: id,
        label: id,
        detail: name === undefined ? 'exists in AWS' : `${name}, exists in AWS`,
        ...(documentation && { documentation }),
        kind: CompletionItemKind.Value,
      };
    });
  });
}
