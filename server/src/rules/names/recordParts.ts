import type { NetworkObject } from '../../network/field.ts';
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
  const [lacksTtl, lacksValues] = ['TTL', 'ResourceRecords'].map((name) => record(name).kind === 'absent');
  if (alias.kind !== 'absent' || (!lacksTtl && !lacksValues)) return;
  const place = { at: entryAt(written, 'ResourceRecords')?.key ?? at, resource: id };
  if (lacksValues)
    yield {
      ...place,
      message: `${id} has a record with neither AliasTarget nor ResourceRecords. Route 53 rejects it.`,
    };
  else
    yield {
      ...place,
      message: `${id} has a record with ResourceRecords and no TTL. Route 53 rejects it.`,
      fixes: settingFix(written, 'TTL', '300', 'Add a TTL of 300 seconds'),
    };
}

/**
 * Values of the console: it calls "Alias" what is a record of type A or AAAA here. A TTL is a number of seconds.
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
