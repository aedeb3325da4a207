// Writes docs/rules/ from the rules and their fixtures, docs/patterns.md, and the schemas of vpc-lens.json and of Zappa's
// settings: npm run docs. What a page shows has been run.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { structuredPatch } from 'diff';
import { remediesOf } from '../../server/src/languageService.ts';
import type { Rule } from '../../server/src/rules/defineRule.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Format } from '../../server/src/syntax/tree.ts';
import { analysisOf, findingsIn, fixturesOf, type RuleFixture } from '../../test/rules/ruleFixtures.ts';
import { excerptOf } from './excerpt.ts';
import { networkTestsSchema, TESTS_SCHEMA_FILE } from './networkTestsSchema.ts';
import { MAP_PICTURE, mapPicture, PATTERNS_PAGE, patternsPage } from './patternsPage.ts';
import { SCHEMA_FILE, settingsSchema } from './settingsSchema.ts';
import { sourceLinks } from './sourceLinks.ts';
import { ZAPPA_SCHEMA_FILES, zappaSchema } from './zappaSchema.ts';

export const FOLDER = new URL('../rules/', import.meta.url);

/** Prose is wrapped for terminals; code is not. */
const WIDTH = 100;

/** A longer diff shows another file rather than a fix. */
const LONGEST_DIFF = 40;

/** Of a file that is rejected. */
const NEVER =
  'Not in a file that is deployed as it is: the deployment fails. Only if another step changes the file before that.';

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
  writeFileSync(PATTERNS_PAGE, patternsPage());
  writeFileSync(MAP_PICTURE, mapPicture());
  writeFileSync(SCHEMA_FILE, settingsSchema());
  writeFileSync(TESTS_SCHEMA_FILE, networkTestsSchema());
  for (const format of ['json', 'yaml'] as const)
    writeFileSync(ZAPPA_SCHEMA_FILES[format], zappaSchema(format));
  console.log(
    `${pages.size} pages in docs/rules/, docs/patterns.md, and the schemas of vpc-lens.json, of network tests and of Zappa's settings`,
  );
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
  const diff = bad && diffOf(bad, fixtures);
  const fixes = fixTitles(rule, fixtures, bad);
  const hasComments = fixtures.length === 0 || fixtures.some(({ format }) => format !== 'json');
  return join(
    `# ${rule.title}`,
    `\`${rule.id}\` · ${rule.severity} · ${rule.profile} profile · ${rule.appliesTo.map((kind) => KINDS[kind]).join(', ')}`,
    wrap(rule.why),
    bad && `## Example\n\n${codeBlock(bad.format, excerptOf(bad))}`,
    bad && beside(bad),
    '## How to fix',
    rule.howToFix && wrap(rule.howToFix),
    fixes.length > 0 &&
      `Quick ${fixes.length > 1 ? 'fixes' : 'fix'}:\n\n${fixes.map((fix) => wrap(`- ${fix}`)).join('\n')}`,
    diff && `\`\`\`diff\n${diff}\n\`\`\``,
    `## When to ignore\n\n${wrap(rule.whenToIgnore ?? NEVER)}`,
    rule.id !== 'suppression-unused' && `To suppress it:\n\n${suppressing(rule, hasComments)}`,
    `## Sources\n\n${sources(rule).join('\n')}`,
  );
}

/** The first bad fixture in the format that most people write. */
function firstOf(fixtures: readonly RuleFixture[]): RuleFixture | undefined {
  const bad = fixtures.filter(({ verdict }) => verdict === 'bad');
  const kind = bad[0]?.rule.appliesTo[0];
  const format: Format = kind === 'zappa' ? 'json' : 'yaml';
  return bad.find((one) => one.kind === kind && one.format === format) ?? bad[0];
}

