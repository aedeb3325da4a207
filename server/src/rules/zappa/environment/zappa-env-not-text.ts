import { entriesOf, type Format, type Node, resolved } from '../../../syntax/tree.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { isTrue, type PythonType, TYPE_NOUNS, typeOf } from '../../../zappa/python.ts';
import { extendingStages, settingOf } from '../../../zappa/settings.ts';
import { defineRule, type Fix, type Report } from '../../defineRule.ts';

/** An environment variable that is no text. Its value is never shown. */
export default defineRule({
  id: 'zappa-env-not-text',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'An environment variable is not a string',
  why: 'Environment variables must be strings. Zappa stops every command for the stage if a value in environment_variables is a number, a boolean, a date or null; boto3 does the same for aws_environment_variables during deployment.',
  sources: ['zappa/cli.py:1901-1914', 'zappa/core.py:1251'],

  *check({ tree, zappa }) {
    const seen = new Set<Node>();
    for (const stage of zappa?.stages ?? []) {
      for (const name of ['environment_variables', 'aws_environment_variables'] as const) {
        const setting = settingOf(stage, name);
        const variables = resolved(setting?.entry.value);
        if (!zappa || !setting || !variables || seen.has(variables)) continue;
        seen.add(variables);
        const extendedBy = extendingStages(zappa, setting.from, name);
        for (const report of reportsOn(name, variables, tree.format, seen))
          yield { ...report, stage: setting.from.name, extendedBy };
      }
    }
  },
});

function* reportsOn(
  name: 'environment_variables' | 'aws_environment_variables',
  variables: Node,
  format: Format,
  seen: Set<Node>,
): Generator<Report> {
  const who = name === 'environment_variables' ? 'Zappa' : 'boto3';
  // Zappa treats any value that Python calls false as no aws_environment_variables.
  const isLeftOut = name === 'aws_environment_variables' && isTrue(variables) === false;
  if (variables.kind !== 'mapping' && isTrue(variables) !== undefined && !isLeftOut) {
    yield {
      at: variables,
      message: `${name} is ${TYPE_NOUNS[typeOf(variables, format) ?? 'none']}. ${who} requires a mapping of names to strings and stops with an error.`,
    };
  }
  for (const { key, value } of entriesOf(variables)) {
    const type = typeOf(value, format);
    const node = resolved(value);
    if (!node || !type || type === 'text' || seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'scalar' && isFilledInLater(node.text)) continue;
    yield {
      at: node,
      message: `${key.text} of ${name} is ${TYPE_NOUNS[type]}. ${who} requires strings and stops with an error.`,
      fixes: fixesFor(node, type, format),
    };
  }
}

/**
 * Adds quotes to a number, which reads the same. The string "false" is true in Python, so a boolean is for the user to
 * decide.
 */
function fixesFor(node: Node, type: PythonType, format: Format): readonly Fix[] {
  if (node.kind !== 'scalar' || (type !== 'number' && type !== 'bool')) return [];
  // Python may print the number with other digits; the text of the file is kept.
  const text = format === 'toml' && type === 'number' ? node.text.replaceAll('_', '') : node.text;
  return [
    {
      title: 'Add quotes',
      preferred: type === 'number',
      edits: [{ op: 'replace', node, value: text }],
    },
  ];
}
