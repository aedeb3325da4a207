import { globProblem } from '../../glob.ts';
import { entriesOf, entryAt, itemsOrNode, type Node, resolved } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import {
  EXPECTATIONS,
  type Expectation,
  type Glob,
  type NetworkTest,
  type PartyPattern,
  type Suite,
} from '../suite.ts';
import { partiesText } from './patternText.ts';
import { type ReportMistake, readCarriers, readParties, textOf, unknownKeyText } from './readParties.ts';

const SUITE_KEYS = ['template', 'tiers', 'tests'];
const TEST_KEYS = ['title', 'reason', 'from', 'to', 'port', 'protocol', 'ipv6', 'expect', 'through'];
const PROTOCOLS = ['tcp', 'udp', 'icmp'] as const;

/** More than anyone writes; whatever exceeds it is reported. */
const MOST_TESTS = 1000;

/** Reads tests as far as they can be understood. `namesTemplate`: whether `template` can say which files are tested. */
export function readSuite(node: Node | undefined, report: ReportMistake, namesTemplate: boolean): Suite {
  const root = resolved(node);
  const keys = namesTemplate ? SUITE_KEYS : SUITE_KEYS.slice(1);
  if (root?.kind !== 'mapping') {
    report(root ?? { start: 0, end: 0 }, 'Network tests are a mapping with the key tests.');
    return { templates: undefined, tiers: new Map(), tests: [] };
  }
  refuseOthers(root, keys, report);
  const tests = entryAt(root, 'tests');
  if (!tests) report(root.entries[0]?.key ?? root, 'The key tests is missing.');
  const template = namesTemplate ? entryAt(root, 'template')?.value : undefined;
  return {
    templates: template && readTemplates(template, report),
    tiers: readTiers(entryAt(root, 'tiers')?.value, report),
    tests: tests ? readTests(tests.value, report) : [],
  };
}

/** Test files are in the folder of the files that they test, so that each is found from the other. */
function readTemplates(node: Node, report: ReportMistake): readonly Glob[] {
  return itemsOrNode(node).flatMap((item): Glob[] => {
    const text = textOf(item);
    const problem = text === undefined ? undefined : globProblem(text);
    if (text === undefined) report(item, 'template must be the name of a file: "network.yaml".');
    else if (text.includes('/'))
      report(item, `${text} is in another folder; tests are beside their template.`, true);
    else if (problem !== undefined) report(item, `The glob ${text.slice(0, 100)} ${problem}.`, true);
    else return [{ text, at: item }];
    return [];
  });
}

function readTiers(
  node: Node | undefined,
  report: ReportMistake,
): ReadonlyMap<string, readonly PartyPattern[]> {
  if (node && resolved(node)?.kind !== 'mapping')
    report(node, 'tiers must be a mapping of names: {app: {tags: {tier: app}}}.');
  return new Map(
    entriesOf(node).map(({ key, value }) => [key.text, readParties(key.text, value, report)] as const),
  );
}

function readTests(node: Node, report: ReportMistake): readonly NetworkTest[] {
  const list = resolved(node);
  if (list?.kind !== 'sequence') {
    report(node, 'tests must be a list.');
    return [];
  }
  const beyond = list.items[MOST_TESTS];
  if (beyond) report(beyond, `There are more than ${MOST_TESTS} tests; the others are ignored.`, true);
  return list.items.slice(0, MOST_TESTS).flatMap((item) => readTest(item, report) ?? []);
}

function readTest(node: Node, report: ReportMistake): NetworkTest | undefined {
  const test = resolved(node);
  if (test?.kind !== 'mapping') {
    report(node, 'A test must be a mapping with from, to and expect.');
    return undefined;
  }
  refuseOthers(test, TEST_KEYS, report);
  const at = (key: string) => entryAt(test, key)?.value;
  const place = at('title') ?? test.entries[0]?.key ?? test;
  const missing = ['from', 'to', 'expect'].filter((key) => !at(key));
  if (missing.length > 0) {
    const are = missing.length === 1 ? 'is' : 'are';
    report(place, `${listed(missing)} ${are} missing.`);
    return undefined;
  }
  let isWhole = true;
  const strictly: ReportMistake = (...problem) => {
    isWhole = false;
    report(...problem);
  };
  const expect = readExpectation(at('expect')!, strictly);
  const from = readParties('from', at('from')!, strictly);
  const to = readParties('to', at('to')!, strictly);
  const protocol = readProtocol(at('protocol'), strictly);
  const ports = readPorts(at('port'), strictly);
  if (protocol === 'icmp' && at('port')) strictly(at('port')!, 'A ping has no port.', true);
  const ipv6 = readFlag('ipv6', at('ipv6'), strictly);
  const through = at('through');
  const isThrough = expect === 'only-through';
  if (isThrough && !through) strictly(place, 'through is missing: what every way must lead through.', true);
  if (!isThrough && through) strictly(through, 'through is for expect: only-through.', true);
  const carriers = isThrough && through ? readCarriers(through, strictly) : [];
  const title = readText('title', at('title'), strictly);
  const reason = readText('reason', at('reason'), strictly);
  // A test that is understood in part tests something else.
  if (!isWhole || !expect) return undefined;
  const words = title ?? `${partiesText(from)} → ${partiesText(to)}: ${expect}`;
  return { title: words, reason, at: place, expect, from, to, through: carriers, protocol, ports, ipv6 };
}

function readExpectation(node: Node, report: ReportMistake): Expectation | undefined {
  const text = textOf(node);
  const found = EXPECTATIONS.find((one) => one === text);
  if (!found) report(node, `expect must be one of ${EXPECTATIONS.join(', ')}.`);
  return found;
}

function readProtocol(node: Node | undefined, report: ReportMistake): NetworkTest['protocol'] {
  if (!node) return 'tcp';
  const text = textOf(node);
  const found = PROTOCOLS.find((one) => one === text);
  if (!found) report(node, `protocol must be one of ${PROTOCOLS.join(', ')}.`);
  return found ?? 'tcp';
}

function readPorts(node: Node | undefined, report: ReportMistake): readonly number[] {
  if (!node) return [];
  const items = itemsOrNode(node);
  if (items.length === 0) report(node, 'port has no number.');
  return items.flatMap((item) => {
    const one = resolved(item);
    const value = one?.kind === 'scalar' ? one.value : undefined;
    const isPort = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535;
    if (!isPort) report(item, 'port must be a number from 0 to 65535, or a list of them.');
    return isPort ? [value] : [];
  });
}

function readFlag(name: string, node: Node | undefined, report: ReportMistake): boolean {
  const value = resolved(node);
  if (!node) return false;
  if (value?.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
  report(node, `${name} must be true or false.`);
  return false;
}

function readText(name: string, node: Node | undefined, report: ReportMistake): string | undefined {
  const value = resolved(node);
  if (!node) return undefined;
  if (value?.kind === 'scalar' && value.text !== '') return value.text;
  report(node, `${name} must be a text.`);
  return undefined;
}

/** Reports each key of a mapping that it cannot have. */
function refuseOthers(
  node: Node & { kind: 'mapping' },
  known: readonly string[],
  report: ReportMistake,
): void {
  for (const { key } of entriesOf(node)) {
    if (!known.includes(key.text)) report(key, unknownKeyText(key.text, known));
  }
}
