import type { Cidr } from '../../../cidr/cidr.ts';
import { parseCidr } from '../../../cidr/parse.ts';
import { type Node, resolved, valueAt } from '../../../syntax/tree.ts';
import { argumentsOf, callOf } from '../../../template/evaluation/intrinsic.ts';
import { textOrPartial } from '../../../template/evaluation/value.ts';
import { ABSENT, type Field } from '../../field.ts';
import {
  fieldOf,
  fieldWithin,
  itemsOf,
  ownerField,
  targetField,
  targetList,
  valueAtPath,
} from '../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../readResource.ts';

/** The name servers that the hosts of a VPC use. */
export function readDhcpOptions({ object, property }: ResourceReader, draft: Draft): void {
  const servers = itemsOf(property('DomainNameServers')).map((server) =>
    fieldOf(server, (text) => text.split(',').some((one) => one.trim() === 'AmazonProvidedDNS')),
  );
  const unknown = servers.find(({ kind }) => kind === 'unknown');
  const known = servers.filter((server) => server.kind === 'known');
  const first: Field<boolean> = known.find(({ value }) => value) ?? unknown ?? known[0] ?? ABSENT;
  draft.dhcpOptions.set(object.id, {
    ...object,
    usesAwsDns: first,
    servers: itemsOf(property('DomainNameServers')).flatMap((server) =>
      server.kind === 'known' ? server.text.split(',').flatMap(addressIn) : [],
    ),
  });
}

function addressIn(text: string): readonly Cidr[] {
  const parsed = parseCidr(`${text.trim()}/${text.includes(':') ? 128 : 32}`);
  return parsed.kind === 'cidr' ? [parsed] : [];
}

export function readDhcpOptionsAssociation({ object, property }: ResourceReader, draft: Draft): void {
  draft.dhcpOptionsAssociations.push({
    ...object,
    vpc: ownerField(property('VpcId')),
    options: targetField(property('DhcpOptionsId')),
  });
}

const REGION = /^(?:[a-z]{2}(?:-[a-z]+)+-\d|\$\{[^}]+\})$/;

/**
 * `sqs` for `sqs.REGION.amazonaws.com`, in China with `.cn` after it, and nothing for `REGION.amazonaws.com`; the region may be unknown.
 * Undefined for other names.
 */
function serviceHostIn(zone: string): string | undefined {
  const name = zone.endsWith('.') ? zone.slice(0, -1) : zone;
  const suffix = ['.amazonaws.com', '.amazonaws.com.cn'].find((end) => name.endsWith(end));
  if (suffix === undefined) return undefined;
  const rest = name.slice(0, -suffix.length);
  const dot = rest.lastIndexOf('.');
  return REGION.test(rest.slice(dot + 1)) ? rest.slice(0, Math.max(dot, 0)) : undefined;
}

/**
 * A private hosted zone with the name of a service gives it to an endpoint without private DNS, or in another VPC:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
 */
export function readHostedZone({ object, property }: ResourceReader, draft: Draft): void {
  const name = property('Name');
  const text = textOrPartial(name);
  const host = serviceHostIn(text ?? '');
  if (host === undefined || property('VPCs').kind === 'absent') return;
  draft.serviceZones.set(object.id, {
    ...object,
    host,
    vpcs: targetList(valueAtPath(property, 'VPCs.*.VPCId')),
  });
}

export function readRecord({ resource, object, property, typeOf }: ResourceReader, draft: Draft): void {
  const endpoint = endpointOfRecord(resolved(resource.properties), typeOf);
  if (endpoint === undefined) return;
  const host = serviceHostIn(textOrPartial(property('Name')) ?? '');
  draft.endpointRecords.push({ ...object, zone: targetField(property('HostedZoneId')), host, endpoint });
}

/**
 * Each record of a group is in the zone of the group, or in one of its own:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordsetgroup.html
 */
