import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCidr } from '../../server/src/cli/cidr/cidr.ts';
import { runReach } from '../../server/src/cli/reach.ts';
import { analyze, hover } from '../../server/src/languageService.ts';
import { lineStartsOf, positionAt } from '../../server/src/syntax/span.ts';
import { checkIn } from '../cli/commandLine.ts';
import { type AnyOf, casesOf, type ExpectedAnswer, type ExpectedFinding, type FieldCase } from './cases.ts';

// What documentation and public reports say, held against what the command line says. An expectation marked `pending` is
// not met yet, and fails as soon as it is.

/** The part of the documented answers, and of the public reports, that must be told right. */
const LEAST = 0.9;

const reach = casesOf('reach');
const reports = casesOf('reports');

for (const one of [...reach, ...reports]) {
  if (one.findings) test(`${one.title}: check`, () => holdCheck(one, one.findings!));
  for (const question of one.questions) test(nameOf(one, question), () => holdAnswer(one, question));
  if (one.fixed) test(`${one.title}: fixed`, () => holdFixed(one, one.fixed!));
  for (const expected of one.hovers)
    test(`${one.title}: hover on ${expected.on}`, () => {
      const isSaid = hoverOn(one, expected.on).includes(expected.says);
      holdPending(isSaid, expected.pending, `The hover on ${expected.on} says "${expected.says}"`);
    });
  for (const { arguments: given, blocks, missing } of one.plans)
    test(`${one.title}: cidr ${given.join(' ')}`, () => {
      const { status, stdout, stderr } = cidr(given);
      if (missing === undefined) assert.equal(JSON.parse(stdout).blocks.length, blocks);
      else {
        const said = `${missing.toLocaleString('en-US')} are missing`;
        assert.deepEqual([status, stderr.includes(said)], [1, true], stderr);
      }
    });
}

test('every case has a source, and every mark of what is pending has a kind', () => {
  for (const { group, name, source, documentation } of [...reach, ...reports]) {
    assert.ok([source].flat().length > 0 && (group === 'reach' || documentation), `${group}/${name}`);
    for (const address of [source, documentation ?? []].flat())
      assert.match(address, /^https:\/\/\S+$/, name);
  }
  for (const mark of [...reach, ...reports].flatMap(marksOf)) assert.match(mark, /^[^:]+: \S/);
});

test('nearly all documented answers and reports are told right, and what is pending is listed', (t) => {
  const answers = reach.flatMap(({ questions }) => questions);
  const agreeing = answers.filter(({ pending }) => pending === undefined);
  t.diagnostic(`reach: ${agreeing.length} of ${answers.length} documented answers agree`);
  assert.ok(agreeing.length >= answers.length * LEAST, `${agreeing.length} of ${answers.length} agree`);
  const right = reports.filter((one) => marksOf(one).length === 0);
  t.diagnostic(`reports: ${right.length} of ${reports.length} are told right`);
  assert.ok(right.length >= reports.length * LEAST, `${right.length} of ${reports.length} are right`);
  const kinds = new Map<string, string[]>();
  for (const one of [...reach, ...reports])
    for (const mark of new Set(marksOf(one).map((text) => text.split(':')[0]!)))
      kinds.set(mark, [...(kinds.get(mark) ?? []), one.name]);
  for (const [kind, names] of [...kinds].sort()) t.diagnostic(`pending, ${kind}: ${names.join(', ')}`);
});

function marksOf({ findings = [], questions, fixed, hovers }: FieldCase): readonly string[] {
  const all = [...findings, ...questions, ...(fixed ? [fixed] : []), ...hovers];
  return all.flatMap(({ pending }) => pending ?? []);
}

function nameOf(
  { title }: FieldCase,
  { from, to, port, protocol, ipv6, verdicts, never }: ExpectedAnswer,
): string {
  const traffic = [protocol, port, ipv6 && 'IPv6'].filter((word) => word !== undefined).join(' ');
  const silence = never ? `, without "${never.join('" or "')}"` : '';
  return `${title}: ${from} → ${to}${traffic && ` ${traffic}`} is ${verdicts.join(' or ')}${silence}`;
}

function holdPending(isMet: boolean, pending: string | undefined, what: string): void {
  if (pending === undefined) assert.ok(isMet, `Not so: ${what}.`);
  else assert.ok(!isMet, `Now it is so, and "pending" can go: ${what}.`);
}

