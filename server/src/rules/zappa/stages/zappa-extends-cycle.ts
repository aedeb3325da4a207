import { writtenEntry } from '../../../syntax/tree.ts';
import type { Stage } from '../../../zappa/settings.ts';
import { defineRule, type Fix } from '../../defineRule.ts';

/** Stages that extend each other in a cycle. */
export default defineRule({
  id: 'zappa-extends-cycle',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'Stages extend each other in a circle',
  why: 'Zappa follows extends from stage to stage and raises a RuntimeError when it returns to a stage. No stage in the circle, and no stage that extends one of them, can be deployed.',
  howToFix: 'Remove extends from one of the stages, or move the shared settings to a stage of their own.',
  sources: ['zappa/cli.py:144-170'],

  *check({ zappa }) {
    const reported = new Set<Stage>();
    for (const stage of zappa?.stages ?? []) {
      const circle = circleOf(stage);
      if (!stage.parent || circle.length === 0 || circle.some((member) => reported.has(member))) continue;
      for (const member of circle) reported.add(member);
      const [second, ...others] = [...circle.slice(1), stage].map(({ name }) => `"${name}"`);
      const chain = [`Stage "${stage.name}" extends ${second}`, ...others].join(', which extends ');
      yield {
        at: stage.parent.at,
        stage: stage.name,
        message:
          circle.length === 1
            ? `Stage "${stage.name}" extends itself. Zappa stops with an error.`
            : `${chain}. Zappa stops with an error.`,
        related: circle
          .slice(1)
          .flatMap(({ name, parent }) =>
            parent ? [{ at: parent.at, message: `"${name}" extends "${parent.name}"` }] : [],
          ),
        fixes: circle.flatMap((member) => removal(member, circle.length === 1)),
      };
    }
  },
});

/**
 * Removes `extends`. Not preferred if the cycle has several stages: which one not to extend is for the user to decide.
 */
function removal({ name, node: from }: Stage, preferred: boolean): readonly Fix[] {
  const entry = writtenEntry(from, 'extends');
  if (!entry) return [];
  return [
    { title: `Remove extends from "${name}"`, preferred, edits: [{ op: 'remove-entry', from, entry }] },
  ];
}

/** The cycle that a stage is part of, starting with it; empty if the stage only leads into a cycle, or into none. */
function circleOf(stage: Stage): readonly Stage[] {
  if (!stage.isCyclic) return [];
  const last = stage.lineage.at(-1);
  return last?.parent?.name === stage.name ? stage.lineage : [];
}
