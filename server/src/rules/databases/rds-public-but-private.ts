import { placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { workloadsOf } from '../../network/workload.ts';
import { table } from '../../table.ts';
import { defineRule } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { hasNoGateway } from '../shared/traffic/noGateway.ts';

/** A database with a public address in a VPC without an internet gateway. */
export default defineRule({
  id: 'rds-public-but-private',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The database is publicly accessible, but its VPC has no internet gateway',
  why: 'RDS and Redshift assign a public address only in a VPC with an internet gateway. Otherwise RDS fails with "Cannot create a publicly accessible DBInstance. The specified VPC has no internet gateway attached" and Redshift with "Cannot create a publicly accessible cluster", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/485',
    'https://github.com/hashicorp/terraform-provider-aws/pull/12484',
    'G62',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const one of [...workloadsOf(network, 'database'), ...workloadsOf(network, 'warehouse')]) {
      const service = SERVICES[one.type];
      if (service === undefined) continue;
      if (one.publicIp.kind !== 'known' || !one.publicIp.value) continue;
      const placement = placements(network).get(one.id);
      const [subnet] = placement?.subnets ?? [];
      const vpc = subnet && network.vpcs.get(keyOfField(subnet.vpc) ?? '');
      if (!placement || !subnet || !vpc || placement.otherSubnets !== undefined) continue;
      if (!hasNoGateway(vpc, network)) continue;
      yield {
        at: one.publicIp.at,
        resource: one.id,
        // AWS documents the rejection for RDS only.
        ...(service !== 'RDS' && { severity: 'warning' as const }),
        defaults: defaultsOf(one.publicIp, subnet.vpc),
        message: `${one.id} is publicly accessible, but ${vpc.id} has no internet gateway. ${service} rejects ${one.id}.`,
        related: [{ at: vpc.at, message: `${vpc.id} has no internet gateway` }],
        fixes: settingFix(one.properties, 'PubliclyAccessible', false, 'Set PubliclyAccessible to false'),
      };
    }
  },
});

const SERVICES: Readonly<Record<string, string>> = table({
  'AWS::RDS::DBInstance': 'RDS',
  // Documented only by the error message, in https://github.com/hashicorp/terraform-provider-aws/pull/12484
  'AWS::Redshift::Cluster': 'Redshift',
});
