import { readId } from '../../../zappa/ids.ts';
import { textsOf, writtenIdLists } from '../../../zappa/vpcConfig.ts';
import { defineRule } from '../../defineRule.ts';

/** One id twice in a list. */
export default defineRule({
  id: 'zappa-duplicate-id',
  area: 'zappa',
  severity: 'info',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'Duplicate id in the list',
  why: 'The second occurrence adds no subnet, zone or group. Often another id was meant, and the function runs in fewer zones than the list suggests.',
  whenToIgnore: 'If the duplicate is harmless to you: AWS ignores it.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html', 'LAM-15'],

  *check({ zappa }) {
    for (const { key, value, stage, extendedBy } of zappa ? writtenIdLists(zappa) : []) {
      if (value.kind !== 'sequence') continue;
      const texts = textsOf(value);
      for (const [i, item] of texts.entries()) {
        const { kind } = readId(item.text);
        // Other rules report placeholders and malformed ids.
        if (kind !== 'id' && kind !== 'filled-in-later') continue;
        const first = texts.slice(0, i).find(({ text }) => text === item.text);
        if (!first) continue;
        yield {
          at: item,
          stage: stage.name,
          extendedBy,
          message: `${key} contains ${item.text} twice. The second one has no effect.`,
          related: [{ at: first, message: 'The first one is here' }],
          fixes: value.items.includes(item)
            ? [
                {
                  title: 'Remove the second one',
                  preferred: true,
                  edits: [{ op: 'remove-item', from: value, item }],
                },
              ]
            : [],
        };
      }
    }
  },
});
