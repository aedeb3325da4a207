import { entriesOf, type Node, resolved } from '../../../syntax/tree.ts';
import { extendingStages, settingOf } from '../../../zappa/settings.ts';
import { defineRule } from '../../defineRule.ts';

/** A variable whose name Lambda reserves. */
export default defineRule({
  id: 'zappa-env-reserved',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'Lambda sets this variable itself',
  why: 'Lambda sets some variables of each function, among them AWS_REGION and the credentials of its role. It rejects a function whose aws_environment_variables has one of these names.',
  howToFix: 'Remove the variable: the function has it already. AWS_REGION is the region of the stage.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html'],

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa?.stages ?? []) {
      const setting = settingOf(stage, 'aws_environment_variables');
      const from = resolved(setting?.entry.value);
      if (!zappa || !setting || from?.kind !== 'mapping' || seen.has(from)) continue;
      seen.add(from);
      for (const entry of entriesOf(from)) {
        if (!RESERVED.has(entry.key.text)) continue;
        yield {
          at: entry.key,
          stage: setting.from.name,
          extendedBy: extendingStages(zappa, setting.from, 'aws_environment_variables'),
          message: `Lambda sets ${entry.key.text} itself and rejects a function that has it in aws_environment_variables.`,
          fixes: from.entries.includes(entry)
            ? [
                {
                  title: `Remove ${entry.key.text}`,
                  preferred: true,
                  edits: [{ op: 'remove-entry', from, entry }],
                },
              ]
            : [],
        };
      }
    }
  },
});

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const RESERVED = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);
