import { placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { workloadsOf } from '../../network/workload.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { dnsAttributesOff, turnOnDns } from '../shared/dnsAttributes.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { hasNoGateway } from '../shared/traffic/noGateway.ts';

/** A database with a public address in a VPC that gives out no public names. */
export default defineRule({
  id: 'rds-public-vpc-dns-off',
  area: 'databases',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The database is publicly accessible, but its VPC has a DNS attribute off',
  why: 'The name of a public database resolves to its public address only in a VPC with DNS support and DNS hostnames. RDS fails with "Cannot create a publicly accessible DBInstance. The specified VPC does not support DNS resolution, DNS hostnames, or both", and the stack fails. A VPC of CloudFormation has DNS hostnames off unless the template turns them on.',
  howToFix: 'Set EnableDnsSupport and EnableDnsHostnames of the VPC to true, or PubliclyAccessible to false.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html',
    'DNS-04',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const one of workloadsOf(network, 'database')) {
      if (one.type !== 'AWS::RDS::DBInstance' || one.publicIp.kind !== 'known' || !one.publicIp.value)
        continue;
      const placement = placements(network).get(one.id);
      const [subnet] = placement?.subnets ?? [];
      const vpc = subnet && network.vpcs.get(keyOfField(subnet.vpc) ?? '');
      if (!placement || !vpc || placement.otherSubnets !== undefined) continue;
      const off = dnsAttributesOff(vpc).map(({ label }) => label);
      // rds-public-but-private reports a VPC without an internet gateway.
      if (off.length === 0 || network.incomplete.has(vpc.id) || hasNoGateway(vpc, network)) continue;
      yield {
        at: one.publicIp.at,
        resource: one.id,
        defaults: defaultsOf(one.publicIp, vpc.dnsSupport, vpc.dnsHostnames),
        message: `${one.id} is publicly accessible, but ${vpc.id} has ${listed(off)} off. RDS rejects ${one.id}.`,
        related: [{ at: vpc.at, message: `${vpc.id} has ${listed(off)} off` }],
        fixes: [
          ...turnOnDns(vpc, false),
          ...settingFix(one.properties, 'PubliclyAccessible', false, `Make ${one.id} private`),
        ],
      };
    }
  },
});
