import { existsWherever } from '../../changes/resources.ts';
import { isGroupOfOtherVpc, isOwnVpc } from '../../network/analysis/otherVpc.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { SecurityGroup, Subnet } from '../../network/model.ts';
import { listed } from '../../wording/listed.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { slipOf } from '../shared/names/slipOf.ts';

/** A security group without VpcId of something in a VPC of the file. */
export default defineRule({
  id: 'sg-no-vpc',
  area: 'security-groups',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The security group has no VpcId but is used in a VPC',
  why: 'AWS creates a security group without VpcId in the default VPC of the account, which no template can create. Any resource in a VPC of the template that uses the group fails with "Security group and subnet belong to different networks", and so does the stack.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html',
    'https://github.com/QT-DevOps/DevOpsIssues/issues/376',
    'SG-11',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    const uses = new Map<SecurityGroup, { user: string; subnet: Subnet }[]>();
    for (const [user, { subnets, groups }] of placements(network)) {
      for (const one of groups) {
        if (one.kind !== 'group' || one.group.vpc.kind !== 'absent') continue;
        const subnet = subnets.find(
          ({ vpc }) => isOwnVpc(vpc, network) && isGroupOfOtherVpc(one.group, vpc, network),
        );
        if (subnet) uses.set(one.group, [...(uses.get(one.group) ?? []), { user, subnet }]);
      }
    }
    for (const [group, users] of uses) {
      const [first] = users;
      const vpcs = [...new Set(users.map(({ subnet }) => keyOfField(subnet.vpc)!))];
      yield {
        at: group.at,
        resource: group.id,
        // AWS creates these resources, and their launches fail later.
        ...(users.every(({ user }) => STARTS_LATER.has(network.workloads.get(user)?.kind ?? '')) && {
          severity: 'warning' as const,
        }),
        message: `Without VpcId, AWS creates ${group.id} in the default VPC, but ${listed(
          users.map(({ user }) => user),
          3,
        )} ${users.length === 1 ? 'is' : 'are'} in ${listed(vpcs)}. AWS rejects a group of another VPC.`,
        // A group with egress rules needs a VPC wherever it is used.
        cause: { rule: 'property-missing', at: group.at },
        ...slipOf(group.id, ['VpcId'], file),
        related: users.map(({ user, subnet }) => ({
          at: subnet.at,
          message: `${user} is in ${subnet.id}`,
        })),
        fixes: first && vpcs.length === 1 ? fixesOf(group, vpcs[0]!, file) : [],
      };
    }
  },
});

const STARTS_LATER: ReadonlySet<string> = new Set([
  'auto-scaling-group',
  'container-service',
  'node-group',
  'build-project',
  'compute-environment',
  'vpc-connector',
  'glue-connection',
]);

function fixesOf(group: SecurityGroup, vpc: string, file: CheckedFile): readonly Fix[] {
  if (!group.properties || !existsWherever(file, vpc, group.id)) return [];
  return [
    {
      title: `Add VpcId: ${vpc}`,
      preferred: true,
      edits: [
        {
          op: 'insert-entry',
          into: group.properties,
          key: 'VpcId',
          value: { Ref: vpc },
          after: 'GroupDescription',
        },
      ],
    },
  ];
}
