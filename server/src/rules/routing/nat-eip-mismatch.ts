import { existsWherever, isConditional, namePattern, resourcesOf } from '../../changes/resources.ts';
import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { areSameTarget, defaultsOf, referredResource, valueOr } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import type { NatGateway, Network } from '../../network/model.ts';
import type { Data } from '../../syntax/edit.ts';
import { entryAt } from '../../syntax/tree.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { slipOf } from '../shared/names/slipOf.ts';
import { addressNamedWrongly, addressTaken } from './natAddress.ts';

/** A public NAT gateway without an Elastic IP address, or a private one with one. Regional ones need none. */
export default defineRule({
  id: 'nat-eip-mismatch',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The NAT gateway's Elastic IP address is missing, unusable or already in use",
  why: 'A NAT gateway is public by default, and a public one needs an Elastic IP address. AllocationId expects the allocation id (eipalloc-…), which Ref does not return; two gateways cannot share an address, and a private gateway cannot have one. In each case AWS rejects the gateway, and the stack fails. A regional NAT gateway gets its addresses from AWS.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-natgateway.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-eip.html',
    'NAT-01',
    'NAT-02',
    'EIP-01',
    'G19',
  ],

  *check(file) {
    if (file.template?.hasMacros) return;
    for (const nat of file.network.natGateways.values()) {
      // A NAT gateway without a subnet is a regional one.
      if (valueOr(nat.availability, 'zonal') === 'zonal' && nat.subnet.kind !== 'absent')
        yield* reportsOn(nat, file);
    }
  },
});

function* reportsOn(nat: NatGateway, file: CheckedFile): Generator<Report> {
  const { id, at, connectivity, availability, allocation } = nat;
  const defaults = defaultsOf(connectivity, availability, allocation);
  if (allocation.kind === 'absent' && valueOr(connectivity, 'public') === 'public') {
    yield {
      at,
      resource: id,
      defaults,
      message: `${id} is a public NAT gateway but has no Elastic IP address (AllocationId). AWS rejects ${id}.`,
      fixes: addressesFor(nat, file),
      ...slipOf(id, ['AllocationId'], file),
    };
  } else if (
    allocation.kind === 'known' &&
    connectivity.kind === 'known' &&
    connectivity.value === 'private'
  ) {
    yield {
      at: allocation.at,
      resource: id,
      defaults,
      message: `${id} is a private NAT gateway but has an Elastic IP address (AllocationId). AWS rejects ${id}.`,
      related: [{ at: connectivity.at, message: `${id} is private` }],
      fixes: choicesFor(nat),
    };
  } else {
    const wrong = addressNamedWrongly(nat, file);
    if (wrong) yield wrong;
    const taken = addressTaken(nat, file);
    if (taken)
      yield { ...taken, fixes: addressesFor(nat, file).map((fix) => ({ ...fix, preferred: false })) };
  }
}

/** Gives the gateway an unused address of the template, or else a new one. */
function addressesFor(nat: NatGateway, file: CheckedFile): readonly Fix[] {
  const { id, properties } = nat;
  const resources = resourcesOf(file.tree);
  if (!properties || !resources || isConditional(properties)) return [];
  const allocate = (eip: string) =>
    ({
      op: 'set-entry',
      in: properties,
      key: 'AllocationId',
      value: { 'Fn::GetAtt': [eip, 'AllocationId'] },
      before: 'SubnetId',
    }) as const;
  const unused = unusedAddresses(file).filter((eip) => existsWherever(file, eip, id));
  if (unused.length > 0) {
    return unused.map((eip) => ({ title: `Use ${eip}`, preferred: false, edits: [allocate(eip)] }));
  }
  const name = `${id}Eip`;
  if (entryAt(resources, name)) return [];
  return [
    {
      title: `Add an Elastic IP address, ${name}`,
      preferred: isMeantPublic(nat, file.network),
      edits: [
        {
          op: 'insert-entry',
          into: resources,
          key: name,
          value: newAddress(id, nat.subnet, file),
          before: id,
        },
        allocate(name),
      ],
    },
  ];
}

/**
 * Whether the NAT gateway is meant to be public. One that states neither may be meant to be private, unless its subnet
 * is public.
 */
function isMeantPublic({ connectivity, subnet }: NatGateway, network: Network): boolean {
  if (connectivity.kind === 'known') return connectivity.value === 'public';
  const own = find(network.subnets, subnet);
  return own !== undefined && classOf(own, network).kind === 'public';
}

/** Addresses that nothing refers to and that are not given to an instance. */
function unusedAddresses({ tree, network }: CheckedFile): readonly string[] {
  return [...network.elasticIps.values()]
    .filter(({ id, properties }) => {
      const mentions = tree.text.split(namePattern(id)).length - 1;
      return mentions === 1 && !entryAt(properties, 'InstanceId');
    })
    .map(({ id }) => id);
}

/**
 * A new Elastic IP address, which depends on the attachment of its VPC's internet gateway if the template has one
 * (fact EIP-01).
 */
function newAddress(nat: string, subnet: NatGateway['subnet'], file: CheckedFile): Data {
  const condition = file.template?.resources.get(nat)?.condition;
  const attachment = attachmentFor(subnet, file.network);
  return {
    Type: 'AWS::EC2::EIP',
    ...(condition !== undefined && { Condition: condition }),
    ...(attachment !== undefined && existsWherever(file, attachment, nat) && { DependsOn: attachment }),
    Properties: { Domain: 'vpc' },
  };
}

function attachmentFor(subnet: NatGateway['subnet'], network: Network): string | undefined {
  const vpc = network.subnets.get(referredResource(subnet) ?? '')?.vpc;
  return network.gatewayAttachments.find(
    (one) => one.internetGateway.kind !== 'absent' && vpc !== undefined && areSameTarget(one.vpc, vpc),
  )?.id;
}

/** Either property can be removed: which of the two is wrong is for the user to decide. */
function choicesFor({ properties }: NatGateway): readonly Fix[] {
  return [
    ...removalFix(properties, 'ConnectivityType').map((fix) => ({
      ...fix,
      title: 'Make it public: remove ConnectivityType',
    })),
    ...removalFix(properties, 'AllocationId'),
  ];
}
