import { isFilledInLater } from '../../zappa/ids.ts';
import { isTrue } from '../../zappa/python.ts';
import {
  deployedStages,
  type Stage,
  settingOf,
  settingValue,
  type ZappaSettings,
} from '../../zappa/settings.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';

/** A stage whose name Zappa or API Gateway does not take. */
export default defineRule({
  id: 'zappa-stage-name',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The stage has a name that cannot be deployed',
  why: 'API Gateway takes letters, digits, hyphens and underscores in the name of a stage. Zappa takes no hyphen: before 0.54 with no command, since then not when --all comes to the stage after another. A stage without API Gateway, or one that others only extend, may have any name.',
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
              message: `API Gateway takes letters, digits, hyphens and underscores in a stage name. It rejects "${stage.name}".`,
            }),
        fixes: fixesFor(stage, zappa!),
      };
    }
  },
});

/** Since 0.54 Zappa looks at a name only where the stage before it, in the same run, has an API. */
function aboutHyphen(stage: Stage, stages: readonly Stage[]): Pick<Report, 'severity' | 'message'> {
  const before = stages[stages.indexOf(stage) - 1];
  const fact = `The stage name "${stage.name}" has a hyphen.`;
  return before && hasApi(before)
    ? {
        severity: 'warning',
        message: `${fact} Zappa stops at it with --all, and before 0.54 with every command.`,
      }
    : { severity: 'info', message: `${fact} Zappa before 0.54 stops at it.` };
}

/** Without API Gateway the name goes nowhere but into the function's, from which Zappa takes what AWS does not. */
function hasApi(stage: Stage): boolean {
  return ['use_apigateway', 'apigateway_enabled'].every(
    (name) => !settingOf(stage, name) || isTrue(settingValue(stage, name)) === true,
  );
}

/** The name with underscores; other tools may know the stage by the old one, so it is the user's to decide. */
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
