// Writes docs/rules/ from the rules and their fixtures, and the schemas of vpc-lens.json and of Zappa's settings: npm run
// docs. What a page shows has been run.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { FACTS } from '../server/src/aws/facts.ts';
import { remediesOf } from '../server/src/languageService.ts';
import type { Rule } from '../server/src/rules/defineRule.ts';
import type { Finding } from '../server/src/rules/engine/runRules.ts';
import { rules } from '../server/src/rules/index.ts';
import type { Format } from '../server/src/syntax/tree.ts';
import { firstLineOf, underline } from '../test/fixture.ts';
import { analysisOf, findingsIn, fixturesOf, type RuleFixture } from '../test/rules/ruleFixtures.ts';
import { SCHEMA_FILE, settingsSchema } from './settingsSchema.ts';
import { ZAPPA_SCHEMA_FILES, zappaSchema } from './zappaSchema.ts';

export const FOLDER = new URL('./rules/', import.meta.url);

/** Prose is wrapped for terminals; code is not. */
const WIDTH = 100;

const KINDS = {
  template: 'CloudFormation and SAM templates',
  zappa: 'Zappa settings',
  inventory: 'inventories',
} as const;

if (import.meta.main) {
  const pages = allPages();
  mkdirSync(FOLDER, { recursive: true });
  for (const file of readdirSync(FOLDER)) {
    if (file.endsWith('.md') && !pages.has(file)) rmSync(new URL(file, FOLDER));
  }
  for (const [file, text] of pages) writeFileSync(new URL(file, FOLDER), text);
  writeFileSync(SCHEMA_FILE, settingsSchema());
  for (const format of ['json', 'yaml'] as const)
    writeFileSync(ZAPPA_SCHEMA_FILES[format], zappaSchema(format));
  console.log(`${pages.size} pages in docs/rules/, and the schemas of vpc-lens.json and of Zappa's settings`);
}

/** Every page by its file's name, the index among them. */
export function allPages(): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', indexPage()],
    ...rules.map((rule) => [`${rule.id}.md`, pageOf(rule)] as const),
  ]);
}

function pageOf(rule: Rule): string {
  const fixtures = fixturesOf(rule);
  const bad = firstOf(fixtures);
  const mended = bad && mendedOf(bad, fixtures);
  const fixes = fixTitles(rule, fixtures);
  const hasComments = fixtures.length === 0 || fixtures.some(({ format }) => format !== 'json');
  return join(
    `# ${rule.title}`,
    `\`${rule.id}\` · ${rule.severity} · ${rule.profile} profile · ${rule.appliesTo.map((kind) => KINDS[kind]).join(', ')}`,
    wrap(rule.why),
    bad && `## Example\n\n${codeBlock(bad.format, marked(bad))}`,
    bad && beside(bad),
    mended && `Mended:\n\n${codeBlock(mended.format, mended.text)}`,
    fixes.length > 0 && `## Quick fixes\n\n${fixes.map((fix) => wrap(`- ${fix}`)).join('\n')}`,
    `## Sources\n\n${sources(rule).join('\n')}`,
    rule.id !== 'suppression-unused' && `## Silencing it\n\n${silencing(rule, hasComments)}`,
  );
}

/** The first bad fixture in the format that most people write. */
function firstOf(fixtures: readonly RuleFixture[]): RuleFixture | undefined {
  const bad = fixtures.filter(({ verdict }) => verdict === 'bad');
  const kind = bad[0]?.rule.appliesTo[0];
  const format: Format = kind === 'zappa' ? 'json' : 'yaml';
  return bad.find((one) => one.kind === kind && one.format === format) ?? bad[0];
}

/** The bad file after its fixes; where it has no preferred ones, the good file of the same name, or the first. */
function mendedOf(bad: RuleFixture, fixtures: readonly RuleFixture[]) {
  const { format, kind, fixture, twin } = bad;
  if (existsSync(twin)) return { format, text: readFileSync(twin, 'utf8').replaceAll('\r\n', '\n') };
  const good = fixtures.filter((one) => one.verdict === 'good' && one.format === format && one.kind === kind);
  const named = good.find((one) => one.fixture.name === fixture.name.replace('/bad-', '/good-'));
  const text = (named ?? good[0])?.fixture.text;
  return text === undefined ? undefined : { format, text };
}

