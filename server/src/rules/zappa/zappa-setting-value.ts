import { entryAt, type Node, resolved } from '../../syntax/tree.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { fileSystemNodes } from '../../zappa/efs.ts';
import { isFilledInLater } from '../../zappa/ids.ts';
import { keyInfoAt } from '../../zappa/keys/index.ts';
import { writtenValues } from '../../zappa/settings.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';

/** A setting that Zappa passes on as it is, with a value that AWS does not know. */
export default defineRule({
  id: 'zappa-setting-value',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The setting has a value that AWS does not accept',
  why: 'Zappa passes these settings on to AWS unchanged. AWS accepts only the values that it lists, in this case and spelling, and rejects what the setting is for.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html',
    'https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html',
    'zappa/core.py:1236-1256',
    'zappa/cli.py:1543',
  ],
  isInSchema: true,

  *check({ zappa }) {
    if (!zappa) return;
    for (const { path, who, severity } of CHOICES) {
      const [name = '', key] = path;
      for (const { value, owner, extendedBy } of writtenValues(zappa, name)) {
        for (const at of key === undefined ? [value] : partsOf(value, key)) {
          const report = wrongIn(path, at, who);
          if (report) yield { ...report, ...(severity && { severity }), stage: owner.name, extendedBy };
        }
      }
    }
  },
});

interface Choice {
  readonly path: readonly string[];
  /** A sentence without its full stop. */
  readonly who: string;
  readonly severity?: 'warning';
}

const CHOICES: readonly Choice[] = [
  { path: ['architecture'], who: 'Lambda rejects the function' },
  { path: ['snap_start'], who: 'Lambda rejects the function' },
  { path: ['function_url_config', 'authorizer'], who: 'Lambda rejects the function URL' },
  {
    path: ['async_source'],
    who: 'Zappa creates the topic of tasks only for sns',
    severity: 'warning',
  },
  { path: ['efs_config', 'ThroughputMode'], who: 'EFS rejects the file system' },
  { path: ['efs_config', 'PerformanceMode'], who: 'EFS rejects the file system' },
];

/** The values of a key: of the mapping, or of each file system that Zappa is to create. */
function partsOf(config: Node, key: string): readonly Node[] {
  return fileSystemNodes(config)
    .filter((one) => !entryAt(one, 'Arn'))
    .flatMap((one) => resolved(entryAt(one, key)?.value) ?? []);
}

function wrongIn(path: readonly string[], at: Node, who: string): Report | undefined {
  const values = keyInfoAt(path)?.values ?? [];
  const name = path.length === 1 ? path[0] : `${path[1]} of ${path[0]}`;
  const either = `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
  if (at.kind !== 'scalar')
    return {
      at,
      message: `${name} is a ${at.kind === 'mapping' ? 'mapping' : 'list'}; it must be ${either}. ${who}.`,
    };
  // Python considers null and false not set.
  if (!at.value || isFilledInLater(at.text) || values.includes(at.text)) return undefined;
  const near = misspellingsOf(at.text, values);
  // A name that is similar by chance, as sqs and sns, is no misspelling.
  const isSlip = near.length === 1 && lettersOf(near[0]!) === lettersOf(at.text);
  return {
    at,
    message: `${name} is ${at.text}; it must be ${either}. ${who}.`,
    fixes: changeTo(at, isSlip ? near[0] : undefined, true),
  };
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
