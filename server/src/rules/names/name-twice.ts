import { readerOf } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import { keptByReads } from '../../template/evaluation/reads.ts';
import { defaultsOfValue, type Value } from '../../template/evaluation/value.ts';
import type { Resource } from '../../template/resource.ts';
import { defineRule } from '../defineRule.ts';
import { scenarioOf } from '../engine/watchedFile.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';

/** Two resources of one type with one name, where AWS accepts each name once. */
export default defineRule({
  id: 'name-twice',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Two resources have a name that AWS accepts once',
  why: 'Names of security groups are unique in their VPC, names of services in their cluster, and names of load balancers, target groups, databases, caches, subnet groups, launch templates, Auto Scaling groups, clusters, functions and log groups in the account and region; names of roles are unique in the account. CloudFormation creates the second resource with the same name, AWS answers "already exists", and the stack fails.',
  howToFix: 'Give one of the two another name, or leave the name out: CloudFormation then generates one.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html',
    'https://github.com/aws-samples/amazon-documentdb-serverless-samples/issues/1',
  ],

  *check(file) {
    const seen = new Map<string, NamedResource>();
    for (const { object, resource } of existingResources(file, Object.keys(NAMED))) {
      const own = nameOf(resource, scenarioOf(file)!);
      if (!own) continue;
      const { id, key, within, name, scope, text, place } = own;
      const whole = `${resource.type} ${place} ${text}`;
      const earlier = seen.get(whole);
      if (!earlier) {
        seen.set(whole, own);
        continue;
      }
      const where = within === undefined ? '' : ` in one ${within.noun}`;
      yield {
        at: name.at,
        resource: id,
        defaults: [name, earlier.name, ...(scope ? [scope] : [])].flatMap(defaultsOfValue),
        message: `${earlier.id} and ${id} both have ${key} ${text}${where}. AWS rejects the second one.`,
        related: [{ at: earlier.name.at, message: `${earlier.id} has this name` }],
        // CloudFormation generates a missing name, except for a proxy, which requires one.
        fixes: key === 'DBProxyName' ? [] : removalFix(object.properties, key),
      };
    }
  },
});

type Name = Extract<Value, { kind: 'known' | 'unknown' }>;

interface Naming {
  readonly name: string;
  /** Without it, a name is used once in an account and region. */
  readonly within?: { readonly property: string; readonly noun: string };
}

const NAMED: Readonly<Record<string, Naming>> = table({
  'AWS::EC2::SecurityGroup': { name: 'GroupName', within: { property: 'VpcId', noun: 'VPC' } },
  'AWS::ECS::Service': { name: 'ServiceName', within: { property: 'Cluster', noun: 'cluster' } },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { name: 'Name' },
  'AWS::ElasticLoadBalancingV2::TargetGroup': { name: 'Name' },
  'AWS::ElasticLoadBalancing::LoadBalancer': { name: 'LoadBalancerName' },
  'AWS::AutoScaling::AutoScalingGroup': { name: 'AutoScalingGroupName' },
  'AWS::EC2::LaunchTemplate': { name: 'LaunchTemplateName' },
  'AWS::EKS::Cluster': { name: 'Name' },
  'AWS::ElastiCache::ReplicationGroup': { name: 'ReplicationGroupId' },
  'AWS::ElastiCache::SubnetGroup': { name: 'CacheSubnetGroupName' },
  'AWS::IAM::Role': { name: 'RoleName' },
  'AWS::Lambda::Function': { name: 'FunctionName' },
  'AWS::Logs::LogGroup': { name: 'LogGroupName' },
  'AWS::RDS::DBCluster': { name: 'DBClusterIdentifier' },
  'AWS::RDS::DBInstance': { name: 'DBInstanceIdentifier' },
  'AWS::RDS::DBProxy': { name: 'DBProxyName' },
  'AWS::RDS::DBSubnetGroup': { name: 'DBSubnetGroupName' },
});

interface NamedResource {
  readonly id: string;
  /** The property that has the name. */
  readonly key: string;
  readonly within: Naming['within'];
  readonly name: Name;
  readonly scope: Value | undefined;
  readonly text: string;
  readonly place: string;
}

/** Reused in later versions: a template may have hundreds of names, and an edit changes one. */
const nameOf = keptByReads((resource: Resource, scenario): NamedResource | undefined => {
  const { name: key, within } = NAMED[resource.type]!;
  const { property } = readerOf(resource, scenario);
  const name = property(key);
  if (name.kind !== 'known' && name.kind !== 'unknown') return undefined;
  const text = nameText(name);
  if (text === undefined) return undefined;
  const scope = within && property(within.property);
  const place = scope ? placeOf(scope) : '';
  return place === undefined ? undefined : { id: resource.id, key, within, name, scope, text, place };
});

/** The name, with parts that are decided at deployment as `${Name}`: equal texts are equal names. */
function nameText(value: Value): string | undefined {
  if (value.kind === 'known') return value.text;
  const partial = value.kind === 'unknown' ? value.partial : undefined;
  return partial?.includes('${?}') ? undefined : partial;
}

/** A key for the scope of the name. Without a VpcId or a cluster it is the default one. */
function placeOf(value: Value): string | undefined {
  if (value.kind === 'reference') return `${value.resource}.${value.attribute ?? ''}`;
  return value.kind === 'absent' ? 'default' : nameText(value);
}
