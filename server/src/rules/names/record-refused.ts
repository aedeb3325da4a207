import { itemsOf } from '../../network/template/fieldOfValue.ts';
import type { Property } from '../../network/template/readResource.ts';
import { resolved, valueAt } from '../../syntax/tree.ts';
import { hasText, type Known, NO_VALUE } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { resourceOfTypes } from '../shared/resources/typedResources.ts';
import { aliasReports } from './recordAliases.ts';
import { partReports } from './recordParts.ts';
import { valueReports } from './recordValues.ts';

/** A record that Route 53 does not accept. */
export default defineRule({
  id: 'record-refused',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Route 53 rejects the record',
  why: 'A hosted zone has records of its own name and of names that end with it. Route 53 rejects any other with "RRSet with DNS name … is not permitted in zone", and the stack fails. The name of the zone itself has no CNAME; an alias record can point to a load balancer there. HostedZoneId of AliasTarget is the zone of the target: a load balancer has its name in a zone of Elastic Load Balancing, and Route 53 does not find it in the zone of the record. HostedZoneName ends with a dot. A record has either AliasTarget or both TTL and ResourceRecords; Route 53 answers "Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]". The value of an A record is an IPv4 address and that of an AAAA record an IPv6 address, and a CNAME has one value.',
  howToFix:
    'End the name with that of the zone, or write an alias record instead of the CNAME. For an alias use the zone of its target, and no TTL. Give any other record a TTL.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecord.html',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html',
    'https://github.com/ansible-collections/community.aws/issues/545',
    'https://github.com/awsdocs/aws-cloudformation-user-guide/pull/187',
    'https://github.com/aws-cloudformation/cfn-lint/pull/2206',
    'https://github.com/ministryofjustice/modernisation-platform/pull/10072',
    'https://github.com/getmoto/moto/pull/916',
    'https://github.com/barnybug/cli53/issues/213',
    'https://github.com/amazon-archives/service-discovery-ecs-dns/issues/3',
  ],

  *check(file) {
    for (const reader of existingResources(file, ['AWS::Route53::RecordSet'])) {
      yield* reportsOn(reader.object.id, reader.property, reader.property, file);
      yield* aliasReports(reader, reader.property);
      yield* partReports(reader.object, reader.property, reader.object.properties);
      yield* valueReports(reader, reader.property);
      yield* zoneWithoutDot(reader.object.id, reader.property);
    }
    for (const reader of existingResources(file, ['AWS::Route53::RecordSetGroup'])) {
      yield* zoneWithoutDot(reader.object.id, reader.property);
      const records = valueAt(reader.object.properties, 'RecordSets');
      const nodes = records?.kind === 'sequence' && records.tag === undefined ? records.items : [];
      for (const record of itemsOf(reader.property('RecordSets'))) {
        if (record.kind !== 'fields') continue;
        const read = (name: string) => record.fields.get(name) ?? NO_VALUE;
        yield* reportsOn(reader.object.id, read, reader.property, file);
        yield* aliasReports(reader, read);
        const written = nodes.map(resolved).find((node) => node?.start === record.at.start);
        yield* partReports(reader.object, read, written?.kind === 'mapping' ? written : undefined);
        yield* valueReports(reader, read);
      }
    }
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html */
function* zoneWithoutDot(id: string, property: Property): Generator<Report> {
  const name = property('HostedZoneName');
  if (name.kind !== 'known' || name.text === '' || name.text.endsWith('.')) return;
  yield {
    at: name.at,
    resource: id,
    defaults: name.defaults,
    message: `HostedZoneName of ${id} is ${name.text}, without a dot at its end. CloudFormation finds no such zone.`,
    fixes: changeTo(literalInPlace(name), `${name.text}.`, true).map((fix) => ({
      ...fix,
      title: `Add a dot at the end of ${name.text}`,
    })),
  };
}

function* reportsOn(id: string, record: Property, owner: Property, file: CheckedFile): Generator<Report> {
  const zone = zoneOf(record, file) ?? zoneOf(owner, file);
  const [name, type] = [record('Name'), record('Type')];
  if (!zone || name.kind !== 'known') return;
  const [own, wanted] = [plain(zone.text), plain(name.text)];
  if (own === '' || wanted === '') return;
  const defaults = [...zone.defaults, ...name.defaults];
  if (wanted !== own && !wanted.endsWith(`.${own}`))
    yield {
      at: name.at,
      resource: id,
      defaults,
      message: `${id} has a record ${name.text} in the zone ${zone.text}. Route 53 rejects a name that does not end with that of the zone.`,
      related: [{ at: zone.at, message: `The zone is ${zone.text}` }],
    };
  else if (wanted === own && hasText(type, 'CNAME'))
    yield {
      at: type.at,
      resource: id,
      defaults: [...defaults, ...type.defaults],
      message: `${id} has a CNAME for ${name.text}, the name of the zone itself. Route 53 rejects it.`,
      related: [{ at: zone.at, message: `The zone is ${zone.text}` }],
    };
}

/** The name of a record's zone: that of a zone of the template, or HostedZoneName. */
function zoneOf(read: Property, file: CheckedFile): Known | undefined {
  const [id, name] = [read('HostedZoneId'), read('HostedZoneName')];
  if (name.kind === 'known') return name;
  if (id.kind !== 'reference') return undefined;
  const zone = resourceOfTypes(file, id.resource, ['AWS::Route53::HostedZone']);
  const own = zone?.property('Name');
  return own?.kind === 'known' ? own : undefined;
}

function plain(name: string): string {
  return name.trim().toLowerCase().replace(/\.$/, '');
}
