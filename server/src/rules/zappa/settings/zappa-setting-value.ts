import { entryAt, type Node, resolved } from '../../../syntax/tree.ts';
import { misspellingsOf } from '../../../wording/nearest.ts';
import { fileSystemNodes } from '../../../zappa/efs.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { keyInfoAt } from '../../../zappa/keys/index.ts';
import { isTrue } from '../../../zappa/python.ts';
import { type Stage, settingValue, writtenValues, type ZappaSettings } from '../../../zappa/settings.ts';
import { defineRule, type Report } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';

/** A setting that Zappa passes on as it is, with a value that AWS does not know. */
export default defineRule({
  id: 'zappa-setting-value',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The setting has a value that AWS or Zappa does not accept',
  why: 'Zappa passes these settings on to AWS unchanged. AWS accepts only the values that it lists, in this case and spelling, and rejects what the setting is for. Zappa itself reads the version of Python from runtime, sets log_level when the function starts, and compares apigateway_version.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html',
    'https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html',
    'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDeployment.html',
    'https://docs.python.org/3/library/logging.html#logging.getLevelName',
    'zappa/handler.py:81-83',
    'zappa/core.py:258-265',
    'zappa/core.py:2429',
    'zappa/core.py:2686',
    'zappa/cli.py:1036',
    'zappa/core.py:1236-1256',
    'zappa/cli.py:1543',
  ],
  isInSchema: true,

  *check({ zappa }) {
    if (!zappa) return;
    for (const choice of CHOICES) yield* reportsOf(choice, zappa);
    for (const { value, owner, extendedBy } of writtenValues(zappa, 'runtime')) {
      const report = runtimeIn(value);
      if (report) yield { ...report, stage: owner.name, extendedBy };
    }
  },
});

function* reportsOf(choice: Choice, zappa: ZappaSettings): Generator<Report> {
  const [name = '', key] = choice.path;
  const { severity } = choice;
  for (const { value, owner, extendedBy } of writtenValues(zappa, name)) {
    if (choice.isRead?.(owner) === false) continue;
    for (const at of key === undefined ? [value] : partsOf(value, key)) {
      const report = wrongIn(choice, at);
      if (report) yield { ...report, ...(severity && { severity }), stage: owner.name, extendedBy };
    }
  }
}

/** Zappa cuts six characters off and reads two numbers from the rest (`build_manylinux_wheel_file_match_pattern`). */
function runtimeIn(at: Node): Report | undefined {
  if (at.kind === 'scalar' && (at.value === '' || isFilledInLater(at.text))) return undefined;
  const text = at.kind === 'scalar' ? at.text : '';
  if (at.kind === 'scalar' && typeof at.value === 'string' && /^.{6}[^.]*\.\d+$/.test(text))
    return CLOSED.has(text)
      ? {
          at,
          severity: 'warning',
          message: `runtime is ${text}. Lambda creates no new functions of it, so zappa deploy fails.`,
        }
      : undefined;
  const isVersion = /^3\.\d+$/.test(text);
  const isNull = at.kind === 'scalar' && at.value === null;
  return {
    at,
    message: `runtime is ${isNull ? 'empty' : at.kind === 'scalar' ? text : `a ${at.kind === 'mapping' ? 'mapping' : 'list'}`}. Zappa reads the version of Python from it, as in python3.13, and stops with an error.`,
    fixes: changeTo(at, isVersion ? `python${text}` : undefined, true),
  };
}

/** Runtimes whose creation Lambda had blocked before 2026-11-30, the last one on 2024-01-09. */
const CLOSED: ReadonlySet<string> = new Set(['python2.7', 'python3.6', 'python3.7']);

interface Choice {
  readonly path: readonly string[];
  /** The last sentence of the message, without its full stop: who rejects the value. */
  readonly who: string;
  /** What is said of a value that is no text. */
  readonly whoOfOthers?: string;
  readonly severity?: 'warning';
  /** The accepted values, if they are not those of the key's description. */
  readonly values?: readonly string[];
  /** Whether Zappa uses the setting of a stage; always if undefined. */
  readonly isRead?: (stage: Stage) => boolean;
}

const CHOICES: readonly Choice[] = [
  { path: ['architecture'], who: 'Zappa stops with an error' },
  {
    path: ['snap_start'],
    who: 'Lambda rejects the function',
    // botocore checks the kinds of what it sends: ParamValidationError, "valid types: <class 'str'>".
    whoOfOthers: 'boto3 accepts only text and stops Zappa before Lambda is asked',
  },
  { path: ['function_url_config', 'authorizer'], who: 'Lambda rejects the function URL' },
  {
    path: ['async_source'],
    who: 'Zappa creates the topic of tasks only for sns',
    severity: 'warning',
  },
  { path: ['efs_config', 'ThroughputMode'], who: 'EFS rejects the file system' },
  { path: ['efs_config', 'PerformanceMode'], who: 'EFS rejects the file system' },
  {
    path: ['log_level'],
    who: 'Python knows no other level, and the function fails on every start',
    values: ['DEBUG', 'INFO', 'WARNING', 'WARN', 'ERROR', 'CRITICAL', 'FATAL', 'NOTSET'],
  },
  { path: ['cloudwatch_log_level'], who: 'Zappa uses OFF instead', severity: 'warning' },
  {
    path: ['apigateway_version'],
    who: 'Zappa creates a REST API for it and does not deploy that',
    isRead: (stage) => isOn(stage, 'use_apigateway', true) && isOn(stage, 'apigateway_enabled', true),
  },
  {
    path: ['cache_cluster_size'],
    who: 'API Gateway rejects the deployment of the API',
    values: ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237'],
    isRead: (stage) => isOn(stage, 'cache_cluster_enabled', false),
  },
];

function isOn(stage: Stage, name: string, otherwise: boolean): boolean {
  const value = settingValue(stage, name);
  return value ? isTrue(value) === true : otherwise;
}

/** The values of a key in a mapping, or in each file system that Zappa creates. */
function partsOf(config: Node, key: string): readonly Node[] {
  return fileSystemNodes(config)
    .filter((one) => !entryAt(one, 'Arn'))
    .flatMap((one) => resolved(entryAt(one, key)?.value) ?? []);
}

function wrongIn(
  { path, who, whoOfOthers = who, values = keyInfoAt(path)?.values ?? [] }: Choice,
  at: Node,
): Report | undefined {
  const name = path.length === 1 ? path[0] : `${path[1]} of ${path[0]}`;
  const either = `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
  if (at.kind !== 'scalar')
    return {
      at,
      message: `${name} is a ${at.kind === 'mapping' ? 'mapping' : 'list'}; it must be ${either}. ${whoOfOthers}.`,
    };
  // Python considers null and false not set.
  if (!at.value || isFilledInLater(at.text) || values.includes(at.text)) return undefined;
  const near = misspellingsOf(at.text, values);
  // A name that is similar by chance, as sqs and sns, is no misspelling.
  const isSlip = near.length === 1 && lettersOf(near[0]!) === lettersOf(at.text);
  return {
    at,
    message: `${name} is ${at.text}; it must be ${either}. ${typeof at.value === 'string' ? who : whoOfOthers}.`,
    fixes: changeTo(at, isSlip ? near[0] : undefined, true),
  };
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
