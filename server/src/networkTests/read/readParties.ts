import { globProblem } from '../../glob.ts';
import type { WorkloadKind } from '../../network/workload.ts';
import { WORKLOAD_KINDS } from '../../network/workloadKinds.ts';
import type { Span } from '../../syntax/span.ts';
import { entriesOf, itemsOrNode, type Node, resolved } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import { nearest } from '../../wording/nearest.ts';
import { CARRIER_KINDS, type CarrierPattern, type PartyPattern, type SelectableKind } from '../suite.ts';

/** Hears of each mistake; `isBesideSchema`: the JSON schema does not say it. */
export type ReportMistake = (at: Span, message: string, isBesideSchema?: boolean) => void;

const SELECTORS = ['name', 'kind', 'tags', 'subnet', 'uses'];

/** The kinds that a selector can name. */
export const SELECTABLE_KINDS: readonly SelectableKind[] = [
  ...(Object.keys(WORKLOAD_KINDS) as WorkloadKind[]),
  'endpoint',
];

/** One party or a list of them. */
export function readParties(key: string, node: Node, report: ReportMistake): readonly PartyPattern[] {
  const items = itemsOrNode(node);
  if (items.length === 0) report(node, `${key} names nothing.`);
  return items.flatMap((item) => readParty(key, item, report) ?? []);
}

function readUses(value: Node, report: ReportMistake): { readonly uses?: string } {
  const uses = textOf(value);
  if (uses !== undefined) return { uses };
  report(value, 'uses must be a name or an AWS service such as s3.');
  return {};
}

function readParty(key: string, item: Node, report: ReportMistake): PartyPattern | undefined {
  const node = resolved(item);
  const text = textOf(item);
  if (text !== undefined)
    return isPattern(text, item, report) ? { kind: 'name', name: text, at: item } : undefined;
  if (node?.kind !== 'mapping' || node.entries.length === 0) {
    report(item, `${key} must be a name, or a mapping with ${SELECTORS.join(', ')}.`);
    return undefined;
  }
  let party: Extract<PartyPattern, { kind: 'selector' }> = { kind: 'selector', at: item };
  for (const { key: what, value } of entriesOf(node)) {
    switch (what.text) {
      case 'name':
      case 'subnet': {
        const pattern = textOf(value);
        if (pattern === undefined) report(value, `${what.text} must be a name or a pattern of names.`);
        else if (isPattern(pattern, value, report)) party = { ...party, [what.text]: pattern };
        break;
      }
      case 'uses':
        party = { ...party, ...readUses(value, report) };
        break;
      case 'kind':
        party = { ...party, kinds: readKinds(value, report) };
        break;
      case 'tags':
        party = { ...party, tags: readTags(value, report) };
        break;
      default:
        report(what, unknownKeyText(what.text, SELECTORS));
    }
  }
  return party;
}

/** A sentence on a key that is none of those known, with the most similar of them. */
export function unknownKeyText(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  const hint = near === undefined ? `The keys are ${listed(known)}.` : `Did you mean ${near}?`;
  return `Unknown key ${key.slice(0, 100)}. ${hint}`;
}

function readKinds(node: Node, report: ReportMistake): readonly SelectableKind[] {
  return itemsOrNode(node).flatMap((item) => {
    const text = textOf(item);
    const kind = SELECTABLE_KINDS.find((one) => one === text);
    if (kind) return [kind];
    const near = text === undefined ? undefined : nearest(text, SELECTABLE_KINDS);
    report(
      item,
      near === undefined
        ? `kind must be one of ${SELECTABLE_KINDS.join(', ')}.`
        : `Unknown kind ${text}. Did you mean ${near}?`,
    );
    return [];
  });
}

function readTags(node: Node, report: ReportMistake): ReadonlyMap<string, string> {
  const entries = entriesOf(node);
  if (resolved(node)?.kind !== 'mapping' || entries.length === 0)
    report(node, 'tags must be a mapping of keys and values: {tier: data}.');
  return new Map(
    entries.flatMap(({ key, value }) => {
      const one = resolved(value);
      if (one?.kind === 'scalar' && isPattern(one.text, value, report))
        return [[key.text, one.text] as const];
      if (one?.kind !== 'scalar') report(value, `The tag ${key.text.slice(0, 100)} must have a plain value.`);
      return [];
    }),
  );
}

/** The carriers of which every path must have at least one. */
export function readCarriers(node: Node, report: ReportMistake): readonly CarrierPattern[] {
  const items = itemsOrNode(node);
  if (items.length === 0) report(node, 'through names nothing.');
  return items.flatMap((item): readonly CarrierPattern[] => {
    const name = textOf(item);
    if (name !== undefined) return isPattern(name, item, report) ? [{ kind: 'name', name, at: item }] : [];
    const [entry, ...others] = entriesOf(item);
    if (entry?.key.text !== 'kind' || others.length > 0) {
      report(item, 'through must be a name, or a mapping with kind.');
      return [];
    }
    return itemsOrNode(entry.value).flatMap((one): readonly CarrierPattern[] => {
      const carrier = CARRIER_KINDS.find((kind) => kind === textOf(one));
      if (!carrier) report(one, `kind must be one of ${CARRIER_KINDS.join(', ')}.`);
      return carrier ? [{ kind: 'kind', carrier, at: one }] : [];
    });
  });
}

/** A text that is not empty. A number or a date is one as it is written, for names and addresses can look like them. */
export function textOf(node: Node | undefined): string | undefined {
  const scalar = resolved(node);
  return scalar?.kind === 'scalar' && scalar.value !== null && scalar.text !== '' ? scalar.text : undefined;
}

function isPattern(text: string, at: Span, report: ReportMistake): boolean {
  const problem = hasWildcard(text) ? globProblem(text) : undefined;
  if (problem !== undefined) report(at, `The pattern ${text.slice(0, 100)} ${problem}.`, true);
  return problem === undefined;
}

/** True for a pattern, false for a plain name. */
export function hasWildcard(text: string): boolean {
  return /[*?[{]/.test(text);
}
