import { stringify } from 'yaml';
import type { Analysis } from '../analysis.ts';
import { sendersOf } from '../features/codeLens/reachLenses.ts';
import { baseName } from '../fileKind.ts';
import { hasIpv6Subnets } from '../network/lookup.ts';
import { portsOf } from '../reach/locations/port.ts';
import type { Verdict } from '../reach/question.ts';
import { capitalized } from '../wording/clause.ts';
import { listed } from '../wording/listed.ts';
import { askTest, type PairQuestion } from './evaluate/ask.ts';
import { sourcesBeside } from './evaluate/others.ts';
import { candidates } from './evaluate/parties.ts';
import { scenesOf, type TestScene } from './evaluate/scene.ts';
import type { Expectation } from './suite.ts';

/** A test as it is written down. */
interface RecordedTest {
  readonly title: string;
  readonly from: string | readonly string[];
  readonly to: string;
  readonly port?: number | readonly number[];
  readonly expect: Expectation;
}

/**
 * A test file of what holds in every scenario of a file: which sources reach each destination, that no others do, and
 * which services each source reaches. What is unknown is omitted. Undefined if nothing is certain.
 */
export function recordTests(analysis: Analysis): string | undefined {
  const scenes = scenesOf(analysis, { tiers: new Map() });
  const destinations = new Set(scenes.flatMap(({ network }) => candidates('to', network)));
  const tests = [
    ...[...destinations].flatMap((to) => testsOfDestination(to, scenes)),
    ...testsOfServices(analysis, scenes),
  ];
  if (tests.length === 0) return undefined;
  const head = `# What holds in ${baseName(analysis.fileName)} today. Keep the tests that say what must hold, and delete the others.\n`;
  return head + stringify({ tests }, { lineWidth: 0 });
}

function testsOfDestination(to: string, scenes: readonly TestScene[]): readonly RecordedTest[] {
  const ports = knownPorts(to, scenes);
  const sources = new Set(scenes.flatMap((scene) => ['internet', ...sourcesBeside(new Set(), scene)]));
  const heard = [...sources]
    .filter((from) => from !== to)
    .map((from) => ({ from, verdicts: verdictsOf(from, to, ports, scenes) }));
  const asked = heard.filter(({ verdicts }) => verdicts.all.length > 0);
  if (asked.length === 0) return [];
  const named = ports.length === 0 ? {} : { port: ports.length === 1 ? ports[0]! : ports };
  const arriving = asked.filter(({ verdicts }) => verdicts.ipv4.every((one) => one === 'reachable'));
  const allowed = asked.filter(({ verdicts }) => verdicts.all.some((one) => one !== 'blocked'));
  const sure = arriving.filter(({ verdicts }) => verdicts.ipv4.length > 0).map(({ from }) => from);
  const maybe = allowed.map(({ from }) => from);
  const tests: RecordedTest[] = [];
  if (sure.length > 0)
    tests.push({
      title: `${namesText(sure, 'reach')} ${to}`,
      from: oneOrMany(sure),
      to,
      ...named,
      expect: 'reachable',
    });
  if (maybe.length === 0)
    tests.push({ title: `Nothing reaches ${to}`, from: ['internet', '*'], to, ...named, expect: 'blocked' });
  else if (maybe.length < asked.length)
    tests.push({
      title: `Nothing but ${namesText(maybe)} reaches ${to}`,
      from: oneOrMany(maybe),
      to,
      ...named,
      expect: 'only-from',
    });
  return tests;
}

function testsOfServices(analysis: Analysis, scenes: readonly TestScene[]): readonly RecordedTest[] {
  const senders = sendersOf(analysis);
  const isOfFile = (name: string) =>
    scenes.some(({ network }) => network.workloads.has(name) || network.publicEndpoints.has(name));
  const targets = new Set([...senders.values()].flatMap((sender) => [...sender.targets]));
  return [...targets]
    .filter((to) => !isOfFile(to))
    .flatMap((to): RecordedTest[] => {
      const wanting = [...senders].filter(([, sender]) => sender.targets.has(to));
      const heard = wanting.map(([from]) => ({ from, ...verdictsOf(from, to, [], scenes) }));
      const those = (verdict: Verdict, family: 'ipv4' | 'all') =>
        heard.flatMap((one) =>
          one[family].length > 0 && one[family].every((own) => own === verdict) ? [one.from] : [],
        );
      const [open, closed] = [those('reachable', 'ipv4'), those('blocked', 'all')];
      const name = to === 'internet' ? 'the internet' : to;
      return [
        ...(open.length > 0
          ? [
              {
                title: `${namesText(open, 'reach')} ${name}`,
                from: oneOrMany(open),
                to,
                expect: 'reachable' as const,
              },
            ]
          : []),
        ...(closed.length > 0
          ? [
              {
                title: `${namesText(closed, 'do not reach')} ${name}`,
                from: oneOrMany(closed),
                to,
                expect: 'blocked' as const,
              },
            ]
          : []),
      ];
    });
}

interface Verdicts {
  readonly all: readonly Verdict[];
  /** The verdicts of the questions that name no family. */
  readonly ipv4: readonly Verdict[];
}

function verdictsOf(
  from: string,
  to: string,
  ports: readonly number[],
  scenes: readonly TestScene[],
): Verdicts {
  const askedOf = (ipv6: boolean) =>
    scenes.flatMap((scene) =>
      (ports.length > 0 ? ports : [undefined]).flatMap((port): Verdict[] => {
        const asking: PairQuestion = { protocol: 'tcp', port, ipv6 };
        const asked = askTest(from, to, asking, scene);
        return asked ? [asked.answer.verdict] : [];
      }),
    );
  const hasIpv6 = scenes.some(({ network }) => hasIpv6Subnets(network));
  const ipv4 = askedOf(false);
  return { ipv4, all: hasIpv6 ? [...ipv4, ...askedOf(true)] : ipv4 };
}

/** The ports that the destination certainly listens on. */
function knownPorts(to: string, scenes: readonly TestScene[]): readonly number[] {
  const ports = scenes.flatMap(({ network }) =>
    portsOf(to, network).flatMap((port) => (port.kind === 'known' ? [port.value] : [])),
  );
  return [...new Set(ports)];
}

function oneOrMany(names: readonly string[]): string | readonly string[] {
  return names.length === 1 ? names[0]! : names;
}

/** "AppFunction reaches", "A and B reach"; without a verb the names alone. */
function namesText(names: readonly string[], verb?: 'reach' | 'do not reach'): string {
  const words = listed(
    names.map((name) => (name === 'internet' ? 'the internet' : name)),
    3,
  );
  if (verb === undefined) return words;
  const own = names.length > 1 ? verb : verb === 'reach' ? 'reaches' : 'does not reach';
  return `${names[0] === 'internet' ? capitalized(words) : words} ${own}`;
}
