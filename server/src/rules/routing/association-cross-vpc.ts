import type { Field, InVpc, NetworkObject, Target } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { causeOutside } from '../shared/placement/subnetOutsideVpc.ts';
import { mismatch } from '../shared/placement/vpcMismatch.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** A subnet that is associated with a route table or a network ACL of another VPC. */
export default defineRule({
  id: 'association-cross-vpc',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The association joins a subnet with a route table or network ACL of another VPC',
  why: 'A subnet can only use route tables and network ACLs of its own VPC. EC2 rejects any other with "belong to different networks", and the stack fails.',
  howToFix: 'Use a route table or network ACL of the VPC of the subnet.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-associate.html',
    'G34',
  ],

  *check(file) {
    const { network, template } = file;
    if (!template || template.hasMacros) return;
    for (const one of network.routeTableAssociations)
      yield* across(
        one,
        one.subnet,
        one.routeTable,
        find(wholeNetwork(file).routeTables, one.routeTable),
        file,
      );
    for (const one of network.networkAclAssociations)
      yield* across(one, one.subnet, one.acl, find(wholeNetwork(file).networkAcls, one.acl), file);
  },
});

function* across(
  association: NetworkObject,
  subnetField: Field<Target>,
  field: Field<Target>,
  table: InVpc | undefined,
  file: CheckedFile,
): Generator<Report> {
  const network = wholeNetwork(file);
  const subnet = find(network.subnets, subnetField);
  if (!subnet || !table) return;
  const odd = { name: table.id, vpc: table.vpc, field };
  const other = { name: subnet.id, vpc: subnet.vpc, field: subnetField };
  const report = mismatch(association, odd, other, `EC2 rejects ${association.id}.`, network);
  if (report) yield { ...report, ...causeOutside([subnet], network) };
}
