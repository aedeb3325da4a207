import type { NetworkObject } from '../../network/field.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import { entryAt, type Mapping } from '../../syntax/tree.ts';
import type { Value } from '../../template/evaluation/value.ts';
import type { Report } from '../defineRule.ts';
import { changeTo, literalInPlace, removalFix, settingFix } from '../shared/fixes/settingFix.ts';

type Read = (name: string) => Value;

/**
 * A record that is neither an alias nor values with a TTL: "Expected exactly one of [AliasTarget, all of [TTL, and
 * ResourceRecords], or TrafficPolicyInstanceId]". `written` is its mapping in the text, if it is written there.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html
 */
export function* partReports(
  { id, at }: NetworkObject,
  record: Read,
  written: Mapping | undefined,
): Generator<Report> {
  const alias = record('AliasTarget');
  if (alias.kind === 'fields')
    for (const name of ['TTL', 'ResourceRecords']) {
      const { kind } = record(name);
      const entry = entryAt(written, name);
      if (!entry || (kind !== 'known' && kind !== 'list')) continue;
      yield {
        at: entry.key,
        resource: id,
        message: `${id} has an alias record with ${name}, which an alias cannot have. Route 53 rejects it.`,
        fixes: removalFix(written, name),
      };
      return;
    }
  yield* kindReports(id, record);
  const hasValues = record('ResourceRecords').kind === 'list';
  if (alias.kind !== 'absent' || !hasValues || record('TTL').kind !== 'absent') return;
  yield {
    at: entryAt(written, 'ResourceRecords')?.key ?? at,
    resource: id,
    message: `${id} has a record with ResourceRecords and no TTL. Route 53 rejects it.`,
    fixes: settingFix(written, 'TTL', '300', 'Add a TTL of 300 seconds'),
  };
}

/**
 * What consoles call an alias is a record of type A or AAAA, and a TTL is seconds.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
 */
function* kindReports(id: string, record: Read): Generator<Report> {
  const [type, ttl] = [record('Type'), record('TTL')];
  if (type.kind === 'known' && type.text.toUpperCase() === 'ALIAS')
    yield {
      at: type.at,
      resource: id,
      defaults: type.defaults,
      message: `${id} has a record of type ${type.text}, which no record has: an alias is of type A or AAAA. Route 53 rejects it.`,
      fixes: changeTo(literalInPlace(type), 'A', false),
    };
  if (ttl.kind === 'known' && /[a-z]/i.test(ttl.text))
    yield {
      at: ttl.at,
      resource: id,
      defaults: ttl.defaults,
      message: `${id} has a record with the TTL ${ttl.text}, which is no number of seconds. Route 53 rejects it.`,
    };
}

/**
 * A name as the value of an A record.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html: "an IPv4 address"
 */
export function* valueReports(id: string, record: Read): Generator<Report> {
  const type = record('Type');
  if (type.kind !== 'known' || type.text !== 'A') return;
  for (const value of itemsOf(record('ResourceRecords'))) {
    const name = nameIn(value);
    if (name === undefined || value.kind === 'absent') continue;
    yield {
      at: value.at,
      resource: id,
      defaults: [...type.defaults, ...(value.kind === 'known' ? value.defaults : [])],
      message: `${id} has an A record with the value ${name}, which is a name and no IPv4 address. Route 53 rejects it.`,
    };
  }
}

/** A host name, or an attribute that gives one. */
function nameIn(value: Value): string | undefined {
  if (value.kind === 'known') return HOST.test(value.text) ? value.text : undefined;
  if (value.kind !== 'reference' || !GIVES_NAME.test(value.attribute ?? '')) return undefined;
  return `${value.resource}.${value.attribute}`;
}

const HOST = /^(?:[a-z0-9-]+\.)+[a-z]{2,}\.?$/i;

const GIVES_NAME = /DNSName$|^Endpoint\.Address$/;
