import { parseCidr } from '../../cidr/parse.ts';
import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import { defaultsOfValue, type Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** Entries that a managed prefix list has no room for, or that are of the other family. */
export default defineRule({
  id: 'prefix-list-entries',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The entries do not fit into the prefix list',
  why: 'A managed prefix list has room for MaxEntries blocks, all of its AddressFamily. EC2 rejects more entries, or one of the other family, and the stack fails. In a security group or route table the list counts as MaxEntries rules or routes.',
  howToFix: 'Raise MaxEntries, or make a list for each family.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateManagedPrefixList.html',
  ],

  check: eachResource(['AWS::EC2::PrefixList'], function* ({ object, property }) {
    const [most, family, entries] = [property('MaxEntries'), property('AddressFamily'), property('Entries')];
    if (entries.kind !== 'list') return;
    // property-value reports a number below one and an unknown family.
    if (
      most.kind === 'known' &&
      Number(most.text) >= 1 &&
      entries.items.length > Number(most.text) &&
      isEveryKnown(entries.items)
    ) {
      yield {
        at: most.at,
        resource: object.id,
        defaults: defaultsOfValue(most),
        message: `${object.id} has ${entries.items.length} entries and MaxEntries ${most.text}. EC2 rejects the list.`,
        fixes: settingFix(
          object.properties,
          'MaxEntries',
          entries.items.length,
          `Set MaxEntries to ${entries.items.length}`,
        ),
      };
    }
    if (family.kind !== 'known' || !/^IPv[46]$/.test(family.text)) return;
    for (const entry of itemsOf(entries)) {
      const block = fieldIn(entry, 'Cidr');
      const parsed = block.kind === 'known' ? parseCidr(block.text) : undefined;
      if (block.kind !== 'known' || parsed?.kind !== 'cidr' || `IPv${parsed.family}` === family.text)
        continue;
      yield {
        at: block.at,
        resource: object.id,
        defaults: [...defaultsOfValue(family), ...defaultsOfValue(block)],
        message: `${object.id} is a list of ${family.text} blocks, and ${block.text} is an IPv${parsed.family} block. EC2 rejects the list.`,
      };
    }
  }),
});

function isEveryKnown(items: readonly Value[]): boolean {
  return items.every(({ kind }) => kind === 'fields');
}
