import { addTo } from '../multimap.ts';
import { ownCopy } from '../syntax/difference.ts';
import type { Span } from '../syntax/span.ts';
import { type Entry, type Node, resolved, type Scalar, type SyntaxTree, valueAt } from '../syntax/tree.ts';
import { connectedIds } from './connectors.ts';
import type { Guard } from './evaluation/calls.ts';
import { argumentsOf, type Call, callBelow, callOf } from './evaluation/intrinsic.ts';
import { parametersInForm } from './parameterGroups.ts';

/** The section in which a name of a template can be declared. */
export type Section = 'Parameters' | 'Mappings' | 'Conditions' | 'Resources';

/** A place where a name of the template occurs. `at` is the name alone, without quotes, tag or attribute. */
export interface Occurrence {
  readonly section: Section;
  readonly name: string;
  readonly at: Span;
  readonly isDeclaration: boolean;
}

/** A mention of a name, whether it is declared or not. */
export interface NameUse {
  readonly by: 'Ref' | 'Fn::GetAtt' | 'Fn::Sub' | 'Fn::FindInMap' | 'Fn::If' | 'Condition' | 'DependsOn';
  readonly name: string;
  /** For `Fn::GetAtt` and `${Name.Attribute}`. */
  readonly attribute?: { readonly name: string };
  /** The sections in which the name can be declared. */
  readonly sections: readonly Section[];
  /** The path of the mention, as far as it decides what AWS does with it: `Resources`, `Vpc`, `Properties`. */
  readonly place: readonly string[];
  /** The values that conditions need for AWS to evaluate the mention. */
  readonly guards: readonly Guard[];
}

/** A mention with its position. */
export interface Reference extends NameUse {
  /** The name alone. */
  readonly at: Span;
  /** The scalar that contains the name: it is the name, or the name and an attribute, or a longer text. */
  readonly within: Scalar;
  readonly attribute?: { readonly name: string; readonly at: Span; readonly within: Scalar };
}

export const SECTIONS: readonly Section[] = ['Parameters', 'Mappings', 'Conditions', 'Resources'];

/**
 * Every declaration of a parameter, mapping, condition or resource, and every place that mentions one, in the order of
 * the text. Undeclared names, such as a loop's variable, are left out.
 */
export function occurrencesIn(tree: SyntaxTree): readonly Occurrence[] {
  const references: Occurrence[] = [];
  const declared = new Map<string, Section[]>();
  for (const section of SECTIONS) {
    for (const { key } of entriesIn(tree, section)) {
      if (key.text.startsWith('Fn::')) continue;
      addTo(declared, key.text, section);
      references.push({ section, name: key.text, at: textSpan(key, key.text, tree), isDeclaration: true });
    }
  }
  for (const section of ['Conditions', 'Rules', 'Resources', 'Outputs', 'Globals']) {
    for (const { name, at, sections } of referencesIn(tree, section)) {
      const declaredIn = sections.find((one) => declared.get(name)?.includes(one));
      if (declaredIn) references.push({ section: declaredIn, name, at, isDeclaration: false });
    }
  }
  const add = (section: Section, scalar: Scalar): void => {
    const { text: name } = scalar;
    if (declared.get(name)?.includes(section))
      references.push({ section, name, at: textSpan(scalar, name, tree), isDeclaration: false });
  };
  for (const scalar of parametersInForm(tree)) add('Parameters', scalar);
  for (const scalar of connectedIds(tree.root)) add('Resources', scalar);
  return references.sort((a, b) => a.at.start - b.at.start);
}

/** The entries of a section as written. */
export function entriesIn(tree: SyntaxTree, section: string): readonly Entry[] {
  const node = valueAt(tree.root, section);
  return node?.kind === 'mapping' ? node.entries : [];
}

/** Every mention of a name in a section. */
export function referencesIn(tree: SyntaxTree, section: string): readonly Reference[] {
  return entriesIn(tree, section).flatMap((entry) => referencesUnder(entry, section, tree));
}

/**
 * The mentions in an entry of a section. An entry that is unchanged since an earlier version of the document is not
 * searched again.
 */
export function usesUnder(entry: Entry, section: string, tree: SyntaxTree): readonly NameUse[] {
  const known = usesByEntry.get(entry);
  // An edit can move an entry to another section, where its names have another meaning.
  if (known?.section === section) return known.uses;
  // Positions belong to one version, and nodes would keep that version in memory, so neither is cached.
  const uses = referencesUnder(entry, section, tree).map(
    ({ at: _, within: __, attribute, ...use }): NameUse =>
      attribute ? { ...use, attribute: { name: attribute.name } } : use,
  );
  usesByEntry.set(entry, { section, uses });
  return uses;
}

const usesByEntry = new WeakMap<Entry, { readonly section: string; readonly uses: readonly NameUse[] }>();

type Site = Pick<Reference, 'place' | 'guards'>;

const VALUES: readonly Section[] = ['Parameters', 'Resources'];

