import type { Caller } from '../../aws/lambdaCalls.ts';
import { SERVICE_OF_ACTION, SERVICE_OF_TYPE } from '../../aws/services.ts';
import type { Span } from '../../syntax/span.ts';
import { byOwner, find, keyOfField, perParts } from '../lookup.ts';
import type { Network } from '../model.ts';
import type { Grant, PolicyReference, TaskDefinition, Workload } from '../workload.ts';

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
  const { parts, uses: known } = usesMade(network);
  const uses = known.get(workload.id) ?? keptUses(workload, parts);
  known.set(workload.id, uses);
  return uses;
}

const usesMade = perParts(
  ['workloads', 'taskDefinitions', 'grants', 'eventSourceMappings'],
  ({ workloads, taskDefinitions, grants, eventSourceMappings }) => ({
    parts: {
      workloads,
      taskDefinitions,
      grantsByRole: byOwner(grants, ({ to }) => to),
      mappingHasDestination: [...eventSourceMappings.values()].some(({ hasDestination }) => hasDestination),
    },
    uses: new Map<string, readonly Use[]>(),
  }),
);

type Parts = ReturnType<typeof usesMade>['parts'];

/** All that the uses of a workload follow from, besides itself. */
interface Sources {
  readonly tasks: readonly TaskDefinition[];
  /** What each of its roles may do. */
  readonly grants: readonly (readonly Grant[])[];
  readonly mentions: readonly { readonly at: Span; readonly to: Use['to'] | undefined }[];
  readonly mappingHasDestination: boolean;
}

/** The very list that was made when it followed from the same: a change of one role leaves the uses of most workloads. */
function keptUses(workload: Workload, parts: Parts): readonly Use[] {
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
    // The mentions are the workload's and its tasks' own; what they name may have changed.
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
  for (const { prefix, caller, at } of sources.grants.flat()) {
    if (workload.kind === 'function' && isLambdas(caller, workload, sources)) continue;
    const name = SERVICE_OF_ACTION[prefix] ?? prefix;
    if (name !== 'logs' && ENDPOINT_PREFIXES.has(prefix))
      add({ to: { kind: 'service', name }, by: 'policy', at });
  }
  return [...found.values()];
}

function keyOfUse(to: Use['to'] | undefined): string {
  return to ? `${to.kind} ${to.kind === 'workload' ? to.id : to.name}` : '';
}

/** Lambda delivers where the function, or what polls for it, says where to; SAM has names of its own for it. */
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
