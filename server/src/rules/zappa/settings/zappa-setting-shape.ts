import { entriesOf, entryAt, type Format, type Node, resolved } from '../../../syntax/tree.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { isTrue, type PythonType, TYPE_NOUNS, typeOf } from '../../../zappa/python.ts';
import { type Stage, settingValue, writtenValues, type ZappaSettings } from '../../../zappa/settings.ts';
import { defineRule, type Fix, type Report } from '../../defineRule.ts';

/** A list, a mapping, a text, a number or nothing where Zappa or boto3 works with another of them. */
export default defineRule({
  id: 'zappa-setting-shape',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The setting has a type that Zappa or boto3 does not accept',
  why: 'Zappa goes through a list item by item, looks up the keys of a mapping, and passes layers, tags and numbers on to boto3, which accepts only its own types. Python stops at the first value of another type, sometimes when the function is deployed already. A key without a value, as in YAML when all its items are commented out, is null: not every setting may be null.',
  howToFix: 'Write the setting as the message says.',
  sources: [
    'zappa/cli.py:2571-2574',
    'zappa/cli.py:2651-2655',
    'zappa/cli.py:2730-2780',
    'zappa/cli.py:2848-2856',
    'zappa/cli.py:3225-3258',
    'zappa/core.py:1233-1256',
    'zappa/core.py:1834-1845',
    'zappa/core.py:536',
    'zappa/core.py:1325-1326',
    'zappa/core.py:3450-3452',
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html',
  ],
  isInSchema: true,

  *check({ tree, zappa }) {
    if (!zappa) return;
    for (const shape of SHAPES) {
      for (const { value, owner, extendedBy } of writtenValues(zappa, shape.name)) {
        if (shape.name === 'extra_permissions' && isOff(owner, 'manage_roles')) continue;
        for (const report of wrongIn(value, shape, tree.format))
          yield { ...report, stage: owner.name, extendedBy };
      }
    }
    yield* withinSettings(zappa, tree.format);
  },
});

/** Values within settings. */
function* withinSettings(zappa: ZappaSettings, format: Format): Generator<Report> {
  for (const { value, owner, extendedBy } of writtenValues(zappa, 'function_url_config')) {
    for (const report of originsIn(value, format)) yield { ...report, stage: owner.name, extendedBy };
  }
  for (const { value, owner, extendedBy } of writtenValues(zappa, 'events')) {
    for (const event of value.kind === 'sequence' ? value.items.map(resolved) : []) {
      const report = schedulesIn(event);
      if (report) yield { ...report, stage: owner.name, extendedBy };
    }
  }
}

/** A list of schedules in `expression`. */
function schedulesIn(event: Node | undefined): Report | undefined {
  const entry = entryAt(event, 'expression');
  if (!entry || resolved(entry.value)?.kind !== 'sequence' || isTrue(entry.value) !== true) return undefined;
  return {
    at: entry.value,
    message: 'expression is a list and must be a string. boto3 stops when the function is deployed already.',
    fixes: entryAt(event, 'expressions')
      ? []
      : [
          {
            title: 'Rename to expressions',
            preferred: true,
            edits: [{ op: 'rename', entry, key: 'expressions' }],
          },
        ],
  };
}

/** The origins in cors of a function URL. */
function* originsIn(config: Node, format: Format): Generator<Report> {
  const cors = resolved(entryAt(config, 'cors')?.value);
  const who = 'boto3 stops when the function is deployed already';
  for (const key of ['allowedOrigins', 'allowedHeaders', 'allowedMethods', 'exposedResponseHeaders']) {
    const value = resolved(entryAt(cors, key)?.value);
    if (value) yield* wrongIn(value, { name: key, is: 'list', of: 'text', empty: [], who }, format);
  }
  const age = resolved(entryAt(cors, 'maxAge')?.value);
  if (age) yield* wrongIn(age, { name: 'maxAge', is: 'number', besides: ['bool'], empty: [], who }, format);
}

/** Whether a setting that is on by default is turned off. */
function isOff(stage: Stage, name: string): boolean {
  const value = settingValue(stage, name);
  return value !== undefined && isTrue(value) === false;
}

interface Shape {
  readonly name: string;
  readonly is: 'list' | 'mapping' | 'text' | 'number';
  /** The type of each item of a list, or of each value of a mapping. */
  readonly of?: 'text' | 'mapping';
  /** Other accepted types, and those that another rule reports. */
  readonly besides?: readonly PythonType[];
  /** The types of which Zappa accepts the empty value (null, false, 0, "", [] or {}); all of them if undefined. */
  readonly empty?: readonly PythonType[];
  /** The last sentence of the message, without its full stop: who rejects the value. */
  readonly who: string;
}

