import { resolved } from '../../syntax/tree.ts';
import { readId } from '../../zappa/ids.ts';
import { ID_LISTS, writtenIdLists } from '../../zappa/vpcConfig.ts';
import { defineRule } from '../defineRule.ts';

/** A text that no AWS id can be: too short, too long, capital letters, a name. */
export default defineRule({
  id: 'zappa-id-malformed',
  area: 'zappa',
  // Fact ID-01 is rated B.
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The text is not shaped like an id of AWS',
  why: 'An id is its kind, a hyphen and 8 or 17 digits from 0-9 and a-f in lower case. Names and tags are not looked up; AWS answers that the subnet or group does not exist.',
  sources: ['https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html', 'ID-01'],

  *check({ zappa }) {
    for (const { key, value, items, stage } of zappa ? writtenIdLists(zappa) : []) {
      for (const item of items.map(resolved)) {
        if (item?.kind !== 'scalar' || typeof item.value !== 'string') continue;
        // A tag such as !Ref is what is wrong then (zappa-not-readable).
        if (readId(item.text).kind !== 'malformed' || (item.tag && !item.tag.startsWith('!!'))) continue;
        const trimmed = item.text.trim();
        const mended = [trimmed, trimmed.toLowerCase()].find((text) => readId(text).kind === 'id');
        yield {
          at: item,
          stage: stage.name,
          // Several ids in one text are one mistake, and not theirs.
          ...(value.kind !== 'sequence' &&
            item.text.includes(',') && { cause: { rule: 'zappa-vpc-type', at: item } }),
          message: `AWS has no id like "${item.text}". ${key} takes ${ID_LISTS[key]}- followed by 8 or 17 of the digits 0-9 and a-f.`,
          fixes: mended
            ? [
                {
                  title: `Write ${mended}`,
                  preferred: true,
                  edits: [{ op: 'replace', node: item, value: mended }],
                },
              ]
            : [],
        };
      }
    }
  },
});
