import { isFilledInLater } from '../../../zappa/ids.ts';
import { isTrue } from '../../../zappa/python.ts';
import {
  deployedStages,
  type Stage,
  settingOf,
  settingValue,
  type ZappaSettings,
} from '../../../zappa/settings.ts';
import { defineRule, type Fix, type Report } from '../../defineRule.ts';

/** A stage whose name Zappa or API Gateway does not accept. */
export default defineRule({
  id: 'zappa-stage-name',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The stage name cannot be deployed',
  why: 'API Gateway accepts letters, digits, hyphens and underscores in a stage name. Zappa does not accept hyphens: before 0.54 in any command, since 0.54 only with --all when the stage is deployed after another. The name of a stage without API Gateway, or of one that other stages only extend, does not matter.',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html',
    'zappa/cli.py:1887-1899,611',
  ],

  *check({ zappa }) {
    for (const stage of zappa ? deployedStages(zappa) : []) {
      if (/^[a-zA-Z0-9_]+$/.test(stage.name) || isFilledInLater(stage.name) || !hasApi(stage)) continue;
      const isHyphen = /^[a-zA-Z0-9_-]+$/.test(stage.name);
      yield {
        at: stage.key,
        stage: stage.name,
        ...(isHyphen
          ? aboutHyphen(stage, zappa!.stages)
          : {
              message: `API Gateway rejects the stage name "${stage.name}": it accepts letters, digits, hyphens and underscores.`,
            }),
        fixes: fixesFor(stage, zappa!),
      };
    }
  },
});

/** Since 0.54 Zappa checks a name only if the stage before it, in the same run, has an API. */
function aboutHyphen(stage: Stage, stages: readonly Stage[]): Pick<Report, 'severity' | 'message'> {
  const before = stages[stages.indexOf(stage) - 1];
  const fact = `The stage name "${stage.name}" contains a hyphen.`;
  return before && hasApi(before)
    ? {
        severity: 'warning',
        message: `${fact} Zappa stops with an error when it is run with --all; before 0.54 every command stops.`,
      }
    : { severity: 'info', message: `${fact} Zappa before 0.54 stops with an error.` };
}

/**
 * Whether the stage has an API. Without one, its name is only a part of the function's name, from which Zappa removes
 * what AWS rejects.
 */
function hasApi(stage: Stage): boolean {
  return ['use_apigateway', 'apigateway_enabled'].every(
    (name) => !settingOf(stage, name) || isTrue(settingValue(stage, name)) === true,
  );
}

/** Renames the stage with underscores. Not preferred: other tools may know the stage by its old name. */
function fixesFor(stage: Stage, { stages }: ZappaSettings): readonly Fix[] {
  const name = stage.name.replace(/[^a-zA-Z0-9_]+/g, '_');
  if (name === '' || stages.some((other) => other.name === name)) return [];
  return [
    {
      title: `Rename to ${name}`,
      preferred: false,
      edits: [{ op: 'rename', entry: stage.entry, key: name }],
    },
  ];
}