const STOPS = 'Zappa stops with an error';
const BOTO3_STOPS = 'boto3 stops the deployment';

const SHAPES: readonly Shape[] = [
  { name: 'apigateway_lambda_qualifier', is: 'text', empty: ['none'], who: STOPS },
  { name: 'app_function', is: 'text', who: STOPS },
  { name: 'authorizer', is: 'mapping', empty: [], who: STOPS },
  { name: 'aws_kms_key_arn', is: 'text', who: BOTO3_STOPS },
  { name: 'bot_events', is: 'list', of: 'mapping', empty: ['text', 'mapping'], who: STOPS },
  { name: 'callbacks', is: 'mapping', empty: [], who: STOPS },
  { name: 'cognito', is: 'mapping', empty: [], who: STOPS },
  {
    name: 'context_header_mappings',
    is: 'mapping',
    // Python also accepts a list of pairs for a mapping.
    besides: ['list'],
    empty: ['text'],
    who: STOPS,
  },
  { name: 'dead_letter_arn', is: 'text', who: BOTO3_STOPS },
  { name: 'events', is: 'list', of: 'mapping', empty: ['text', 'mapping'], who: STOPS },
  { name: 'exclude', is: 'list', who: STOPS },
  { name: 'extra_permissions', is: 'list', of: 'mapping', who: STOPS },
  { name: 'function_url_config', is: 'mapping', empty: ['text', 'list'], who: STOPS },
  {
    name: 'lambda_concurrency',
    is: 'number',
    besides: ['text', 'bool'],
    empty: ['none'],
    who: 'boto3 stops when the function is deployed already',
  },
  { name: 'lambda_description', is: 'text', empty: [], who: BOTO3_STOPS },
  { name: 'lambda_handler', is: 'text', empty: [], who: BOTO3_STOPS },
  { name: 'layers', is: 'list', of: 'text', who: BOTO3_STOPS },
  { name: 'memory_size', is: 'number', besides: ['text', 'bool'], empty: [], who: BOTO3_STOPS },
  { name: 'num_retained_versions', is: 'number', besides: ['text'], empty: ['none'], who: STOPS },
  { name: 'project_name', is: 'text', empty: [], who: STOPS },
  { name: 'provisioned_concurrency', is: 'number', besides: ['text'], empty: ['none'], who: STOPS },
  { name: 'tags', is: 'mapping', of: 'text', who: 'boto3 stops when the function is deployed already' },
  { name: 'timeout_seconds', is: 'number', besides: ['text', 'bool'], empty: [], who: BOTO3_STOPS },
  { name: 'websocket_handler_module', is: 'text', who: STOPS },
];

function* wrongIn(value: Node, shape: Shape, format: Format): Generator<Report> {
  const { name, is, of, who, besides = [], empty } = shape;
  const type = typeOf(value, format);
  const isSet = isTrue(value);
  if (!type || isSet === undefined || besides.includes(type)) return;
  if (type !== is) {
    if (!isSet && (!empty || empty.includes(type))) return;
    yield {
      at: value,
      message: `${name} is ${TYPE_NOUNS[type]} and must be ${TYPE_NOUNS[is]}${of && is === 'list' ? ` of ${PLURALS[of]}` : ''}. ${who}.`,
      fixes: fixesFor(value, type, is, of),
    };
    return;
  }
  for (const [part, key] of of === undefined ? [] : partsOf(value)) {
    const node = resolved(part);
    const own = typeOf(node, format);
    if (!node || !own || own === of || (node.kind === 'scalar' && isFilledInLater(node.text))) continue;
    const what = key === undefined ? `An item of ${name}` : `${key} of ${name}`;
    yield {
      at: node,
      message: `${what} is ${TYPE_NOUNS[own]} and must be ${TYPE_NOUNS[of!]}. ${who}.`,
      fixes: fixesFor(node, own, of!, undefined),
    };
  }
}

const PLURALS = { text: 'strings', mapping: 'mappings' };

function partsOf(value: Node): readonly (readonly [part: Node, key?: string])[] {
  return value.kind === 'sequence'
    ? value.items.map((item) => [item] as const)
    : entriesOf(value).map((entry) => [entry.value, entry.key.text] as const);
}

function fixesFor(node: Node, type: PythonType, is: Shape['is'], of: Shape['of']): readonly Fix[] {
  if (is === 'list' && type === (of ?? 'text')) {
    const isOne = node.kind !== 'scalar' || !/[,;\s]/.test(node.text);
    return [{ title: 'Wrap in a list', preferred: isOne, edits: [{ op: 'wrap', node }] }];
  }
  if (is === 'text' && type === 'number' && node.kind === 'scalar')
    return [{ title: 'Add quotes', preferred: true, edits: [{ op: 'replace', node, value: node.text }] }];
  return [];
}
