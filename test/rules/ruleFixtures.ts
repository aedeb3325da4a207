import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type Analysis, analyze, findingsOf } from '../../server/src/analysis.ts';
import { type FileKind, fileKindOf, formatOf } from '../../server/src/fileKind.ts';
import { createWorkspace, usesNothing } from '../../server/src/languageService.ts';
import type { Rule } from '../../server/src/rules/defineRule.ts';
import type { Finding } from '../../server/src/rules/engine/findings.ts';
import type { RunOptions } from '../../server/src/rules/engine/runRules.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { Format } from '../../server/src/syntax/tree.ts';
import type { CrossStackResolver } from '../../server/src/template/crossStack/resolver.ts';
import { joinedPath } from '../../server/src/workspace/paths.ts';
import { inventoryIn } from '../inventory/reading.ts';
import { type Fixture, type Found, readFixture } from '../fixture.ts';

/** A file of `test/rules/<rule-id>/`. */
export interface RuleFixture {
  readonly rule: Rule;
  /** `bad`: the rule finds something in it. `good`: it differs from a bad one in a line and nothing is found. */
  readonly verdict: 'bad' | 'good';
  readonly kind: FileKind;
  readonly format: Format;
  readonly fixture: Fixture;
  /** The bad file with the rule's preferred fixes applied, as a file that may not exist. */
  readonly twin: URL;
}

const NAME = /^(bad|good)-[a-z0-9-]+\.(yaml|json|toml)$/;
const TWIN = /^bad-[a-z0-9-]+\.fixed\.(yaml|json|toml)$/;

const FIXES = 'fixes.txt';

/**
 * The list of the fixes that the rule's findings offer, as a file that may not exist: a finding a line, then the titles of
 * its fixes, the preferred one with an asterisk.
 */
export const fixesFileOf = (rule: Rule): URL => new URL(FIXES, folderOf(rule));

const folderOf = (rule: Rule): URL => new URL(`./${rule.id}/`, import.meta.url);

/** The fixtures of a rule in the order of their names, without the twins. Throws for any other file in the folder. */
export function fixturesOf(rule: Rule): readonly RuleFixture[] {
  return filesOf(rule)
    .filter((file) => !TWIN.test(file) && file !== FIXES)
    .map((file) => {
      const verdict = NAME.exec(file)?.[1];
      if (!verdict) throw new Error(`${rule.id}/${file}: a fixture is named bad-*, good-* or bad-*.fixed.*`);
      const raw = readFileSync(new URL(file, folderOf(rule)), 'utf8');
      const fixture = readFixture(`${rule.id}/${file}`, raw);
      return {
        rule,
        verdict: verdict as 'bad' | 'good',
        kind: kindOf(rule, file, fixture.text),
        format: formatOf(file, fixture.text),
        fixture,
        twin: new URL(file.replace(/\.(\w+)$/, '.fixed.$1'), folderOf(rule)),
      };
    });
}

/** Twins whose bad file is gone. */
export function orphansOf(rule: Rule): readonly string[] {
  const files = filesOf(rule);
  return files.filter((file) => TWIN.test(file) && !files.includes(file.replace('.fixed.', '.')));
}

function filesOf(rule: Rule): readonly string[] {
  return existsSync(folderOf(rule)) ? readdirSync(folderOf(rule)).sort() : [];
}

/** Settings and inventories are known by their names, which a fixture does not have: they do not look like a template. */
function kindOf(rule: Rule, file: string, text: string): FileKind {
  const kind = fileKindOf(file, text) ?? (rule.appliesTo.includes('inventory') ? 'inventory' : 'zappa');
  assert.ok(
    rule.appliesTo.includes(kind),
    `${rule.id}/${file} is read as ${kind}, and the rule is not for it.`,
  );
  return kind;
}

/** A text read as the fixture is. */
export function analysisOf({ fixture, kind }: RuleFixture, text: string): Analysis {
  const { fileName, beside, parameters } = fixture;
  const surroundings = {
    name: fileName,
    siblings: [...beside.keys()],
    read: (path: string) => beside.get(path),
  };
  const inventory = fixture.inventory === undefined ? undefined : inventoryIn(fixture.inventory);
  const crossStack = crossStackOf(fixture);
  const analysis = analyze(fileName, text, { kind, parameters, surroundings, inventory, crossStack });
  assert.ok(analysis, `${fixture.name} is neither a template nor Zappa settings.`);
  return analysis;
}

/** The templates beside the fixture. */
function crossStackOf({ fileName, beside }: Fixture): CrossStackResolver {
  const folder = joinedPath(fileName, '.');
  const workspace = createWorkspace({
    read: (path) => beside.get(path.slice(folder.length + 1)),
    mayRead: () => true,
    templates: () => new Set([...beside.keys()].map((name) => joinedPath(fileName, name))),
  });
  return workspace.crossStackOf(fileName, usesNothing());
}

/** What every rule finds in a text that is read as the fixture is; of the strict rules only the fixture's own. */
export function findingsIn(fixture: RuleFixture, analysis: Analysis): readonly Finding[] {
  const findings = findingsOf(analysis, optionsOf(fixture, {}));
  return findings.filter(({ rule }) => rule.profile === 'recommended' || rule === fixture.rule);
}

const ALL_OFF = Object.fromEntries(rules.map(({ id }) => [id, 'off'] as const));

/** What the fixture's rule finds in a text that is read as the fixture is; no other rule runs. */
export function ownFindingsIn(fixture: RuleFixture, text: string): readonly Finding[] {
  const { [fixture.rule.id]: _, ...severities } = ALL_OFF;
  return findingsOf(analysisOf(fixture, text), optionsOf(fixture, severities));
}

function optionsOf({ fixture }: RuleFixture, severities: RunOptions['severities']): RunOptions {
  return {
    profile: 'strict',
    severities,
    onFailure: (rule, error) => {
      throw new Error(`The rule ${rule.id} throws on ${fixture.name}.`, { cause: error });
    },
  };
}

export function asFound({ rule, severity, message, at }: Finding): Found {
  return { rule: rule.id, severity, message, at };
}
