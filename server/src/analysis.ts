import { baseName, type FileKind, fileKindOf, formatOf } from './fileKind.ts';
import type { Inventory } from './inventory/inventory.ts';
import { readInventoryFile } from './inventory/inventoryFile.ts';
import { isPartOfNetwork } from './network/template/resourceReaders.ts';
import {
  type FileContent,
  type Finding,
  type RunOptions,
  type RunResult,
  runRules,
} from './rules/engine/runRules.ts';
import type { Steps } from './rules/engine/steps.ts';
import { suppressionsOf } from './rules/engine/suppressions.ts';
import { rules } from './rules/index.ts';
import { parse } from './syntax/parse.ts';
import { type LineStarts, lineStartsOf } from './syntax/span.ts';
import type { SyntaxTree } from './syntax/tree.ts';
import type { CrossStackResolver } from './template/crossStack/resolver.ts';
import { type EarlierScenarios, scenariosOf } from './template/scenarios/scenarios.ts';
import { readTemplate, type Template } from './template/template.ts';
import { templatingIn } from './template/templating.ts';
import { withHjson } from './zappa/hjson.ts';
import { readZappaSettings, type Surroundings } from './zappa/settings.ts';

/** One version of one document, read and understood. Everything that an editor shows is made from it. */
export interface Analysis {
  readonly fileName: string;
  readonly kind: FileKind;
  readonly tree: SyntaxTree;
  readonly lines: LineStarts;
  readonly content: FileContent;
  /** What AWS said of networks that exist, where the host has such an answer. */
  readonly inventory: Inventory | undefined;
}

export interface ReadOptions {
  /** The user says what the file is, whatever its name and content. */
  readonly kind?: FileKind;
  /** CloudFormation parameters' values in place of their defaults. */
  readonly parameters?: ReadonlyMap<string, string>;
  /** What a template can learn of other files; without it, nothing. */
  readonly neighbours?: CrossStackResolver;
  /** What surrounds a Zappa settings file, as far as the host knows. */
  readonly surroundings?: Surroundings;
  /** What AWS said of the networks that the document may name. */
  readonly inventory?: Inventory | undefined;
}

/** What the next version of a document can use of an analysis: not the networks, which are most of its memory. */
export interface Earlier {
  readonly tree: SyntaxTree;
  readonly content:
    | { readonly kind: 'template'; readonly scenarios: EarlierScenarios }
    | { readonly kind: 'zappa' | 'inventory' | 'unreadable' };
}

export function earlierOf({ tree, content }: Analysis): Earlier {
  if (content.kind !== 'template') return { tree, content: { kind: content.kind } };
  const { decided, history } = content.scenarios;
  return { tree, content: { kind: 'template', scenarios: { decided, history } } };
}

/**
 * Reads a document; undefined where it is neither a template, nor Zappa settings, nor a part of an inventory. `previous`,
 * an analysis of an earlier version, saves work and never changes the result. It is used up: its nodes, and the places of its
 * findings, move to where they stand in the new text.
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
  const read = parse(text, format, previous?.tree.format === format ? previous.tree : undefined);
  const tree = kind === 'zappa' ? withHjson(read) : read;
  const before = previous?.content.kind === 'template' ? previous.content.scenarios : undefined;
  const content = contentOf(kind, fileName, tree, options, before);
  const { inventory } = options;
  return content && { fileName, kind, tree, lines: lineStartsOf(text), content, inventory };
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
  // Which lines there are is for another tool to say.
  if (templatingIn(tree)) return { kind: 'unreadable' };
  const template = readTemplate(tree, options.parameters);
  if (template) {
    const { neighbours } = options;
    const placed = neighbours ? { ...template, neighbours } : template;
    return { kind: 'template', template: placed, scenarios: scenariosFor(placed, options, before) };
  }
  // A list, or a text that only mentions a template's words, is no template; broken text may be one.
  return tree.problems.length > 0 ? { kind: 'unreadable' } : undefined;
}

function scenariosFor(
  template: Template,
  { parameters }: ReadOptions,
  previous: EarlierScenarios | undefined,
) {
  return scenariosOf(template, {
    matters: ({ type }) => isPartOfNetwork(type),
    ...(parameters && { given: parameters }),
    previous,
  });
}

/** What is wrong with the document, in the order of its text, and what it asks not to be told of. */
export function checkRules(analysis: Analysis, options: RunOptions): RunResult {
  return atOnce(checkInSteps(analysis, options));
}

/** As `checkRules`, for a host that has other things to do in between. The next version of the document ends it. */
export function checkInSteps(analysis: Analysis, options: RunOptions): Steps<RunResult> {
  const { tree, content, lines, inventory } = analysis;
  const template = content.kind === 'template' ? content.template : undefined;
  return runRules(rules, tree, content, suppressionsOf(tree, template, lines), options, inventory);
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
