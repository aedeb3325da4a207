import { type Mapping, resolved, valueAt, writtenEntry } from '../../../syntax/tree.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import type { Stage } from '../../../zappa/settings.ts';
import { defineRule, type Fix, type Report } from '../../defineRule.ts';

/** A stage that extends one that is not in the file. */
export default defineRule({
  id: 'zappa-extends-undefined',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The stage extends a stage that does not exist',
  why: 'Zappa stops with "Cannot extend settings for undefined stage". Stage names are case-sensitive, and a stage extends one stage, not a list of them.',
  sources: ['zappa/cli.py:144-170'],

  *check({ zappa }) {
    for (const stage of zappa?.stages ?? []) {
      yield* severalParents(stage);
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

/** Reports a list in `extends`: Python looks the value up as a single name. */
function* severalParents({ name, node }: Stage): Generator<Report> {
  const at = valueAt(node, 'extends');
  const value = resolved(at);
  if (!at || !value || value.kind === 'scalar' || value.kind === 'alias') return;
  const [only, ...others] = value.kind === 'sequence' ? value.items.map(resolved) : [];
  if (value.kind === 'sequence' && !only) return;
  const parent = others.length === 0 && only?.kind === 'scalar' ? only.text : undefined;
  yield {
    at,
    stage: name,
    message: `extends of stage "${name}" is a ${value.kind === 'sequence' ? 'list' : 'mapping'}. Zappa accepts the name of one stage and stops with an error.`,
    fixes:
      parent !== undefined && at === value
        ? [
            {
              title: `Change to "${parent}"`,
              preferred: true,
              edits: [{ op: 'replace', node: at, value: parent }],
            },
          ]
        : [],
  };
}

/** Removes `extends`: the stage may already have the settings that it was to inherit. */
function removal(from: Mapping): readonly Fix[] {
  const entry = writtenEntry(from, 'extends');
  return entry
    ? [{ title: 'Remove extends', preferred: false, edits: [{ op: 'remove-entry', from, entry }] }]
    : [];
}
