import type { Caller } from '../../aws/lambdaCalls.ts';
import { SERVICE_OF_ACTION, SERVICE_OF_TYPE } from '../../aws/services.ts';
import type { Span } from '../../syntax/span.ts';
import { byOwner, find, keyOfField, perParts } from '../lookup.ts';
import type { Network } from '../model.ts';
import type { PolicyReference, Workload } from '../workload.ts';

/** Something that a workload means to talk to, and where that can be read. */
export interface Use {
  /** The id of a workload, or the name of a service of AWS in its endpoint. */
  readonly to:
    | { readonly kind: 'workload'; readonly id: string }
    | { readonly kind: 'service'; readonly name: string };
  /** An environment variable says it plainly; a policy only lets it. */
  readonly by: 'environment' | 'policy';
  readonly at: Span;
}

/** Answers on the network to what names it. */
const ANSWERS: ReadonlySet<Workload['kind']> = new Set([
  'database',
  'database-proxy',
  'cache',
  'warehouse',
  'search-domain',
  'broker',
  'load-balancer',
]);

/**
 * What a workload means to talk to, each once, environment variables first. Logs are left out: Lambda writes them itself
 * (G3 of the catalogue).
 */
export function usesOf(workload: Workload, network: Network): readonly Use[] {
  const known = usesMade(network);
  const uses = known.get(workload.id) ?? findUses(workload, network);
  known.set(workload.id, uses);
  return uses;
}

const usesMade = perParts(
  ['workloads', 'taskDefinitions', 'grants', 'eventSourceMappings'],
  () => new Map<string, readonly Use[]>(),
);

function findUses(workload: Workload, network: Network): readonly Use[] {
  const tasks =
    'speaksAs' in workload
      ? workload.speaksAs.flatMap((one) => find(network.taskDefinitions, one) ?? [])
      : [];
  const mentions = [...workload.mentions, ...tasks.flatMap((task) => task.mentions)];
  const roles = [
    ...(workload.kind === 'function' ? [keyOfField(workload.role), workload.id] : []),
    ...tasks.map(({ role }) => keyOfField(role)),
  ];
  const found = new Map<string, Use>();
  const add = (use: Use) => {
    const { to } = use;
    const key = `${to.kind} ${to.kind === 'workload' ? to.id : to.name}`;
    if (!found.has(key)) found.set(key, use);
  };
  for (const mention of mentions) {
    const to = mentioned(mention, network);
    if (to && !(to.kind === 'workload' && to.id === workload.id))
      add({ to, by: 'environment', at: mention.at });
  }
  const grants = roles.flatMap((role) => grantsByRole(network).of.get(role ?? '') ?? []);
  for (const { prefix, caller, at } of grants) {
    if (workload.kind === 'function' && isLambdas(caller, workload, network)) continue;
    const name = SERVICE_OF_ACTION[prefix] ?? prefix;
    if (name !== 'logs' && ENDPOINT_PREFIXES.has(prefix))
      add({ to: { kind: 'service', name }, by: 'policy', at });
  }
  return [...found.values()];
}

/** Lambda delivers where the function, or what polls for it, says where to; SAM has names of its own for it. */
function isLambdas(caller: Caller, workload: Workload, { eventSourceMappings }: Network): boolean {
  if (caller !== 'lambda-delivering') return caller === 'lambda';
  return (
    (workload.kind === 'function' && workload.hasDestination) ||
    [...eventSourceMappings.values()].some(({ hasDestination }) => hasDestination)
  );
}

const grantsByRole = perParts(['grants'], ({ grants }) => byOwner(grants, ({ to }) => to));

function mentioned({ id, type }: PolicyReference, network: Network): Use['to'] | undefined {
  const workload = network.workloads.get(id);
  if (workload) return ANSWERS.has(workload.kind) ? { kind: 'workload', id } : undefined;
  const name = SERVICE_OF_TYPE[type];
  return name === undefined ? undefined : { kind: 'service', name };
}

/**
 * Prefixes of actions that are calls to the service's endpoint. Those of EC2, IAM, X-Ray and the like are granted for what
 * Lambda does for the function, and prove no call of its own.
 */
const ENDPOINT_PREFIXES: ReadonlySet<string> = new Set([
  's3',
  'dynamodb',
  'sqs',
  'sns',
  'secretsmanager',
  'ssm',
  'kms',
  'kinesis',
  'firehose',
  'states',
  'events',
  'lambda',
  'sts',
  'athena',
  'glue',
  'textract',
  'rekognition',
  'comprehend',
  'translate',
  'dms',
  'batch',
  'ecs',
  'codebuild',
  'rds-data',
  'redshift-data',
]);
