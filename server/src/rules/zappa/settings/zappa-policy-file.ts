import { type Node, resolved } from '../../../syntax/tree.ts';
import { extendingStages, settingOf } from '../../../zappa/settings.ts';
import { defineRule } from '../../defineRule.ts';

/** A policy in place of the path of the file that has it. */
export default defineRule({
  id: 'zappa-policy-file',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The policy is not the path of a file',
  why: 'assume_policy, attach_policy and apigateway_policy name files, which Zappa opens and reads. With the policy itself, or with the ARN of a managed policy, it finds no such file and stops. The permissions of vpc_config and the policy of a private API are then missing.',
  howToFix:
    'Write the policy into a JSON file and name the file. For permissions beside those of Zappa, use extra_permissions.',
  sources: ['zappa/cli.py:2889-2896'],
  isInSchema: true,

  *check({ zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa?.stages ?? []) {
      for (const name of ['assume_policy', 'attach_policy', 'apigateway_policy']) {
        const setting = settingOf(stage, name);
        const at = resolved(setting?.entry.value);
        if (!zappa || !setting || !at || seen.has(at)) continue;
        const what = notAPath(at);
        if (what === undefined) continue;
        seen.add(at);
        yield {
          at: at.kind === 'scalar' ? at : setting.entry.key,
          stage: setting.from.name,
          extendedBy: extendingStages(zappa, setting.from, name),
          isBesideSchema: at.kind === 'scalar' && typeof at.value === 'string',
          message: `${name} is ${what}; Zappa opens it as the path of a JSON file and stops with an error.`,
        };
      }
    }
  },
});

/** What is written in place of a path, as it follows "is" in the message; undefined if it may be a path. */
function notAPath(node: Node): string | undefined {
  if (node.kind !== 'scalar') return node.kind === 'mapping' ? 'a mapping' : 'a list';
  if (node.value === null || node.value === '') return 'empty';
  return typeof node.value === 'string' && /^arn:aws[\w-]*:/.test(node.text) ? 'an ARN' : undefined;
}
