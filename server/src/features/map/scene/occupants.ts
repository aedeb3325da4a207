import type { DiagramIcon } from '../../../diagram/icons.ts';
import { shortened } from '../../../diagram/textWidth.ts';
import { kindNoun } from '../../../network/workloadKinds.ts';
import type { NetworkMap } from '../networkMap.ts';
import type { NameOf, VpcMap, WorkloadMap } from './parts.ts';

/** What is drawn in subnets: a workload, a NAT gateway, or several workloads folded into one. */
export interface Occupant {
  readonly key: string;
  readonly id: string | null;
  readonly icon: DiagramIcon;
  readonly title: string;
  readonly noun: string;
  /** Ids of subnets; it has a foot in each. */
  readonly feet: readonly string[];
  readonly members: readonly string[];
  readonly about: readonly string[];
  /** Facts for somebody who does not see the picture. */
  readonly facts: readonly string[];
}

type Kind = WorkloadMap['kind'];

/** With more of a kind in the same subnets, they are folded into one. */
const MOST_ALIKE = 6;

/**
 * Everything that has a place in a subnet, and what has none, by VPC or elsewhere. Workloads of one kind in the same subnets are
 * counted where they are many, unless their key is `unfolded`. `cellOf` names the part of the picture that a subnet is in: subnets
 * of a folded tier are the same.
 */
export function occupantsOf(
  workloads: readonly WorkloadMap[],
  unfolded: ReadonlySet<string>,
  cellOf: (subnet: string) => string,
): readonly Occupant[] {
  const alike = new Map<string, WorkloadMap[]>();
  for (const one of workloads) {
    const key = `${one.kind} in ${[...new Set(one.subnets.map(cellOf))].join(' ')}`;
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  return [...alike].flatMap(([key, all]) =>
    all.length > MOST_ALIKE && !unfolded.has(key) ? [foldedInto(key, all)] : all.map(occupantOf),
  );
}

function occupantOf(workload: WorkloadMap): Occupant {
  const { id, kind, subnets, groups, ports } = workload;
  const targets = shownTargets(workload);
  const listens = ports.flatMap(({ port }) => (port === null ? [] : [String(port)]));
  return {
    key: id,
    id,
    icon: ICON_OF[kind],
    title: shortened(id),
    noun: nounOf(kind, targets.ids),
    feet: subnets,
    members: [],
    about: [...groups, ...targets.groups, ...targets.listeners],
    facts: [
      ...(listens.length > 0 ? [`listens on ${listens.join(', ')}`] : []),
      // The default group is said in words.
      ...groups.map((name) => (name.includes(' ') ? name : `security group ${name}`)),
    ],
  };
}

function foldedInto(key: string, all: readonly WorkloadMap[]): Occupant {
  const { kind } = all[0]!;
  return {
    key,
    id: null,
    icon: ICON_OF[kind],
    title: `${all.length} ${pluralOf(kindNoun(kind))}`,
    noun: '',
    feet: [...new Set(all.flatMap(({ subnets }) => subnets))],
    members: all.map(({ id }) => id),
    about: [...new Set(all.flatMap(({ groups }) => groups))],
    facts: ['folded'],
  };
}

/** A load balancer is said with what it sends to. */
function nounOf(kind: Kind, targets: readonly string[]): string {
  const noun = kindNoun(kind);
  if (targets.length === 0) return noun;
  const more = targets.length > MOST_NAMES ? ` and ${targets.length - MOST_NAMES} more` : '';
  return `${noun} → ${targets.slice(0, MOST_NAMES).map(shortened).join(', ')}${more}`;
}

/** Targets that are named. */
const MOST_NAMES = 2;

/** The ids behind a load balancer, with those of its listeners and target groups. */
export function shownTargets(workload: WorkloadMap): {
  readonly ids: readonly string[];
  readonly groups: readonly string[];
  readonly listeners: readonly string[];
} {
  const listeners = workload.listeners ?? [];
  const groups = listeners.flatMap(({ targetGroups }) => targetGroups);
  return {
    // A target that is known only after deployment is listed in words and has no name.
    ids: [...new Set(groups.flatMap(({ targets }) => targets ?? []))].filter((id) => !id.includes(' ')),
    groups: [...new Set(groups.flatMap(({ id }) => id ?? []))],
    listeners: listeners.map(({ id }) => id),
  };
}

export function natOccupant(
  { id, subnet, connectivity }: VpcMap['natGateways'][number],
  nameOf: NameOf,
): Occupant {
  const name = nameOf(id);
  return {
    key: id,
    id,
    icon: 'nat',
    title: shortened(name ?? id),
    noun: 'NAT gateway',
    feet: subnet === null ? [] : [subnet],
    members: [],
    about: [],
    facts: [...(name === undefined ? [] : [id]), ...(connectivity === 'private' ? ['private'] : [])],
  };
}

/** All workloads of a map, whatever VPC they are listed with: only their subnets say where they are drawn. */
export function shownWorkloads({ vpcs, elsewhere }: NetworkMap): readonly WorkloadMap[] {
  return [...vpcs.flatMap(({ workloads }) => workloads), ...elsewhere];
}

function pluralOf(noun: string): string {
  if (noun.endsWith('s')) return noun;
  return noun.endsWith('xy') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

const ICON_OF: Readonly<Record<Kind, DiagramIcon>> = {
  function: 'function',
  'load-balancer': 'balancer',
  instance: 'machine',
  'network-interface': 'card',
  'auto-scaling-group': 'machine',
  'container-service': 'container',
  'kubernetes-cluster': 'container',
  'node-group': 'machine',
  database: 'database',
  'database-proxy': 'database',
  cache: 'cache',
  warehouse: 'database',
  'search-domain': 'database',
  broker: 'queue',
  'replication-instance': 'database',
  'mount-target': 'files',
  'resolver-endpoint': 'endpoint',
  'instance-connect-endpoint': 'endpoint',
  'build-project': 'container',
  canary: 'function',
  'airflow-environment': 'container',
  'compute-environment': 'container',
  'vpc-connector': 'card',
  'glue-connection': 'card',
  'client-vpn-endpoint': 'gateway',
  'file-share': 'files',
  notebook: 'machine',
  'managed-application': 'container',
  'emr-cluster': 'machine',
  'desktop-fleet': 'machine',
  'transfer-server': 'files',
  directory: 'machine',
  'managed-endpoint': 'endpoint',
};
