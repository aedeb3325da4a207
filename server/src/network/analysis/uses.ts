import type { Caller } from '../../aws/lambdaCalls.ts';
import { SERVICE_OF_ACTION, SERVICE_OF_TYPE } from '../../aws/services.ts';
import type { Span } from '../../syntax/span.ts';
import { byOwner, find, keyOfField, perParts } from '../lookup.ts';
import type { Network } from '../model.ts';
import type { Grant, PolicyReference, TaskDefinition, Workload } from '../workload.ts';

/** A destination that a workload is configured to use, and how that is known. */
export interface Use {
  /** The id of a workload, or an AWS service by the name that its endpoint has. */
  readonly to:
    | { readonly kind: 'workload'; readonly id: string }
    | { readonly kind: 'service'; readonly name: string };
  /** An environment variable names the destination, or a layer uses it; a policy only permits its use. */
  readonly by: 'environment' | 'layer' | 'policy';
  readonly at: Span;
}

/** Kinds of workloads that accept connections. */
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
 * The destinations that a workload is configured to use, without duplicates, environment variables first. Permissions for
 * CloudWatch Logs are left out, since Lambda writes logs outside of the VPC (G3 of the catalogue).
 */
export function usesOf(workload: Workload, network: PartsOfUses): readonly Use[] {
  const { parts, uses: known } = usesCache(network);
  const uses = known.get(workload.id) ?? cachedUses(workload, parts);
  known.set(workload.id, uses);
  return uses;
}

/** The ids of the workloads that use a destination. */
export function usersOf(to: Use['to'], network: Network): ReadonlySet<string> {
  return usersByDestination(network).get(keyOfUse(to)) ?? NOBODY;
}

const NOBODY: ReadonlySet<string> = new Set();

const PARTS_OF_USES = ['workloads', 'taskDefinitions', 'grants', 'eventSourceMappings'] as const;

type PartsOfUses = Pick<Network, (typeof PARTS_OF_USES)[number]>;

/**
 * The same object as long as the same workloads use the same destinations: most edits of a policy leave that as it is, and
 * then no rule that asks for it has to run again.
 */
const usersByDestination = perParts(PARTS_OF_USES, (parts): Users => {
  const users = new Map<string, Set<string>>();
  for (const workload of parts.workloads.values()) {
    for (const { to } of usesOf(workload, parts)) {
      const key = keyOfUse(to);
      const ids = users.get(key) ?? new Set();
      users.set(key, ids.add(workload.id));
    }
  }
  const last = lastUsers.get(parts.workloads);
  if (last && areSameUsers(last, users)) return last;
  lastUsers.set(parts.workloads, users);
  return users;
});

type Users = ReadonlyMap<string, ReadonlySet<string>>;

const lastUsers = new WeakMap<Network['workloads'], Users>();

function areSameUsers(a: Users, b: Users): boolean {
  return (
    a.size === b.size &&
    [...a].every(([key, ids]) => {
      const others = b.get(key);
      return ids.size === others?.size && [...ids].every((id) => others.has(id));
    })
  );
}

const usesCache = perParts(PARTS_OF_USES, ({ workloads, taskDefinitions, grants, eventSourceMappings }) => ({
  parts: {
    workloads,
    taskDefinitions,
    grantsByRole: byOwner(grants, ({ to }) => to),
    mappingHasDestination: [...eventSourceMappings.values()].some(({ hasDestination }) => hasDestination),
  },
  uses: new Map<string, readonly Use[]>(),
}));

type Parts = ReturnType<typeof usesCache>['parts'];

/** What the uses of a workload are computed from, besides the workload itself. */
interface Sources {
  readonly tasks: readonly TaskDefinition[];
  /** The permissions of each of its roles. */
  readonly grants: readonly (readonly Grant[])[];
  readonly mentions: readonly { readonly at: Span; readonly to: Use['to'] | undefined }[];
  readonly mappingHasDestination: boolean;
}

/**
 * Returns the earlier list if it was computed from the same inputs: a change of one role leaves the uses of most
 * workloads.
 */
function cachedUses(workload: Workload, parts: Parts): readonly Use[] {
  const sources = sourcesOf(workload, parts);
  const last = lastUses.get(workload);
  if (last && isSameSources(last.sources, sources)) return last.uses;
  const uses = findUses(workload, sources);
  lastUses.set(workload, { sources, uses });
  return uses;
}

const lastUses = new WeakMap<Workload, { readonly sources: Sources; readonly uses: readonly Use[] }>();

