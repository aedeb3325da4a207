import { baseName, type FileKind, fileKindOf, formatOf } from './fileKind.ts';
import type { Inventory } from './inventory/inventory.ts';
import { readInventoryFile } from './inventory/inventoryFile.ts';
import { partOfNetwork } from './network/template/resourceReaders.ts';
import type { FileContent } from './rules/engine/checkedFiles.ts';
import type { Finding } from './rules/engine/findings.ts';
import { type RunOptions, type RunResult, runRules } from './rules/engine/runRules.ts';
import type { Steps } from './rules/engine/steps.ts';
import { suppressionsOf } from './rules/engine/suppressions.ts';
import { rules } from './rules/index.ts';
import { parse } from './syntax/parse.ts';
import { type LineStarts, lineStartsAfter, lineStartsOf } from './syntax/span.ts';
import type { SyntaxTree } from './syntax/tree.ts';
import type { CrossStackResolver } from './template/crossStack/resolver.ts';
import { type EarlierScenarios, scenariosOf } from './template/scenarios/scenarios.ts';
import { readTemplate, type Template } from './template/template.ts';
import { templatingIn } from './template/templating.ts';
import { withHjson } from './zappa/hjson.ts';
import { readZappaSettings, type Surroundings } from './zappa/settings.ts';

/** The result of reading one version of one document. Everything that an editor shows is computed from it. */
export interface Analysis {
  readonly fileName: string;
  readonly kind: FileKind;
  readonly tree: SyntaxTree;
  readonly lines: LineStarts;
  readonly content: FileContent;
  /** The existing networks as AWS describes them, if the host has such an inventory. */
  readonly inventory: Inventory | undefined;
}

/** The template of the document; undefined for a file of another kind, and for one that cannot be read. */
export function templateOf({ content }: Pick<Analysis, 'content'>): Template | undefined {
  return content.kind === 'template' ? content.template : undefined;
}

export interface ReadOptions {
  /** The kind of the file if the user states it, whatever the name and content are. */
  readonly kind?: FileKind;
  /** Values of CloudFormation parameters in place of their defaults. */
  readonly parameters?: ReadonlyMap<string, string>;
  /** Access to other files; without it, values from other files are unknown. */
  readonly crossStack?: CrossStackResolver;
  /** The surroundings of a Zappa settings file, as far as the host knows them. */
  readonly surroundings?: Surroundings;
  /** The existing networks that the document may refer to, as AWS describes them. */
  readonly inventory?: Inventory | undefined;
}

/**
 * What the next version of a document can reuse from an analysis. Networks, which need most of the memory, are not part
 * of it.
 */
export interface Earlier {
  readonly tree: SyntaxTree;
  readonly lines: LineStarts;
  readonly content:
    | { readonly kind: 'template'; readonly scenarios: EarlierScenarios }
    | { readonly kind: 'zappa' | 'inventory' | 'unreadable' };
}

export function earlierOf({ tree, lines, content }: Analysis): Earlier {
  if (content.kind !== 'template') return { tree, lines, content: { kind: content.kind } };
  const { decided, history } = content.scenarios;
  return { tree, lines, content: { kind: 'template', scenarios: { decided, history } } };
}

/**
 * Reads a document; undefined if it is neither a template, nor Zappa settings, nor a part of an inventory. `previous`,
 * an analysis of an earlier version, saves work and never changes the result. It must not be used afterwards: its nodes
 * and the spans of its findings move to their offsets in the new text.
 */
export function analyze(
  fileName: string,
  text: string,
  options: ReadOptions = {},
  previous?: Earlier,
): Analysis | undefined {
  const kind = options.kind ?? fileKindOf(fileName, text);
  if (!kind) return undefined;
  const format = formatOf(fileName, text, kind);
  const lines = previous
    ? lineStartsAfter({ text: previous.tree.text, lines: previous.lines }, text)
    : lineStartsOf(text);
  const read = parse(text, format, previous?.tree.format === format ? previous.tree : undefined, lines);
  const tree = kind === 'zappa' ? withHjson(read) : read;
  const before = previous?.content.kind === 'template' ? previous.content.scenarios : undefined;
  const content = contentOf(kind, fileName, tree, options, before);
  if (!content) return undefined;
  return { fileName, kind, tree, lines, content, inventory: options.inventory };
}

function contentOf(
  kind: FileKind,
  fileName: string,
  tree: SyntaxTree,
  options: ReadOptions,
  before: EarlierScenarios | undefined,
): FileContent | undefined {
  if (kind === 'inventory') return { kind, file: readInventoryFile(baseName(fileName), tree) };
  if (kind === 'zappa') {
    const settings = readZappaSettings(tree, options.surroundings);
    return settings ? { kind: 'zappa', settings } : { kind: 'unreadable' };
  }
  // Another tool has to render the text first.
  if (templatingIn(tree)) return { kind: 'unreadable' };
  const template = readTemplate(tree, options.parameters);
  if (template) {
    const { crossStack } = options;
    const placed = crossStack ? { ...template, crossStack } : template;
    return { kind: 'template', template: placed, scenarios: scenariosFor(placed, options, before) };
  }
  // A list, or a text that only mentions words of a template, is no template; broken text may be one.
  return tree.problems.length > 0 ? { kind: 'unreadable' } : undefined;
}

function scenariosFor(
  template: Template,
  { parameters }: ReadOptions,
  previous: EarlierScenarios | undefined,
) {
  return scenariosOf(template, {
    matters: partOfNetwork(template),
    ...(parameters && { given: parameters }),
    previous,
  });
}

/** The findings in the document, in the order of its text, and those that the document suppresses. */
export function checkRules(analysis: Analysis, options: RunOptions): RunResult {
  return atOnce(checkInSteps(analysis, options));
}

/**
 * As `checkRules`, in steps, for a host with other work to do in between. It must be finished before the next version
 * of the document is analyzed.
 */
export function checkInSteps(analysis: Analysis, options: RunOptions): Steps<RunResult> {
  const { tree, content, lines, inventory } = analysis;
  const suppressions = suppressionsOf(tree, templateOf(analysis), lines);
  return runRules(rules, tree, content, suppressions, options, inventory);
}

function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The findings of `checkRules` alone. */
export function findingsOf(analysis: Analysis, options: RunOptions): readonly Finding[] {
  return checkRules(analysis, options).findings;
}