/** From the bad file to the fixed one: its twin, or else the good file of the same name. */
function diffOf({ fixture, twin }: RuleFixture, fixtures: readonly RuleFixture[]): string | undefined {
  const good = fixtures.find((one) => one.fixture.name === fixture.name.replace('/bad-', '/good-'))?.fixture
    .text;
  const fixed = existsSync(twin) ? readFileSync(twin, 'utf8') : good;
  if (fixed === undefined) return undefined;
  const [before, after] = [fixture.text, fixed].map((text) => text.replaceAll('\r\n', '\n'));
  const { hunks } = structuredPatch('', '', before!, after!, '', '', { context: 3 });
  const lines = hunks.flatMap((hunk, i) => [...(i > 0 ? ['@@'] : []), ...hunk.lines]);
  return lines.length > 0 && lines.length <= LONGEST_DIFF ? lines.join('\n') : undefined;
}

/** Files that the example needs beside it. */
function beside({ fixture }: RuleFixture): string | undefined {
  const files = [...fixture.beside].map(([name, text]) => `- \`${name}\`${text ? `: \`${text}\`` : ''}`);
  return files.length > 0 ? `In the same folder:\n\n${files.join('\n')}` : undefined;
}

/**
 * The fixes that the example has; for an example without any, one of each kind that the other fixtures bring about: titles
 * that differ in names and numbers alone are one kind.
 */
function fixTitles(
  rule: Rule,
  fixtures: readonly RuleFixture[],
  shown: RuleFixture | undefined,
): readonly string[] {
  const own = shown ? [...titlesByKind(rule, [shown]).values()] : [];
  return own.length > 0 ? own : [...titlesByKind(rule, fixtures).values()];
}

function titlesByKind(rule: Rule, fixtures: readonly RuleFixture[]): ReadonlyMap<string, string> {
  const byKind = new Map<string, string>();
  for (const one of fixtures) {
    const analysis = analysisOf(one, one.fixture.text);
    for (const finding of findingsIn(one, analysis)) {
      const remedies = remediesOf(analysis, finding).map(({ title, commands }) => ({
        title: `Copy AWS CLI command${commands.length > 1 ? 's' : ''}: ${title}`,
        preferred: false,
      }));
      for (const { title, preferred } of finding.rule === rule ? [...finding.fixes, ...remedies] : []) {
        const kind = title.replace(/"[^"]*"|[^ ]*[0-9./:-][^ ]*/g, '…');
        if (!byKind.has(kind)) byKind.set(kind, `${title}${preferred ? ' (also with “Fix all”)' : ''}`);
      }
    }
  }
  return byKind;
}

/** Pages and places in Zappa's source as links. */
function sources(rule: Rule): readonly string[] {
  return [
    ...sourceLinks(rule).map((link) => `- ${link}`),
    ...(rule.cfnLint === undefined ? [] : [`- cfn-lint reports the same as ${rule.cfnLint}`]),
  ];
}

/** `hasComments` where the rule finds something in a format that has comments. */
function suppressing({ id, appliesTo }: Pick<Rule, 'id' | 'appliesTo'>, hasComments: boolean): string {
  const ways = [
    ...(hasComments
      ? [
          `- one line: \`# vpc-lens-disable-next-line ${id}\` above it (YAML and TOML)`,
          `- one file: \`# vpc-lens-disable ${id}\` anywhere in it (YAML and TOML)`,
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
      'The severity follows from the consequence. error: AWS or Zappa rejects the file. warning: it deploys but does not work, or is open to the world. info: it works but costs money or is fragile. hint: style.',
    ),
    ...areas.map((area) => `## ${headingOf(area)}\n\n${table(rules.filter((rule) => rule.area === area))}`),
    '## Profiles',
    [
      `- recommended: ${strict.length === 0 ? 'all rules' : 'all rules except the strict ones'}`,
      `- strict: ${strict.length === 0 ? 'currently the same' : `also ${strict.map(linkTo).join(', ')}`}`,
      '- errors: only findings of the recommended rules that are errors',
    ].join('\n'),
    `## Suppressing\n\nWith the rule id in place of ID:\n\n${suppressing({ id: 'ID', appliesTo: ['template'] }, true)}`,
  );
}

function headingOf(area: Rule['area']): string {
  return `${area.charAt(0).toUpperCase()}${area.slice(1)}`.replaceAll('-', ' ').replace('acls', 'ACLs');
}

/** Columns padded, so that it reads as a table in a terminal too. */
function table(listed: readonly Rule[]): string {
  const rows = [
    ['rule', 'severity', 'profile', 'reports'],
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