/** Files that the example needs beside it. */
function beside({ fixture }: RuleFixture): string | undefined {
  const files = [...fixture.beside].map(([name, text]) => `- \`${name}\`${text ? `: \`${text}\`` : ''}`);
  return files.length > 0 ? `In the same folder:\n\n${files.join('\n')}` : undefined;
}

/** The text of a fixture with what is found in it under its lines. */
function marked(one: RuleFixture): string {
  const { text } = one.fixture;
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const marks = new Map<number, string[]>();
  for (const finding of findingsIn(one, analysisOf(one, text))) {
    const place = firstLineOf(finding.at, text);
    const line = underline(place, one.format === 'json' ? '//' : '#', said(finding, one.rule));
    marks.set(place.line, [...(marks.get(place.line) ?? []), line]);
  }
  return lines.flatMap((line, i) => [line, ...(marks.get(i) ?? [])]).join('\n');
}

function said({ rule, severity, message }: Finding, shown: Rule): string {
  return rule === shown && severity === rule.severity ? message : `${rule.id}, ${severity}: ${message}`;
}

/** One fix of each kind that the fixtures bring about: titles that differ in names and numbers alone are one kind. */
function fixTitles(rule: Rule, fixtures: readonly RuleFixture[]): readonly string[] {
  const byKind = new Map<string, string>();
  for (const one of fixtures) {
    const analysis = analysisOf(one, one.fixture.text);
    for (const finding of findingsIn(one, analysis)) {
      const remedies = remediesOf(analysis, finding).map(({ title, commands }) => ({
        title: `Copy the AWS command${commands.length > 1 ? 's' : ''}: ${title}`,
        preferred: false,
      }));
      for (const { title, preferred } of finding.rule === rule ? [...finding.fixes, ...remedies] : []) {
        const kind = title.replace(/"[^"]*"|[^ ]*[0-9./:-][^ ]*/g, '…');
        if (!byKind.has(kind)) byKind.set(kind, `${title}${preferred ? ' (also with “fix all”)' : ''}`);
      }
    }
  }
  return [...byKind.values()];
}

/** Pages as links, places in Zappa's source, and what the facts say. */
function sources({ id, sources, cfnLint }: Rule): readonly string[] {
  const isLink = (source: string) => source.startsWith('https://');
  const isFact = (source: string) => /^[A-Z]+-?[0-9]+$/.test(source);
  const facts = sources.filter(isFact);
  return [
    ...sources.filter(isLink).map((source) => `- <${source}>`),
    ...sources.filter((source) => !isLink(source) && !isFact(source)).map((source) => `- ${source}`),
    ...facts.map((fact) => indented(wrap(`- ${fact}: ${saysOf(fact, id)}`))),
    ...(cfnLint === undefined ? [] : [`- cfn-lint finds the same as ${cfnLint}`]),
  ];
}

/** What a fact says. A rule that names one which is not there gets no page. */
function saysOf(fact: string, rule: string): string {
  const found = FACTS[fact];
  if (!found)
    throw new Error(
      `The rule ${rule} names ${fact} as a source, which is neither in aws/facts.ts nor in aws/catalogueFacts.ts.`,
    );
  return found.says;
}

/** A list item of several lines. */
function indented(item: string): string {
  return item.replaceAll('\n', '\n  ');
}

/** `hasComments` where the rule finds something in a format that has comments. */
function silencing({ id, appliesTo }: Pick<Rule, 'id' | 'appliesTo'>, hasComments: boolean): string {
  const ways = [
    ...(hasComments
      ? [
          `- one line: \`# vpc-lens-disable-next-line ${id}\` above it, in YAML and TOML`,
          `- one file: \`# vpc-lens-disable ${id}\` anywhere in it, in YAML and TOML`,
        ]
      : []),
    ...(appliesTo.includes('template')
      ? [`- one resource, or a whole template: \`Metadata: { vpc-lens: { ignore: [${id}] } }\``]
      : []),
    `- a project: \`{ "rules": { "${id}": "off" } }\` in \`vpc-lens.json\``,
    `- one run: \`vpc-lens check --rule ${id}=off\``,
  ];
  return ways.join('\n');
}

function indexPage(): string {
  const areas = [...new Set(rules.map(({ area }) => area))];
  const strict = rules.filter(({ profile }) => profile === 'strict');
  return join(
    '# Rules',
    wrap(
      'Severity says what happens. error: AWS or Zappa rejects it. warning: it deploys and then does not work, or is open to the world. info: it works and costs or is fragile. hint: style.',
    ),
    ...areas.map((area) => `## ${headingOf(area)}\n\n${table(rules.filter((rule) => rule.area === area))}`),
    '## Profiles',
    [
      `- recommended: ${strict.length === 0 ? 'every rule' : 'every rule but the strict ones'}`,
      `- strict: ${strict.length === 0 ? 'as yet the same' : `also ${strict.map(linkTo).join(', ')}`}`,
      '- errors: of the recommended rules the findings that are errors',
    ].join('\n'),
    `## Silencing\n\nWith a rule's id in place of ID:\n\n${silencing({ id: 'ID', appliesTo: ['template'] }, true)}`,
  );
}

function headingOf(area: Rule['area']): string {
  return `${area.charAt(0).toUpperCase()}${area.slice(1)}`.replaceAll('-', ' ').replace('acls', 'ACLs');
}

/** Columns padded, so that it reads as a table in a terminal too. */
function table(listed: readonly Rule[]): string {
  const rows = [
    ['rule', 'severity', 'profile', 'finds'],
    ...listed.map((rule) => [linkTo(rule), rule.severity, rule.profile, rule.title]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const [head, ...body] = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`,
  );
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body].join('\n');
}

function linkTo({ id }: Rule): string {
  return `[${id}](${id}.md)`;
}

function codeBlock(format: Format, text: string): string {
  return `\`\`\`${format === 'json' ? 'jsonc' : format}\n${text.trimEnd()}\n\`\`\``;
}

function wrap(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

function join(...parts: readonly (string | false | undefined)[]): string {
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}
