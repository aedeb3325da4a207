import type { Mapping } from '../../syntax/tree.ts';
import { isFilledInLater } from '../../zappa/ids.ts';
import { defineRule, type Fix } from '../defineRule.ts';

/** A stage that extends one that is not in the file. */
export default defineRule({
  id: 'zappa-extends-undefined',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The stage extends a stage that does not exist',
  why: 'Zappa stops with "Cannot extend settings for undefined stage". Stage names are case-sensitive.',
  sources: ['zappa/cli.py:144-170'],

  *check({ zappa }) {
    for (const stage of zappa?.stages ?? []) {
      const { parent } = stage;
      if (!parent || isFilledInLater(parent.name)) continue;
      if (zappa?.stages.some(({ name }) => name === parent.name)) continue;
      const alike =
        zappa?.stages.filter(({ name }) => name.toLowerCase() === parent.name.toLowerCase()) ?? [];
      const others = zappa?.stages.filter((other) => other !== stage).map(({ name }) => `"${name}"`) ?? [];
      const choice =
        others.length > 0 ? `The file has ${others.join(', ')}.` : 'The file has no other stage.';
      yield {
        at: parent.at,
        stage: stage.name,
        message: `Stage "${stage.name}" extends "${parent.name}", which does not exist. ${choice}`,
        fixes: [
          ...alike.map(
            ({ name }): Fix => ({
              title: `Extend "${name}"`,
              preferred: alike.length === 1,
              edits: [{ op: 'replace', node: parent.at, value: name }],
            }),
          ),
          ...(alike.length === 0 ? removal(stage.node) : []),
        ],
      };
    }
  },
});

/** What the stage was to take over may be in it already. */
function removal(from: Mapping): readonly Fix[] {
  const entry = from.entries.find(({ key }) => key.text === 'extends');
  return entry
    ? [{ title: 'Remove extends', preferred: false, edits: [{ op: 'remove-entry', from, entry }] }]
    : [];
}
