import type { Node } from '../../../syntax/tree.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { isTrue } from '../../../zappa/python.ts';
import { deployedStages, type Stage, settingValue } from '../../../zappa/settings.ts';
import { defineRule } from '../../defineRule.ts';

/** A function whose name is too long for itself, or for what Zappa names after it. */
export default defineRule({
  id: 'zappa-name-too-long',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The name that Zappa makes of project_name and the stage is too long',
  why: 'Zappa names the function after project_name and the stage, with a hyphen between them. A function has at most 64 characters in its name. Its role is called the same with -ZappaLambdaExecutionRole at the end, which makes 64 characters with a name of 39; its load balancer is called the same, and has at most 32.',
  howToFix: 'Shorten project_name, or give the role a name of its own with role_name.',
  sources: [
    'zappa/cli.py:2651-2664',
    'zappa/cli.py:2874',
    'zappa/core.py:3438-3464',
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
  ],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa ? deployedStages(zappa) : []) {
      const project = settingValue(stage, 'project_name');
      if (project?.kind !== 'scalar' || typeof project.value !== 'string' || seen.has(project)) continue;
      if (!/^[\w-]{1,80}$/.test(project.text) || isFilledInLater(project.text)) continue;
      const name = nameOfFunction(project.text, stage.name);
      const limit = LIMITS.find(({ most, isUsed }) => name.length > most && isUsed(stage));
      if (!limit) continue;
      seen.add(project);
      yield {
        at: project,
        stage: stage.name,
        message: `Zappa names the function ${name}, which has ${name.length} characters. ${limit.because}.`,
      };
    }
  },
});

/**
 * The name of the function as python-slugify makes it: in lower case, with single hyphens for everything but letters
 * and digits.
 */
function nameOfFunction(project: string, stage: string): string {
  return `${project}-${stage}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

interface Limit {
  /** The most characters that the name of the function may have. */
  readonly most: number;
  /** The last sentence of the message, without its full stop: what the limit is for. */
  readonly because: string;
  readonly isUsed: (stage: Stage) => boolean;
}

const LIMITS: readonly Limit[] = [
  { most: 64, because: 'Lambda accepts 64 and rejects the function', isUsed: () => true },
  {
    most: 64 - '-ZappaLambdaExecutionRole'.length,
    because:
      'With -ZappaLambdaExecutionRole after it, the name of the role has more than 64, and IAM rejects it',
    isUsed: (stage) =>
      !isOff(stage, 'manage_roles') &&
      ['role_name', 'role_arn'].every((key) => settingValue(stage, key) === undefined),
  },
  {
    most: 32,
    because: 'The load balancer gets the same name; Elastic Load Balancing accepts 32 and rejects it',
    isUsed: (stage) => isTrue(settingValue(stage, 'alb_enabled')) === true,
  },
];

function isOff(stage: Stage, name: string): boolean {
  const value = settingValue(stage, name);
  return value !== undefined && isTrue(value) !== true;
}
