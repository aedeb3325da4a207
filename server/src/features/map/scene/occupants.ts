import type { DiagramIcon } from '../../../diagram/icons.ts';
import { shortened } from '../../../diagram/textWidth.ts';
import { addTo } from '../../../multimap.ts';
import { kindNoun } from '../../../network/workloadKinds.ts';
import type { NetworkMap } from '../networkMap.ts';
import type { NameOf, VpcMap, WorkloadMap } from './parts.ts';

/** A box in subnets: a workload, a NAT gateway, or several folded workloads. */
export interface Occupant {
  readonly key: string;
  readonly id: string | null;
  readonly icon: DiagramIcon;
  /** The whole name, for where there is room. */
  readonly name: string;
  readonly title: string;
  readonly noun: string;
  /** The ids of its subnets; it is drawn in each. */
  readonly feet: readonly string[];
  readonly members: readonly string[];
  readonly about: readonly string[];
  /** Facts for the text outline. */
  readonly facts: readonly string[];
}

type Kind = WorkloadMap['kind'];

/** More workloads of a kind than these in the same subnets are folded into one box. */
const MOST_ALIKE = 6;

/**
 * All workloads and NAT gateways in subnets, and those without a subnet, by VPC or elsewhere. Many workloads of one
 * kind in the same subnets are folded, unless their key is in `unfolded`. `cellOf` returns the cell of a subnet;
 * subnets of a folded tier share one.
 */
export function occupantsOf(
  workloads: readonly WorkloadMap[],
  unfolded: ReadonlySet<string>,
  cellOf: (subnet: string) => string,
): readonly Occupant[] {
  const alike = new Map<string, WorkloadMap[]>();
  for (const one of workloads) {
    const key = `${one.kind} in ${[...new Set(one.subnets.map(cellOf))].join(' ')}`;
    addTo(alike, key, one);
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
    name: id,
    title: shortened(id),
    noun: nounOf(kind, targets.ids),
    feet: subnets,
    members: [],
    about: [...groups, ...targets.groups, ...targets.listeners],
    facts: [
      ...(listens.length > 0 ? [`listens on ${listens.join(', ')}`] : []),
      // The default group is described in words.
      ...groups.map((name) => (name.includes(' ') ? name : `security group ${name}`)),
    ],
  };
}

function foldedInto(key: string, all: readonly WorkloadMap[]): Occupant {
  const { kind } = all[0]!;
  const title = `${all.length} ${pluralOf(kindNoun(kind))}`;
  return {
    key,
    id: null,
    icon: ICON_OF[kind],
    name: title,
    title,
    noun: '',
    feet: [...new Set(all.flatMap(({ subnets }) => subnets))],
    members: all.map(({ id }) => id),
    about: [...new Set(all.flatMap(({ groups }) => groups))],
    facts: ['folded'],
  };
}

/** The noun of a load balancer includes its targets. */
function nounOf(kind: Kind, targets: readonly string[]): string {
  const noun = kindNoun(kind);
  if (targets.length === 0) return noun;
  const more = targets.length > MOST_NAMES ? ` and ${targets.length - MOST_NAMES} more` : '';
  return `${noun} → ${targets.slice(0, MOST_NAMES).map(shortened).join(', ')}${more}`;
}

/** The number of targets that are listed by name. */
const MOST_NAMES = 2;

/** The ids of a load balancer's targets, and those of its listeners and target groups. */
function shownTargets(workload: WorkloadMap): {
  readonly ids: readonly string[];
  readonly groups: readonly string[];
  readonly listeners: readonly string[];
} {
  const listeners = workload.listeners ?? [];
  const groups = listeners.flatMap(({ targetGroups }) => targetGroups);
  return {
    // A target that is known only at deployment is described in words and has no id.
    ids: [...new Set(groups.flatMap(({ targets }) => targets ?? []))].filter((id) => !id.includes(' ')),
    groups: [...new Set(groups.flatMap(({ id }) => id ?? []))],
    listeners: listeners.map(({ id }) => id),
  };
}

export function natOccupant(
  { id, subnet, connectivity }: VpcMap['natGateways'][number],
  nameOf: NameOf,
): Occupant {
  const named = nameOf(id);
  const name = named ?? id;
  return {
    key: id,
    id,
    icon: 'nat',
    name,
    title: shortened(name),
    noun: 'NAT gateway',
    feet: subnet === null ? [] : [subnet],
    members: [],
    about: [],
    facts: [...(named === undefined ? [] : [id]), ...(connectivity === 'private' ? ['private'] : [])],
  };
}

/** All workloads of a map, whichever VPC lists them: their subnets alone decide where they are drawn. */
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
  'instance-fleet': 'machine',
  'rotation-function': 'function',
  'device-project': 'card',
};