/** The mentions by `Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::FindInMap`, `Fn::If`, `Condition` or `DependsOn`. */
export function referencesUnder(top: Entry, section: string, tree: SyntaxTree): readonly Reference[] {
  const references: Reference[] = [];

  const addWhole = (
    by: Reference['by'],
    node: Node | undefined,
    site: Site,
    sections: readonly Section[],
  ): void => {
    if (node?.kind !== 'scalar') return;
    const { text: name } = node;
    references.push({ by, name, at: textSpan(node, name, tree), within: node, sections, ...site });
  };

  /** The mentions `${Name}` and `${Name.Attribute}` in a text. */
  function mentionSubstituted(text: Node | undefined, replacements: Node | undefined, site: Site): void {
    if (text?.kind !== 'scalar') return;
    for (const found of ownCopy(tree.text.slice(text.start, text.end)).matchAll(SUBSTITUTED)) {
      const [written, name, attribute, end] = found as unknown as [string, string, string?, string?];
      if (valueAt(replacements, name)) continue;
      const start = text.start + found.index + written.indexOf(name);
      const at = { start, end: start + name.length };
      const place = attribute && { start: at.end + 1, end: at.end + 1 + attribute.length };
      references.push({
        by: 'Fn::Sub',
        name,
        at,
        within: text,
        sections: attribute === undefined ? VALUES : ['Resources'],
        ...(attribute && place && { attribute: { name: attribute, at: place, within: text } }),
        ...site,
        // Other characters after the name mean another tool's variable, as in `${self:custom.vpc}`.
        ...(end === undefined && { place: [] }),
      });
    }
  }

  function mentionAttribute(call: Call, site: Site): void {
    const [first, second] = argumentsOf(call);
    if (first?.kind !== 'scalar' || isOtherCall(first, call)) return;
    const isList = resolved(call.argument)?.kind === 'sequence';
    const dot = isList ? -1 : first.text.indexOf('.');
    const name = dot < 0 ? first.text : first.text.slice(0, dot);
    const at = textSpan(first, name, tree);
    const base = { by: 'Fn::GetAtt', name, at, within: first, sections: ['Resources'], ...site } as const;
    if (dot >= 0) {
      const attribute = first.text.slice(dot + 1);
      const isVerbatim = tree.text.startsWith(first.text, at.start);
      const place = isVerbatim ? { start: at.end + 1, end: at.end + 1 + attribute.length } : first;
      references.push({ ...base, attribute: { name: attribute, at: place, within: first } });
    } else if (second?.kind === 'scalar' && second.tag === undefined) {
      const attribute = { name: second.text, at: textSpan(second, second.text, tree), within: second };
      references.push({ ...base, attribute });
    } else references.push(base);
  }

  function mentionCall(call: Call, site: Site): void {
    const [argument, second] = call.argument.kind === 'alias' ? [] : argumentsOf(call);
    const first = isOtherCall(argument, call) ? undefined : argument;
    switch (call.name) {
      case 'Ref':
        addWhole('Ref', first, site, VALUES);
        break;
      case 'Condition':
      case 'Fn::If':
        addWhole(call.name, first, site, ['Conditions']);
        break;
      case 'Fn::FindInMap':
        addWhole('Fn::FindInMap', first, site, ['Mappings']);
        break;
      case 'Fn::Sub':
        mentionSubstituted(first, resolved(second), site);
        break;
      case 'Fn::GetAtt':
        mentionAttribute(call, site);
        break;
    }
  }

  /** What a node says as a call, and as the one that a short form has as its argument; gives the innermost. */
  function mentionCalls(node: Node, site: Site): Call | undefined {
    const outer = node.kind === 'scalar' && node.tag === undefined ? undefined : callOf(node);
    if (outer) mentionCall(outer, site);
    const below = outer && callBelow(outer);
    if (below) mentionCall(below, site);
    return below ?? outer;
  }

  function visit(node: Node, site: Site): void {
    // An alias's value was visited at its anchor.
    if (node.kind === 'alias') return;
    const call = mentionCalls(node, site);
    if (call?.name === 'Fn::If') visitBranches(call, site);
    else if (node.kind === 'sequence') for (const item of node.items) visit(item, site);
    else if (node.kind === 'mapping')
      for (const entry of node.entries) visitEntry(entry, call, siteIn(site, entry));
  }

  function visitBranches(call: Call, site: Site): void {
    const [name, ...branches] = call.argument.kind === 'alias' ? [] : argumentsOf(call);
    for (const [i, branch] of branches.entries()) {
      const guards =
        name?.kind === 'scalar' ? [...site.guards, { condition: name.text, holds: i === 0 }] : site.guards;
      visit(branch, { ...site, guards });
    }
  }

  function visitEntry({ key, value }: Entry, call: Call | undefined, site: Site): void {
    // Inside of a call it was visited with the call.
    if (key.text === 'Condition' && call?.name !== 'Condition')
      addWhole('Condition', value, site, ['Conditions']);
    if (key.text === 'DependsOn') {
      for (const name of value.kind === 'sequence' ? value.items : [value])
        if (name.tag === undefined) addWhole('DependsOn', name, site, ['Resources']);
    }
    visit(value, site);
  }

  visit(top.value, { place: [section, top.key.text], guards: [] });
  return references;
}

/**
 * The site of an entry: section, logical id and attribute. Deeper entries have the site of the attribute that contains
 * them.
 */
function siteIn(site: Site, { key }: Entry): Site {
  return site.place.length < 3 ? { ...site, place: [...site.place, key.text] } : site;
}

const SUBSTITUTED = /\$\{\s*((?:AWS::?)?[A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?(\s*\})?/g;

/** The argument of a short form has the call's own tag; with another tag, the name is the result of another call. */
function isOtherCall(argument: Node | undefined, call: Call): boolean {
  return argument?.tag !== undefined && !(call.isShort && argument === call.argument);
}

/** The span of a text inside of a scalar; the whole scalar if it contains escape sequences. */
export function textSpan(scalar: Scalar, text: string, tree: SyntaxTree): Span {
  const start = tree.text.indexOf(text, scalar.start + (scalar.tag?.length ?? 0));
  return start >= 0 && start + text.length <= scalar.end ? { start, end: start + text.length } : scalar;
}
