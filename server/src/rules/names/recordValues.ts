import type { Property, ResourceReader } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import { defaultsOfValue, type Value } from '../../template/evaluation/value.ts';
import type { Report } from '../defineRule.ts';
import { ZONES_OF_NAMES } from './recordAliases.ts';

/** Values in a form that the type of the record does not accept. */
export function* valueReports({ object, typeOf }: ResourceReader, record: Property): Generator<Report> {
  const [type, values] = [record('Type'), record('ResourceRecords')];
  if (type.kind !== 'known' || values.kind !== 'list' || values.hasGaps) return;
  const [first, second] = values.items;
  if (/^(?:CNAME|SOA)$/.test(type.text) && first && second && 'at' in second && values.items.every(isOne))
    yield {
      at: second.at,
      resource: object.id,
      defaults: [type, ...values.items].flatMap(defaultsOfValue),
      message: `${object.id} is of type ${type.text} and has ${values.items.length} values. Route 53 accepts one and rejects it.`,
    };
  const wanted = ADDRESSES[type.text];
  if (wanted === undefined) return;
  for (const value of values.items) {
    const name = hostName(value, typeOf);
    if (name === undefined || !('at' in value)) continue;
    yield {
      at: value.at,
      resource: object.id,
      defaults: [type, value].flatMap(defaultsOfValue),
      message: `${object.id} is of type ${type.text} and its value is ${name}, a host name. Route 53 accepts only an ${wanted} address there, and rejects it.`,
    };
  }
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html */
const ADDRESSES: Readonly<Record<string, string>> = table({ A: 'IPv4', AAAA: 'IPv6' });

/** A value that is a name and no address: a text with letters between dots, or an attribute with the name of a resource. */
function hostName(value: Value, typeOf: ResourceReader['typeOf']): string | undefined {
  if (value.kind === 'known') {
    const text = value.text.trim();
    return /^(?=.*[g-z])[a-z\d-]+(?:\.[a-z\d-]+)+\.?$/i.test(text) ? text : undefined;
  }
  if (value.kind !== 'reference' || value.attribute === undefined) return undefined;
  const attribute = `${typeOf(value.resource)}.${value.attribute}`;
  const isName = ZONES_OF_NAMES[attribute] !== undefined || NAMES.has(attribute);
  return isName ? `${value.attribute} of ${value.resource}` : undefined;
}

/** Attributes with the host name of something that is no target of an alias. */
const NAMES: ReadonlySet<string> = new Set([
  'AWS::EC2::Instance.PublicDnsName',
  'AWS::EC2::Instance.PrivateDnsName',
  'AWS::RDS::DBInstance.Endpoint.Address',
  'AWS::RDS::DBCluster.Endpoint.Address',
  'AWS::ElastiCache::CacheCluster.RedisEndpoint.Address',
  'AWS::ElastiCache::ReplicationGroup.PrimaryEndPoint.Address',
]);

/** A value that is one for certain: what is known only at deployment may be none. */
function isOne({ kind }: Value): boolean {
  return kind === 'known' || kind === 'reference';
}
