import type { Analysis } from '../../analysis.ts';
import type { ReachName, ReachNames, ReachNamesParams } from '../../protocol.ts';
import { portsOf } from '../../reach/locations/port.ts';
import { offsetAt } from '../../syntax/span.ts';
import { sendersOf, titlesFrom } from '../codeLens/reachLenses.ts';
import { networksOf } from './networks.ts';

/**
 * What can be asked about, the likeliest first: what the cursor stands in, then what does not work, then what does, then
 * everything else. No sources where nothing of the file has a place in a network.
 */
export function reachNames(
  analysis: Analysis,
  { position, from }: Omit<ReachNamesParams, 'uri'> = {},
): ReachNames {
  const known = knownParties(analysis);
  if (known.size === 0) return { sources: [], destinations: [] };
  const here = position && resourceAt(analysis, position);
  const senders = [...sendersOf(analysis)].map(([id, sender]) => {
    const troubles = titlesFrom(analysis, id, sender.targets).filter(({ isTrouble }) => isTrouble);
    const { what } = known.get(id)!;
    return {
      name: { name: id, what: [what, ...troubles.map(({ to, mark }) => `${to} ${mark}`)].join(' · ') },
      rank: id === here ? 0 : troubles.length > 0 ? 1 : 2,
    };
  });
  const isSource = new Set(senders.map(({ name }) => name.name));
  return {
    sources: [
      ...senders.toSorted((a, b) => a.rank - b.rank).map(({ name }) => name),
      INTERNET,
      ...[...known.values()].filter(({ name }) => !isSource.has(name)).map(nameOf),
    ],
    destinations: destinationsOf(analysis, known, { from, here }),
  };
}

/** Those that answer, what the source is told of first. */
function destinationsOf(
  analysis: Analysis,
  known: ReadonlyMap<string, Known>,
  { from, here }: { readonly from: string | undefined; readonly here: string | undefined },
): readonly ReachName[] {
  const targets = (from !== undefined && sendersOf(analysis).get(from)?.targets) || new Set<string>();
  const titles = from === undefined ? [] : titlesFrom(analysis, from, targets);
  const answering = [...known.values()].filter(({ answers }) => answers);
  const all = new Map<string, ReachName>(
    [...answering.filter(({ sends }) => !sends).map(nameOf), INTERNET, ...SERVICES].map((one) => [
      one.name,
      one,
    ]),
  );
  for (const target of targets) if (!all.has(target)) all.set(target, { name: target, what: SERVICE });
  for (const one of answering.filter(({ sends }) => sends)) all.set(one.name, nameOf(one));
  const marks = new Map(titles.map(({ to, mark }) => [to, mark]));
  const order = [...new Set([...(here === undefined ? [] : [here]), ...titles.map(({ to }) => to)])];
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...all.values()]
    .filter(({ name }) => name !== from)
    .map((one) => {
      const mark = marks.get(one.name);
      return mark === undefined ? one : { ...one, what: `${one.what} · ${mark}` };
    })
    .toSorted((a, b) => rank(a.name) - rank(b.name));
}

interface Known extends ReachName {
  readonly sends: boolean;
  readonly answers: boolean;
}

function knownParties(analysis: Analysis): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  const senders = sendersOf(analysis);
  for (const { network } of networksOf(analysis)) {
    for (const { id, kind } of network.workloads.values()) {
      const port = portsOf(id, network).find((one) => one.kind === 'known');
      known.set(id, {
        name: id,
        what: kind.replaceAll('-', ' '),
        sends: senders.has(id),
        answers: kind !== 'function', // fact LAM-18
        ...(port?.kind === 'known' && { port: port.value }),
      });
    }
    for (const { id, type } of network.endpoints.values()) {
      if (type.kind === 'known' && type.value === 'Interface')
        known.set(id, { name: id, what: 'interface endpoint', sends: false, answers: true, port: 443 });
    }
    for (const { id, kind } of network.publicEndpoints.values())
      known.set(id, { name: id, what: PUBLIC[kind], sends: false, answers: true, port: 443 });
  }
  return known;
}

const PUBLIC = { 'function-url': 'function URL', api: 'API' } as const;

function nameOf({ name, what, port }: Known): ReachName {
  return { name, what, ...(port !== undefined && { port }) };
}

/** The resource that a place lies in; undefined outside of any, and in settings. */
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

const INTERNET: ReachName = { name: 'internet', what: 'any public address' };

const SERVICE = 'AWS service';

/** Those that people ask for most; any other can be typed. */
const SERVICES: readonly ReachName[] = [
  's3',
  'dynamodb',
  'sqs',
  'sns',
  'secretsmanager',
  'ssm',
  'lambda',
  'sts',
].map((name) => ({ name, what: SERVICE }));
