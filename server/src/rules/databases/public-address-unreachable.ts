import { classOf } from '../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { allowsInternet } from '../shared/traffic/forInternet.ts';
import { hasNoGateway } from '../shared/traffic/noGateway.ts';

const STORES = [
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
  'AWS::RedshiftServerless::Workgroup',
  // https://docs.aws.amazon.com/neptune/latest/userguide/neptune-public-endpoints.html
  'AWS::Neptune::DBInstance',
  // A public broker of RabbitMQ is in no subnet: https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/configuring-private-broker.html
  'AWS::AmazonMQ::Broker',
  // https://docs.aws.amazon.com/ts-influxdb/latest/ts-influxdb-api/API_CreateDbInstance.html
  'AWS::Timestream::InfluxDBInstance',
  'AWS::Timestream::InfluxDBCluster',
];

/** Types that AWS rejects in a VPC without an internet gateway, which rds-public-but-private reports. */
const REJECTED_WITHOUT_GATEWAY = ['AWS::RDS::DBInstance', 'AWS::Redshift::Cluster'];

/** A database or a broker with a public address and clients on the internet, in subnets that nothing from there gets to. */
export default defineRule({
  id: 'public-address-unreachable',
  area: 'databases',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The database is publicly accessible, but its subnets are private',
  why: 'PubliclyAccessible gives a database, or a broker of ActiveMQ, a public address. Packets get to it only in subnets whose route table has a route to an internet gateway. In private subnets clients on the internet time out, whatever its security groups allow.',
  howToFix:
    'Use a subnet group of public subnets, or set PubliclyAccessible to false and connect by a VPN or a bastion.',
  whenToIgnore: 'If the route to the internet gateway is added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Troubleshooting.html',
    'https://docs.aws.amazon.com/neptune/latest/userguide/neptune-public-endpoints.html',
    'https://docs.aws.amazon.com/ts-influxdb/latest/ts-influxdb-api/API_CreateDbInstance.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-amazonmq-broker.html',
    'https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/144',
    'NET-01',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const one of network.workloads.values()) {
      const isHosted = 'isHosted' in one && one.isHosted;
      if (!STORES.includes(one.type) || isHosted || one.publicIp.kind !== 'known' || !one.publicIp.value)
        continue;
      const placement = placements(network).get(one.id);
      const [subnet] = placement?.subnets ?? [];
      if (!placement || !subnet || placement.otherSubnets !== undefined) continue;
      const isPrivate = placement.subnets.every((each) =>
        ['isolated', 'nat'].includes(classOf(each, network).kind),
      );
      if (!isPrivate || !allowsInternet(placement, network)) continue;
      const vpc = network.vpcs.get(keyOfField(subnet.vpc) ?? '');
      if (REJECTED_WITHOUT_GATEWAY.includes(one.type) && vpc && hasNoGateway(vpc, network)) continue;
      const names = placement.subnets.map(({ id }) => id);
      yield {
        at: one.publicIp.at,
        resource: one.id,
        defaults: defaultsOf(one.publicIp),
        message: `${one.id} is publicly accessible, but ${listed(names)} ${names.length === 1 ? 'has' : 'have'} no route to an internet gateway. Clients on the internet time out.`,
        related: placement.subnets.map(({ id, at }) => ({ at, message: `${id} is a private subnet` })),
      };
    }
  },
});
