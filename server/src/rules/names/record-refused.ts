import { itemsOf } from '../../network/template/fieldOfValue.ts';
import { type Known, NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A record that its hosted zone cannot have. */
export default defineRule({
  id: 'record-refused',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The hosted zone cannot have the record',
  why: 'A hosted zone has records of its own name and of names that end with it. Route 53 rejects any other with "RRSet with DNS name … is not permitted in zone", and the stack fails. The name of the zone itself has no CNAME; an alias record can point to a load balancer there.',
  howToFix: 'End the name with that of the zone, or write an alias record instead of the CNAME.',
  sources: [
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html',
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html',
    'https://github.com/getmoto/moto/pull/916',
    'https://github.com/amazon-archives/service-discovery-ecs-dns/issues/3',
  ],

  *check(file) {
    for (const { object, property } of existingResources(file, ['AWS::Route53::RecordSet']))
      yield* reportsOn(object.id, property, property, file);
    for (const { object, property } of existingResources(file, ['AWS::Route53::RecordSetGroup']))
      for (const record of itemsOf(property('RecordSets')))
        if (record.kind === 'fields')
          yield* reportsOn(object.id, (name) => record.fields.get(name) ?? NO_VALUE, property, file);
  },
});

type Read = (name: string) => Value;

function* reportsOn(id: string, record: Read, owner: Read, file: CheckedFile): Generator<Report> {
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
  else if (wanted === own && type.kind === 'known' && type.text === 'CNAME')
    yield {
      at: type.at,
      resource: id,
      defaults: [...defaults, ...type.defaults],
      message: `${id} has a CNAME for ${name.text}, the name of the zone itself. Route 53 rejects it.`,
      related: [{ at: zone.at, message: `The zone is ${zone.text}` }],
    };
}

/** The name of the zone: that of a zone of the template, or HostedZoneName. */
function zoneOf(read: Read, file: CheckedFile): Known | undefined {
  const [id, name] = [read('HostedZoneId'), read('HostedZoneName')];
  if (name.kind === 'known') return name;
  if (id.kind !== 'reference') return undefined;
  const zone = resourcesOfTypes(file, ['AWS::Route53::HostedZone']).find(
    ({ object }) => object.id === id.resource,
  );
  const own = zone?.property('Name');
  return own?.kind === 'known' ? own : undefined;
}

function plain(name: string): string {
  return name.trim().toLowerCase().replace(/\.$/, '');
}
