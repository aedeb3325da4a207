import { isConditional } from '../../changes/resources.ts';
import type { Field, Target } from '../../network/field.ts';
import type { NatGateway } from '../../network/model.ts';
import { entryAt } from '../../syntax/tree.ts';
import type { CheckedFile, Fix, Report } from '../defineRule.ts';

/** Reports a NAT gateway that names an Elastic IP address of the template by something other than its allocation id. */
export function addressNamedWrongly(
  { id, allocation, properties }: NatGateway,
  { network }: CheckedFile,
): Report | undefined {
  if (allocation.kind !== 'known' || allocation.value.kind !== 'resource') return undefined;
  const { id: eip, attribute } = allocation.value;
  // Fact EIP-01: Ref gives the address itself.
  if (!network.elasticIps.has(eip) || (attribute !== undefined && attribute !== 'PublicIp')) return undefined;
  const node = entryAt(properties, 'AllocationId')?.value;
  const fixes: readonly Fix[] =
    !node || isConditional(node)
      ? []
      : [
          {
            title: `Change to ${eip}.AllocationId`,
            preferred: true,
            edits: [{ op: 'replace', node, value: { 'Fn::GetAtt': [eip, 'AllocationId'] } }],
          },
        ];
  return {
    at: allocation.at,
    resource: id,
    message: `AllocationId of ${id} is the address of ${eip}, which ${attribute ?? 'Ref'} returns; AWS needs its allocation id (eipalloc-…) and rejects ${id}.`,
    fixes,
  };
}

/** A NAT gateway whose address an earlier one in the text has: an address belongs to one at a time. */
export function addressTaken(nat: NatGateway, { network }: CheckedFile): Report | undefined {
  const key = addressOf(nat.allocation);
  if (key === undefined || nat.allocation.kind !== 'known') return undefined;
  const [first] = [...network.natGateways.values()].filter(({ allocation }) => addressOf(allocation) === key);
  if (!first || first === nat) return undefined;
  const { at, defaults } = nat.allocation;
  return {
    at,
    resource: nat.id,
    defaults,
    message: `${nat.id} uses the same Elastic IP address as ${first.id}. AWS rejects the second NAT gateway.`,
    related: [{ at: first.at, message: `${first.id} uses the address here` }],
  };
}

/** The address of an allocation; undefined if it is not certain. */
function addressOf(allocation: Field<Target>): string | undefined {
  if (allocation.kind !== 'known') return undefined;
  const { value } = allocation;
  if (value.kind === 'resource') return value.attribute === 'AllocationId' ? value.id : undefined;
  return value.id.startsWith('eipalloc-') ? value.id : undefined;
}