function holdAnswer({ folder, file }: FieldCase, question: ExpectedAnswer): void {
  const { from, to, port, protocol = 'tcp', ipv6, verdicts, never, today, pending } = question;
  const options = { from, to, protocol, ...(port !== undefined && { port }), ...(ipv6 && { ipv6 }) };
  const ask = (format: 'text' | 'json') =>
    runReach(file, { ...options, parameter: new Map(), parameterFile: [], format }, folder);
  const { status, stdout, stderr } = ask('json');
  const answers: { verdict: string }[] = status === 2 ? [] : [JSON.parse(stdout)].flat();
  const verdict = status === 2 ? 'refused' : answers.map((answer) => answer.verdict).join(' or ');
  const text = ask('text').stdout;
  const said = never?.filter((words) => text.includes(words)) ?? [];
  const isMet = verdicts.includes(verdict) && said.length === 0;
  holdPending(isMet, pending, `${from} → ${to} is ${verdicts.join(' or ')}\n${text}${stderr}`);
  if (pending !== undefined)
    assert.equal(
      verdict,
      today,
      `Neither documented nor what "today" says: write "today": "${verdict}".\n${text}`,
    );
}

/** A finding as the JSON of `check` has it. */
interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly resource: string | null;
  readonly stage: string | null;
  readonly fixes: readonly { readonly title: string }[];
}

async function holdCheck({ folder, file }: FieldCase, findings: readonly ExpectedFinding[]): Promise<void> {
  const { stdout, stderr } = await checkIn(folder, [file, '--format', 'json']);
  assert.notEqual(stdout, '', stderr);
  const found: Found[] = JSON.parse(stdout);
  for (const expected of findings) {
    const met = found.find((one) => isMet(one, expected));
    const { pending, ...what } = expected;
    holdPending(met !== undefined, pending, `check finds ${JSON.stringify(what)}; it found ${show(found)}`);
  }
  const others = found.filter(
    (one) => !findings.some(({ pending, ...what }) => !pending && isMet(one, what)),
  );
  assert.equal(show(others), '', 'These findings are not expected.');
}

function isMet(found: Found, { rule, resource, stage, severity, says, never, neverFix }: ExpectedFinding) {
  const fixes = found.fixes.map(({ title }) => title).join('\n');
  return (
    (rule === undefined || rule === found.rule) &&
    (resource === undefined || isAny(found.resource, resource)) &&
    (stage === undefined || stage === found.stage) &&
    isAny(found.severity, severity) &&
    (says === undefined || found.message.includes(says)) &&
    !never?.some((words) => found.message.includes(words)) &&
    !neverFix?.some((words) => fixes.includes(words))
  );
}

function isAny(found: string | null, expected: AnyOf): boolean {
  return found !== null && [expected].flat().includes(found);
}

function show(found: readonly Found[]): string {
  return found
    .map(
      ({ rule, severity, resource, stage, message }) =>
        `${rule} ${severity} ${resource ?? stage}: ${message}`,
    )
    .join('\n');
}

async function holdFixed(
  { folder, file }: FieldCase,
  { never, pending }: NonNullable<FieldCase['fixed']>,
): Promise<void> {
  const { stdout } = await checkIn(folder, [file, '--fix-dry-run']);
  const isClean = !never.some((words) => stdout.includes(words));
  holdPending(isClean, pending, `the fixed file has no "${never.join('" or "')}"\n${stdout}`);
}

/** The hover's Markdown on a key of a JSON file. */
function hoverOn({ folder, file }: FieldCase, key: string): string {
  const text = readFileSync(join(folder, file), 'utf8');
  const analysis = analyze(file, text);
  assert.ok(analysis);
  const contents = hover(analysis, positionAt(lineStartsOf(text), text.indexOf(`"${key}"`) + 1))?.contents;
  assert.ok(contents && typeof contents === 'object' && 'value' in contents);
  return contents.value;
}

function cidr([block, ...options]: readonly string[]) {
  const pairs = options.flatMap((name, index) =>
    index % 2 === 0 ? [[name.slice(2), options[index + 1]] as const] : [],
  );
  return runCidr(block!, { ...Object.fromEntries(pairs), format: 'json' });
}
