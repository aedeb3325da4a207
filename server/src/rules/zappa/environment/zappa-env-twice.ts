import { entriesOf, isString, type Node, resolved } from '../../../syntax/tree.ts';
import { extendingStages, settingValue } from '../../../zappa/settings.ts';
import { defineRule } from '../../defineRule.ts';

/** A variable with two values. The values are never shown. */
export default defineRule({
  id: 'zappa-env-twice',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The variable is in environment_variables and in aws_environment_variables',
  why: "aws_environment_variables are the variables of the function at Lambda. environment_variables are written into the package, and Zappa's handler sets them at each start over those that Lambda gave. So of two values that of environment_variables counts, and a change of the other in the settings or in the console has no effect.",
  howToFix: 'Remove the variable from one of the two.',
  sources: ['zappa/handler.py:108-109', 'zappa/core.py:1251,1478'],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa?.stages ?? []) {
      const inPackage = settingValue(stage, 'environment_variables');
      const atLambda = settingValue(stage, 'aws_environment_variables');
      if (!zappa || !inPackage || !atLambda) continue;
      for (const { key, value } of entriesOf(atLambda)) {
        const other = entriesOf(inPackage).find((entry) => entry.key.text === key.text);
        const [dead, used] = [resolved(value), resolved(other?.value)];
        if (!other || !dead || !used || seen.has(dead)) continue;
        // zappa-env-not-text reports a value that is no string.
        if (!isString(dead) || !isString(used) || dead.text === used.text) continue;
        seen.add(dead);
        yield {
          at: key,
          stage: stage.name,
          extendedBy: extendingStages(zappa, stage, 'aws_environment_variables'),
          message: `${key.text} has another value in environment_variables, which overrides this one at every start.`,
          related: [{ at: other.key, message: `${key.text} of environment_variables counts` }],
        };
      }
    }
  },
});
