import { isConditional } from '../../changes/resources.ts';
import { fieldIn } from '../../network/template/fieldOfValue.ts';
import type { Property, ResourceReader } from '../../network/template/readResource.ts';
import { type Mapping, type Node, valueAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { defaultsOfValue, isSameValue } from '../../template/evaluation/value.ts';
import type { Fix, Report } from '../defineRule.ts';

/** An alias of a load balancer or a distribution with the id of one of the user's own zones. */
export function* aliasReports(
  { object, property, typeOf }: ResourceReader,
  record: Property,
): Generator<Report> {
  const alias = record('AliasTarget');
  const [name, zone] = [fieldIn(alias, 'DNSName'), fieldIn(alias, 'HostedZoneId')];
  if (name.kind !== 'reference' || zone.kind === 'absent') return;
  const own = ZONES_OF_NAMES[`${typeOf(name.resource)}.${name.attribute}`];
  const isZone = zone.kind === 'reference' && typeOf(zone.resource) === 'AWS::Route53::HostedZone';
  const isOfRecord = [record, property].some((read) => isSameValue(zone, read('HostedZoneId')));
  if (own === undefined || (!isZone && !isOfRecord)) return;
  const node = zone.kind === 'reference' ? nodeOfAlias(object.properties) : undefined;
  yield {
    at: zone.at,
    resource: object.id,
    defaults: defaultsOfValue(zone),
    message: `${object.id} is an alias of ${name.resource}, and HostedZoneId of its target is a zone of yours, in which ${name.resource} has no name. Route 53 rejects it.`,
    fixes: node ? [zoneFix(node, name.resource, own)] : [],
  };
}

/** CloudFront has another zone in China. */
function zoneFix(node: Node, target: string, own: OwnZone): Fix {
  const value = typeof own === 'string' ? own : { 'Fn::GetAtt': [target, own.attribute] };
  const title = typeof own === 'string' ? `Use ${own}` : `Use the ${own.attribute} of ${target}`;
  return { title, preferred: typeof own !== 'string', edits: [{ op: 'replace', node, value }] };
}

type OwnZone = string | { readonly attribute: string };

/**
 * The hosted zone of the name that an attribute returns: another attribute, or an id of AWS's own zones.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html
 */
export const ZONES_OF_NAMES: Readonly<Record<string, OwnZone>> = table({
  'AWS::ElasticLoadBalancingV2::LoadBalancer.DNSName': { attribute: 'CanonicalHostedZoneID' },
  'AWS::ElasticLoadBalancing::LoadBalancer.DNSName': { attribute: 'CanonicalHostedZoneNameID' },
  'AWS::ApiGateway::DomainName.RegionalDomainName': { attribute: 'RegionalHostedZoneId' },
  'AWS::ApiGateway::DomainName.DistributionDomainName': { attribute: 'DistributionHostedZoneId' },
  'AWS::ApiGatewayV2::DomainName.RegionalDomainName': { attribute: 'RegionalHostedZoneId' },
  'AWS::CloudFront::Distribution.DomainName': 'Z2FDTNDATAQYW2',
});

function nodeOfAlias(properties: Mapping | undefined): Node | undefined {
  const node = valueAt(properties, 'AliasTarget', 'HostedZoneId');
  return node && !isConditional(node) ? node : undefined;
}