export function readRecordGroup({ resource, object, property, typeOf }: ResourceReader, draft: Draft): void {
  const written = resolved(valueAt(resolved(resource.properties), 'RecordSets'));
  if (written?.kind !== 'sequence') return;
  const values = itemsOf(property('RecordSets'));
  // A condition may leave an item out; its neighbours are then not where they are written.
  const isWhole = values.length === written.items.length;
  written.items.forEach((item, index) => {
    const endpoint = endpointOfRecord(resolved(item), typeOf);
    if (endpoint === undefined) return;
    const own = isWhole ? values[index] : undefined;
    const fields = own?.kind === 'fields' ? own.fields : undefined;
    const zone = targetField(fields?.get('HostedZoneId') ?? property('HostedZoneId'));
    const host = serviceHostIn(textOrPartial(fields?.get('Name') ?? { kind: 'absent' }) ?? '');
    draft.endpointRecords.push({ ...object, zone, host, endpoint });
  });
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html */
export function readProfileVpc({ object, property }: ResourceReader, draft: Draft): void {
  draft.profileVpcs.push({
    ...object,
    profile: ownerField(property('ProfileId')),
    vpc: ownerField(property('ResourceId')),
  });
}

export function readProfileResource({ object, property }: ResourceReader, draft: Draft): void {
  const arn = textOrPartial(property('ResourceArn')) ?? '';
  draft.profileResources.push({
    ...object,
    profile: ownerField(property('ProfileId')),
    resource: /[:/](?:hostedzone|vpc-endpoint)\/\$\{(\w+)(?:\.\w+)?\}$/.exec(arn)?.[1],
  });
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-domain-lists.html */
export function readFirewallDomainList({ object, property }: ResourceReader, draft: Draft): void {
  const domains = itemsOf(property('Domains'));
  const texts = domains.flatMap((one) => (one.kind === 'known' ? [one.text] : []));
  const isWhole = domains.length > 0 && texts.length === domains.length;
  draft.firewallDomainLists.set(object.id, { ...object, domains: isWhole ? texts : undefined });
}

export function readFirewallRuleGroup({ object, property }: ResourceReader, draft: Draft): void {
  draft.firewallRuleGroups.set(object.id, {
    ...object,
    rules: itemsOf(property('FirewallRules')).map((rule) => ({
      action: fieldOf(fieldWithin(rule, 'Action'), (text) => text),
      list: targetField(fieldWithin(rule, 'FirewallDomainListId')),
    })),
  });
}

export function readFirewallRuleGroupVpc({ object, property }: ResourceReader, draft: Draft): void {
  draft.firewallRuleGroupVpcs.push({
    ...object,
    ruleGroup: ownerField(property('FirewallRuleGroupId')),
    vpc: ownerField(property('VpcId')),
  });
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-outbound-queries-rule-values.html */
export function readResolverRule({ object, property }: ResourceReader, draft: Draft): void {
  draft.resolverRules.set(object.id, {
    ...object,
    domain: textOrPartial(property('DomainName'))?.replace(/(?<=.)\.$/, ''),
    forwards: fieldOf(property('RuleType'), (text) => text.toUpperCase() === 'FORWARD'),
  });
}

export function readResolverRuleVpc({ object, property }: ResourceReader, draft: Draft): void {
  draft.resolverRuleVpcs.push({
    ...object,
    rule: ownerField(property('ResolverRuleId')),
    vpc: ownerField(property('VPCId')),
  });
}

/** The endpoint that a record leads to, as an alias or by the names of the endpoint. */
function endpointOfRecord(record: Node | undefined, typeOf: ResourceReader['typeOf']): string | undefined {
  return ['AliasTarget', 'ResourceRecords']
    .flatMap((name) => resourcesNamed(valueAt(record, name)))
    .find((id) => typeOf(id) === 'AWS::EC2::VPCEndpoint');
}

/** The resources whose attributes a value is made of, such as an item of `DnsEntries`. */
function resourcesNamed(node: Node | undefined): readonly string[] {
  const call = callOf(node);
  if (call?.name === 'Fn::GetAtt') {
    const [first] = argumentsOf(call);
    return first?.kind === 'scalar' ? [first.text.split('.')[0]!] : [];
  }
  const target = resolved(node);
  if (target?.kind === 'sequence') return target.items.flatMap(resourcesNamed);
  return target?.kind === 'mapping' ? target.entries.flatMap(({ value }) => resourcesNamed(value)) : [];
}
