import { entryAt, type Node, resolved } from '../../../syntax/tree.ts';
import { isFilledInLater, readId } from '../../../zappa/ids.ts';
import { type Stage, settingOf, writtenValues, type ZappaSettings } from '../../../zappa/settings.ts';
import { defineRule, type Fix, type Report } from '../../defineRule.ts';

/** A name or an address where Zappa passes on an ARN, or an ARN where it looks for a name. */
export default defineRule({
  id: 'zappa-arn',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The setting needs an ARN of another kind, or no ARN',
  why: 'Zappa passes these settings on unchanged. Lambda identifies a role, a key, a layer and a queue for failed events by its ARN, and a load balancer its certificate; they reject a name, an id or an address. role_name is the other way round: IAM looks for a role of that name.',
  howToFix: 'Write the whole ARN, which begins with arn:aws: and names the service.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_DeadLetterConfig.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html',
    'zappa/core.py:1236-1256',
    'zappa/core.py:3434-3440',
  ],

  *check({ zappa }) {
    if (!zappa) return;
    for (const { path, services, what, who } of ARNS) {
      const [name = '', key] = path;
      for (const { value, owner, extendedBy } of writtenValues(zappa, name)) {
        for (const at of nodesOf(value, key)) {
          if (isArnOf(at, services)) continue;
          yield {
            at,
            stage: owner.name,
            extendedBy,
            message: `${path.at(-1)} is "${at.kind === 'scalar' ? at.text : ''}", which is not the ARN of ${what}. ${who}.`,
          };
        }
      }
    }
    yield* arnAsName(zappa);
    yield* layersWithoutVersion(zappa);
  },
});

/** The value of a setting, or of a key in it; each item of a list. */
function nodesOf(setting: Node, key: string | undefined): readonly Node[] {
  const value = key === undefined ? setting : resolved(entryAt(setting, key)?.value);
  const nodes = value?.kind === 'sequence' ? value.items.map(resolved) : [value];
  return nodes.filter((one) => one !== undefined);
}

/** An ARN in place of the role's name. */
function* arnAsName(zappa: ZappaSettings): Generator<Report> {
  for (const { value: at, owner, extendedBy } of writtenValues(zappa, 'role_name')) {
    if (at.kind !== 'scalar' || !/^arn:aws[\w-]*:iam::/.test(at.text)) continue;
    yield {
      at,
      stage: owner.name,
      extendedBy,
      message: `role_name is an ARN. Zappa asks IAM for a role of that name, and there is none.`,
      fixes: renameToRoleArn(zappa, owner),
    };
  }
}

/** The ARN of a layer, which names all of its versions. */
function* layersWithoutVersion(zappa: ZappaSettings): Generator<Report> {
  for (const { value, owner, extendedBy } of writtenValues(zappa, 'layers')) {
    for (const item of value.kind === 'sequence' ? value.items : []) {
      const at = resolved(item);
      if (at?.kind !== 'scalar' || !/^arn:aws[\w-]*:lambda:[\w-]+:\d+:layer:[\w-]+$/.test(at.text)) continue;
      yield {
        at,
        stage: owner.name,
        extendedBy,
        message: `The ARN of ${at.text.split(':').at(-1)} has no version at its end. Lambda rejects the function.`,
      };
    }
  }
}

interface Arn {
  /** The name of the setting, and of the key in it. */
  readonly path: readonly string[];
  /** The services whose ARNs the setting accepts. */
  readonly services: readonly string[];
  readonly what: string;
  /** The last sentence of the message, without its full stop: who rejects the value. */
  readonly who: string;
}

const LAMBDA = 'Lambda rejects the function';

const ARNS: readonly Arn[] = [
  { path: ['role_arn'], services: ['iam'], what: 'a role', who: LAMBDA },
  { path: ['dead_letter_arn'], services: ['sqs', 'sns'], what: 'a queue or topic', who: LAMBDA },
  { path: ['aws_kms_key_arn'], services: ['kms'], what: 'a key', who: LAMBDA },
  { path: ['layers'], services: ['lambda'], what: 'a layer', who: LAMBDA },
  {
    path: ['certificate_arn'],
    services: ['acm'],
    what: 'a certificate in ACM',
    who: 'zappa certify stops with an error',
  },
  {
    path: ['alb_vpc_config', 'CertificateArn'],
    services: ['acm', 'iam'],
    what: 'a certificate',
    who: 'AWS rejects the listener of the load balancer',
  },
];

/** True also for a value that is absent, or is filled in later. */
function isArnOf(node: Node, services: readonly string[]): boolean {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.text === '') return true;
  if (isFilledInLater(node.text) || readId(node.text).kind === 'placeholder') return true;
  const service = /^arn:aws[\w-]*:([a-z0-9-]+):/.exec(node.text)?.[1];
  return service !== undefined && services.includes(service);
}

function renameToRoleArn({ stages }: ZappaSettings, owner: Stage): readonly Fix[] {
  const setting = settingOf(owner, 'role_name');
  if (!setting || stages.some((stage) => settingOf(stage, 'role_arn'))) return [];
  if (!owner.node.entries.includes(setting.entry)) return [];
  return [
    {
      title: 'Rename to role_arn',
      preferred: true,
      edits: [{ op: 'rename', entry: setting.entry, key: 'role_arn' }],
    },
  ];
}
