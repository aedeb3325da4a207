import type { ResourceReader } from '../../network/template/readResource.ts';
import { defaultsOfValue, type Value } from '../../template/evaluation/value.ts';
import { defineRule, type Severity } from '../defineRule.ts';
import { resourceRemoval } from '../shared/fixes/resourceRemoval.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** A copy of a resource of which AWS has one, by values that only the deployment knows. */
export default defineRule({
  id: 'created-twice',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Two resources create the same thing',
  why: 'A load balancer has one listener for a port, a file system one mount target in a subnet, a VPC one subnet with a block of addresses, and a security group one rule for the same traffic. Where two resources take these from the same parameters or imports, they are equal whatever the values are. AWS rejects the second one, and the stack fails.',
  howToFix: 'Remove one of them, or give it the values that it was copied for.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
    'https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html',
    'SG-08',
    'SUB-01',
    'G57',
  ],

  *check(file) {
    for (const { type, keys, chosenBy, words, severity } of KINDS) {
      const first = new Map<string, ResourceReader>();
      for (const reader of existingResources(file, [type])) {
        if (chosenBy !== undefined && reader.property(chosenBy).kind === 'absent') continue;
        const same = identityOf(reader, keys);
        if (same === undefined) continue;
        const earlier = first.get(same);
        if (!earlier) {
          first.set(same, reader);
          continue;
        }
        const values = keys.map((key) => reader.property(key));
        yield {
          at: reader.object.at,
          resource: reader.object.id,
          ...(severity && { severity }),
          defaults: values.flatMap(defaultsOfValue),
          message: `${earlier.object.id} and ${reader.object.id} are ${words}. AWS rejects the second one.`,
          related: [{ at: earlier.object.at, message: `${earlier.object.id} has the same values` }],
          fixes: resourceRemoval(reader.object.id, file),
        };
      }
    }
  },
});

interface Kind {
  readonly type: string;
  /** The properties whose values only one resource can have. */
  readonly keys: readonly string[];
  /** The property that has to be written: without it AWS chooses another value for each resource. */
  readonly chosenBy?: string;
  readonly words: string;
  readonly severity?: Severity;
}

/**
 * Other rules report copies with known values: listener-port-twice, efs-mount-target-az-twice, subnet-overlap and
 * sg-redundant-rule.
 */
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
  // SUB-01
  {
    type: 'AWS::EC2::Subnet',
    keys: ['VpcId', 'CidrBlock'],
    chosenBy: 'CidrBlock',
    words: 'subnets of one VPC with one block',
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

/**
 * A key that is equal for resources whose values are equal in every deployment. Undefined if a value may be anything,
 * and if all are known, since other rules report these.
 */
function identityOf({ property }: ResourceReader, keys: readonly string[]): string | undefined {
  const values = keys.map((key) => property(key));
  if (!values.some(isOfDeployment)) return undefined;
  const texts = values.map(textOf);
  return texts.includes(undefined) ? undefined : JSON.stringify(texts);
}

function textOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'absent':
      return '';
    case 'known':
      return `known ${value.text}`;
    case 'reference':
      return `${value.resource} ${value.attribute}`;
    case 'unknown':
      return value.partial?.includes('${?}') ? value.selected : (value.partial ?? value.selected);
    default:
      return undefined;
  }
}

/**
 * Whether a value is decided at deployment and is no id: a parameter, or an attribute such as the port of a database.
 */
function isOfDeployment(value: Value): boolean {
  return value.kind === 'unknown' || (value.kind === 'reference' && /Port$/.test(value.attribute ?? ''));
}
