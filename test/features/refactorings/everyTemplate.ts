import { analyze, findingsOf } from '../../../server/src/analysis.ts';
import {
  type OfferedRefactoring,
  refactorings,
} from '../../../server/src/features/codeActions/refactorings/refactorings.ts';
import { networkOfTemplate } from '../../../server/src/network/template/networkOfTemplate.ts';
import { applyTextEdits } from '../../../server/src/syntax/edit.ts';
import type { Node } from '../../../server/src/syntax/tree.ts';

/** A refactoring that is offered somewhere in a text, and the text after it. */
export interface Made {
  readonly offered: OfferedRefactoring;
  readonly before: string;
  readonly after: string;
}

/** Every refactoring that is offered anywhere in a template, each once. */
export function madeIn(fileName: string, before: string): readonly Made[] {
  const analysis = analyze(fileName, before);
  if (analysis?.content.kind !== 'template') return [];
  const offsets: number[] = [];
  const visit = (node: Node): void => {
    if (node.kind === 'scalar') offsets.push(node.start);
    if (node.kind === 'sequence') node.items.forEach(visit);
    if (node.kind === 'mapping')
      for (const { key, value } of node.entries) {
        offsets.push(key.start);
        visit(value);
      }
  };
  if (analysis.tree.root) visit(analysis.tree.root);
  const made = new Map<string, Made>();
  for (const offset of offsets)
    for (const offered of refactorings(analysis, offset)) {
      if (!offered.isRight()) continue;
      const after = applyTextEdits(before, offered.edits);
      made.set(after, { offered, before, after });
    }
  return [...made.values()];
}

/** What is wrong with a text that one would have to act on: the rule of each finding. */
export function faultsIn(fileName: string, text: string): readonly string[] {
  const analysis = analyze(fileName, text);
  if (!analysis) return ['unreadable'];
  const onFailure = (rule: { id: string }, error: unknown) => {
    throw new Error(`${rule.id}: ${String(error)}`);
  };
  return findingsOf(analysis, { profile: 'recommended', severities: {}, onFailure })
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule }) => rule.id);
}

/** Says where something is written, or which resource a rule is written in. */
const PLACES = new Set(['at', 'properties', 'list', 'node', 'origin', 'defaults', 'resource', 'statedCidrs']);

/** The networks of a template in every scenario, whatever way they are written. */
export function networksOf(fileName: string, text: string): readonly string[] {
  const analysis = analyze(fileName, text);
  if (analysis?.content.kind !== 'template') return [];
  return analysis.content.scenarios.all.map((scenario) => JSON.stringify(plain(networkOfTemplate(scenario))));
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (value instanceof Set) return plain([...value]);
  if (Array.isArray(value))
    return value.map(plain).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !PLACES.has(key))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, plain(one)]),
  );
}
