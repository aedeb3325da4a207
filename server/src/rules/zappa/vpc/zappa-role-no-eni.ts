import { type Node, resolved } from '../../../syntax/tree.ts';
import { listed } from '../../../wording/listed.ts';
import { actionsNotAllowed, statementsOf } from '../../../zappa/policy.ts';
import { isTrue } from '../../../zappa/python.ts';
import {
  deployedStages,
  type Stage,
  settingOf,
  settingValue,
  type ZappaSettings,
} from '../../../zappa/settings.ts';
import { defineRule } from '../../defineRule.ts';
import { INTERFACE_ACTIONS } from '../../shared/rolePolicies.ts';

/** An own `attach_policy` without the actions that a function in a VPC needs. */
export default defineRule({
  id: 'zappa-role-no-eni',
  area: 'zappa',
  // The role may have other policies.
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'attach_policy does not allow the network interfaces that vpc_config needs',
  why: "attach_policy replaces Zappa's own policy, which allows Lambda to create and delete network interfaces in a VPC. Without these actions Lambda rejects the function, unless another policy of the role allows them.",
  howToFix: 'Add the missing actions to the policy file.',
  whenToIgnore: 'If another policy of the role allows the actions.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'LAM-06',
    'G82',
    'zappa/core.py:3442-3482',
  ],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa ? deployedStages(zappa) : []) {
      const setting = settingOf(stage, 'attach_policy');
      const file = resolved(setting?.entry.value);
      if (file?.kind !== 'scalar' || typeof file.value !== 'string' || seen.has(file)) continue;
      if (!isTrue(settingValue(stage, 'vpc_config')) || !hasItsPolicy(stage)) continue;
      const missing = missingActions(file.text, stage, zappa!);
      if (!missing || missing.length === 0) continue;
      seen.add(file);
      yield {
        at: file,
        stage: stage.name,
        message: `${file.text} does not allow ${listed(missing)}. Lambda rejects the vpc_config of stage "${stage.name}" unless another policy of the role allows ${missing.length === 1 ? 'it' : 'them'}.`,
      };
    }
  },
});

/** Zappa writes the policy into the role that it makes; with an ARN the function has another role. */
function hasItsPolicy(stage: Stage): boolean {
  const isOwn = !settingOf(stage, 'manage_roles') || isTrue(settingValue(stage, 'manage_roles')) === true;
  return isOwn && isTrue(settingValue(stage, 'role_arn')) === false;
}

/** The actions that the policy does not allow; undefined if its file is unknown or cannot be read. */
function missingActions(
  file: string,
  stage: Stage,
  { surroundings }: ZappaSettings,
): readonly string[] | undefined {
  const policy = surroundings.read(file);
  const own = policy === undefined ? undefined : statementsOf(policy);
  const extra = settingValue(stage, 'extra_permissions');
  const added = extra?.kind === 'sequence' ? extra.items.map(resolved) : [];
  if (!own || added.some((statement) => statement?.kind !== 'mapping')) return undefined;
  return actionsNotAllowed([...own, ...(added as Node[])], INTERFACE_ACTIONS);
}