function isSameSources(a: Sources, b: Sources): boolean {
  const isSame = <T>(one: readonly T[], other: readonly T[]) =>
    one.length === other.length && one.every((item, i) => item === other[i]);
  return (
    a.mappingHasDestination === b.mappingHasDestination &&
    isSame(a.tasks, b.tasks) &&
    isSame(a.grants, b.grants) &&
    // The mentions belong to the workload and its tasks; the resources that they refer to may have changed.
    a.mentions.every(({ to }, i) => keyOfUse(to) === keyOfUse(b.mentions[i]!.to))
  );
}

function sourcesOf(workload: Workload, parts: Parts): Sources {
  const tasks =
    'taskDefinitions' in workload
      ? workload.taskDefinitions.flatMap((one) => find(parts.taskDefinitions, one) ?? [])
      : [];
  const roles = [
    ...(workload.kind === 'function' ? [keyOfField(workload.role), workload.id] : []),
    ...tasks.map(({ role }) => keyOfField(role)),
  ];
  return {
    tasks,
    grants: roles.map((role) => parts.grantsByRole.of.get(role ?? '') ?? NONE),
    mentions: [...workload.mentions, ...tasks.flatMap((task) => task.mentions)].map((mention) => ({
      at: mention.at,
      to: mentioned(mention, parts.workloads),
    })),
    mappingHasDestination: parts.mappingHasDestination,
  };
}

const NONE: readonly Grant[] = [];

function findUses(workload: Workload, sources: Sources): readonly Use[] {
  const found = new Map<string, Use>();
  const add = (use: Use) => {
    const key = keyOfUse(use.to);
    if (!found.has(key)) found.set(key, use);
  };
  for (const { at, to } of sources.mentions) {
    if (to && !(to.kind === 'workload' && to.id === workload.id)) add({ to, by: 'environment', at });
  }
  if (workload.kind === 'function' && workload.insights)
    add({ to: { kind: 'service', name: 'logs' }, by: 'layer', at: workload.insights });
  for (const { prefix, caller, at } of sources.grants.flat()) {
    if (workload.kind === 'function' && isLambdas(caller, workload, sources)) continue;
    const name = SERVICE_OF_ACTION[prefix] ?? prefix;
    if (prefix !== 'logs' && ENDPOINT_PREFIXES.has(prefix))
      add({ to: { kind: 'service', name }, by: 'policy', at });
  }
  return [...found.values()];
}

function keyOfUse(to: Use['to'] | undefined): string {
  return to ? `${to.kind} ${to.kind === 'workload' ? to.id : to.name}` : '';
}

/**
 * Lambda itself delivers to destinations and reads from event sources, so such a permission does not show that the
 * function does. SAM has its own property names for these.
 */
function isLambdas(caller: Caller, workload: Workload, { mappingHasDestination }: Sources): boolean {
  if (caller !== 'lambda-delivering') return caller === 'lambda';
  return (workload.kind === 'function' && workload.hasDestination) || mappingHasDestination;
}

function mentioned({ id, type }: PolicyReference, workloads: Network['workloads']): Use['to'] | undefined {
  const workload = workloads.get(id);
  if (workload) return ANSWERS.has(workload.kind) ? { kind: 'workload', id } : undefined;
  const name = SERVICE_OF_TYPE[type];
  return name === undefined ? undefined : { kind: 'service', name };
}

/**
 * Action prefixes that show calls to the service's endpoint. Permissions for EC2, IAM, X-Ray and the like are granted
 * for what Lambda does on behalf of the function.
 */
const ENDPOINT_PREFIXES: ReadonlySet<string> = new Set([
  's3',
  'dynamodb',
  'sqs',
  'sns',
  'secretsmanager',
  'ses',
  'ssm',
  'kms',
  'kinesis',
  'firehose',
  'states',
  'sync-states',
  'events',
  'lambda',
  'logs.read',
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
  'rds',
  'rds-data',
  'bedrock',
  'bedrock-agent-runtime',
  'bedrock-runtime',
  'eks',
  'cognito-idp',
  'redshift-data',
  'execute-api',
  'cloudfront',
  'cloudwatch',
  'cloudformation',
  'codecommit',
  'codepipeline',
  'codedeploy',
  'ce',
  'organizations',
  'polly',
  'transcribe',
  'scheduler',
  'route53',
  'elasticmapreduce',
  'appconfigdata',
  'iot.data',
  'sagemaker.api',
  'sagemaker.runtime',
]);
