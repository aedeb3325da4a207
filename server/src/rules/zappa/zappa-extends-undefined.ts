import { isFilledInLater } from '../../zappa/ids.ts';
import { defineRule } from '../defineRule.ts';

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
        fixes: alike.map(({ name }) => ({
          title: `Extend "${name}"`,
          preferred: alike.length === 1,
          edits: [{ op: 'replace', node: parent.at, value: name }],
        })),
      };
    }
  },
});
