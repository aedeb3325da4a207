import { removalOf } from '../../changes/resources.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { isSameValue, type Value } from '../../template/evaluation/value.ts';
import { defineRule, type Severity } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A copy of a resource of which AWS has one, by values that only the deployment knows. */
export default defineRule({
  id: 'created-twice',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Two resources create the same thing',
  why: 'A load balancer has one listener for a port, a file system one mount target in a subnet, and a security group one rule for the same traffic. Where two resources take these from the same parameters or imports, they are equal whatever the values are. AWS rejects the second one, and the stack fails.',
  howToFix: 'Remove one of them, or give it the values that it was copied for.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
    'https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html',
    'SG-08',
    'G57',
  ],

  *check(file) {
    for (const { type, keys, words, severity } of KINDS) {
      const readers = existingResources(file, [type]);
      for (const [index, reader] of readers.entries()) {
        const earlier = readers.slice(0, index).find((one) => isSame(one, reader, keys));
        if (!earlier) continue;
        const removal = removalOf(file, reader.object.id);
        const values = keys.map((key) => reader.property(key));
        yield {
          at: reader.object.at,
          resource: reader.object.id,
          ...(severity && { severity }),
          defaults: values.flatMap((value) => (value.kind === 'known' ? value.defaults : [])),
          message: `${earlier.object.id} and ${reader.object.id} are ${words}. AWS rejects the second one.`,
          related: [{ at: earlier.object.at, message: `${earlier.object.id} has the same values` }],
          fixes: removal ? [{ title: `Remove ${reader.object.id}`, preferred: false, edits: [removal] }] : [],
        };
      }
    }
  },
});

interface Kind {
  readonly type: string;
  /** What there is one for. */
  readonly keys: readonly string[];
  readonly words: string;
  readonly severity?: Severity;
}

/** Copies with known values are other findings: listener-port-twice, efs-mount-target-az-twice and sg-redundant-rule. */
const KINDS: readonly Kind[] = [
  {
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    keys: ['LoadBalancerArn', 'Port', 'Protocol'],
    words: 'listeners of one load balancer on one port',
  },
  {
    type: 'AWS::EFS::MountTarget',
    keys: ['FileSystemId', 'SubnetId'],
    words: 'mount targets of one file system in one subnet',
  },
  ...(['Ingress', 'Egress'] as const).map((way) => ({
    type: `AWS::EC2::SecurityGroup${way}`,
    keys: [
      ...['GroupId', 'IpProtocol', 'FromPort', 'ToPort', 'CidrIp', 'CidrIpv6'],
      ...(way === 'Ingress'
        ? ['SourceSecurityGroupId', 'SourcePrefixListId', 'GroupName', 'SourceSecurityGroupName']
        : ['DestinationSecurityGroupId', 'DestinationPrefixListId']),
    ],
    words: 'one rule of one security group',
    severity: 'warning' as const,
  })),
];

/** With a value that is not known, which the rules about known values leave out. */
function isSame(one: ResourceReader, other: ResourceReader, keys: readonly string[]): boolean {
  const pairs = keys.map((key) => [one.property(key), other.property(key)] as const);
  const isWritten = pairs.some(([value]) => value.kind !== 'absent');
  return isWritten && pairs.every(areEqual) && pairs.some(([value]) => isOfDeployment(value));
}

function areEqual([one, other]: readonly [Value, Value]): boolean {
  return one.kind === 'absent' ? other.kind === 'absent' : isSameValue(one, other);
}

/** A text that the deployment knows, or an attribute that is no id, as the port of a database. */
function isOfDeployment(value: Value): boolean {
  return value.kind === 'unknown' || (value.kind === 'reference' && /Port$/.test(value.attribute ?? ''));
}
