import type { Analysis } from '../../analysis.ts';
import { formatCidr } from '../../cidr/format.ts';
import type { ReachName, ReachNames, ReachNamesParams } from '../../protocol.ts';
import { portsOf } from '../../reach/locations/port.ts';
import { offsetAt } from '../../syntax/span.ts';
import { sendersOf, titlesFrom } from '../codeLens/reachLenses.ts';
import { networksOf } from './networks.ts';

/** The headings of the list, in order. */
const SECTIONS = {
  here: 'At the cursor',
  trouble: 'Not reachable, or only sometimes',
  file: 'In this file',
  internet: 'Internet',
  services: 'AWS services',
  subnets: 'Subnets',
} as const;

type Section = keyof typeof SECTIONS;

/**
 * The possible sources and destinations, most likely first: at the cursor, then failing ones, then all others. Empty if
 * nothing in the file is part of a network.
 */
export function reachNames(
  analysis: Analysis,
  { position, from }: Omit<ReachNamesParams, 'uri'> = {},
): ReachNames {
  const parties = knownParties(analysis);
  if (parties.size === 0) return { sources: [], destinations: [] };
  const here = position && resourceAt(analysis, position);
  return {
    sources: inSections(sourcesOf(analysis, parties), here),
    destinations: inSections(destinationsOf(analysis, parties, from), here).filter(
      ({ name }) => name !== from,
    ),
  };
}

/** A name with its heading. */
interface Listed extends Omit<ReachName, 'section'> {
  readonly section: Section;
}

function inSections(names: readonly Listed[], here: string | undefined): readonly ReachName[] {
  const placed = names.map((one): Listed => (one.name === here ? { ...one, section: 'here' } : one));
  const order = Object.keys(SECTIONS);
  return placed
    .toSorted((a, b) => order.indexOf(a.section) - order.indexOf(b.section))
    .map((one) => ({ ...one, section: SECTIONS[one.section] }));
}

/** Workloads that open connections come before those that can only be asked about. */
function sourcesOf(analysis: Analysis, parties: ReadonlyMap<string, Known>): readonly Listed[] {
  const senders = [...sendersOf(analysis)].map(([id, sender]): Listed => {
    const troubles = titlesFrom(analysis, id, sender.targets).filter(({ isTrouble }) => isTrouble);
    const { what } = parties.get(id)!;
    return {
      name: id,
      what: [what, ...troubles.map(({ to, mark }) => `${to} ${mark}`)].join(' · '),
      section: troubles.length > 0 ? 'trouble' : 'file',
    };
  });
  return [
    ...senders,
    ...[...parties.values()].filter(({ sends }) => !sends).map(listedOf),
    INTERNET,
    ...subnetsOf(analysis),
  ];
}

/** Workloads that accept connections; those that the source uses come first under their heading. */
function destinationsOf(
  analysis: Analysis,
  parties: ReadonlyMap<string, Known>,
  from: string | undefined,
): readonly Listed[] {
  const targets = (from !== undefined && sendersOf(analysis).get(from)?.targets) || new Set<string>();
  const titles = new Map(
    from === undefined ? [] : titlesFrom(analysis, from, targets).map((title) => [title.to, title]),
  );
  const answering = [...parties.values()].filter(({ answers }) => answers);
  const services = new Set([
    ...[...targets].filter((name) => !parties.has(name) && name !== INTERNET.name),
    ...SERVICES,
  ]);
  const all: readonly Listed[] = [
    ...answering.toSorted((a, b) => Number(a.sends) - Number(b.sends)).map(listedOf),
    INTERNET,
    ...[...services].map((name): Listed => ({ name, what: '', section: 'services' })),
    ...subnetsOf(analysis),
  ];
  const rank = ({ name }: Listed) => (titles.has(name) ? 0 : 1);
  return all
    .map((one): Listed => {
      const title = titles.get(one.name);
      if (!title) return one;
      const what = one.what === '' ? title.mark : `${one.what} · ${title.mark}`;
      return { ...one, what, section: title.isTrouble ? 'trouble' : one.section };
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

interface Known extends Omit<ReachName, 'section'> {
  readonly sends: boolean;
  readonly answers: boolean;
}

function knownParties(analysis: Analysis): ReadonlyMap<string, Known> {
  const parties = new Map<string, Known>();
  const senders = sendersOf(analysis);
  for (const { network } of networksOf(analysis)) {
    for (const workload of network.workloads.values()) {
      const { id, kind } = workload;
      const port = portsOf(id, network).find((one) => one.kind === 'known');
      parties.set(id, {
        name: id,
        what: workload.kind === 'function' && workload.stage !== null ? 'stage' : kind.replaceAll('-', ' '),
        sends: senders.has(id),
        answers: kind !== 'function', // fact LAM-18
        ...(port?.kind === 'known' && { port: port.value }),
      });
    }
    for (const { id, type } of network.endpoints.values()) {
      if (type.kind === 'known' && type.value === 'Interface')
        parties.set(id, { name: id, what: 'interface endpoint', sends: false, answers: true, port: 443 });
    }
    for (const { id, kind, port = 443 } of network.publicEndpoints.values())
      parties.set(id, { name: id, what: PUBLIC[kind], sends: false, answers: true, port });
  }
  return parties;
}

const PUBLIC = {
  'function-url': 'URL of a function',
  api: 'API',
  hosted: 'public endpoint',
  lattice: 'VPC Lattice service',
  'access-point': 'access point of S3',
} as const;

function listedOf({ name, what, port }: Known): Listed {
  return { name, what, section: 'file', ...(port !== undefined && { port }) };
}

/** The subnets with a known block. */
function subnetsOf(analysis: Analysis): readonly Listed[] {
  const subnets = new Map<string, Listed>();
  for (const { network } of networksOf(analysis)) {
    for (const { id, ipv4 } of network.subnets.values()) {
      if (ipv4.kind === 'known')
        subnets.set(id, { name: id, what: formatCidr(ipv4.value), section: 'subnets' });
    }
  }
  return [...subnets.values()];
}

/** The resource around an offset; undefined outside of any, and in settings. */
function resourceAt(
  { content, tree, lines }: Analysis,
  position: NonNullable<ReachNamesParams['position']>,
): string | undefined {
  if (content.kind !== 'template') return undefined;
  const offset = offsetAt(tree.text, lines, position);
  return [...content.template.resources.values()].find(
    ({ key, body }) => key.start <= offset && offset <= body.end,
  )?.id;
}

const INTERNET: Listed = { name: 'internet', what: 'any public address', section: 'internet' };

/** The most frequent services; any other can be typed. */
const SERVICES = ['s3', 'dynamodb', 'sqs', 'sns', 'secretsmanager', 'ssm', 'lambda', 'sts'];
