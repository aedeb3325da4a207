import type { Span } from '../syntax/span.ts';
import { type Node, resolved, type Scalar, type SyntaxTree, valueAt } from '../syntax/tree.ts';
import type { Guard } from './evaluation/calls.ts';
import { argumentsOf, type Call, callOf } from './evaluation/intrinsic.ts';

/** What a name of a template can be declared as: the section that it stands in. */
export type Section = 'Parameters' | 'Mappings' | 'Conditions' | 'Resources';

/** A place where a name of the template stands. `at` is the name alone, without quotes, tag or attribute. */
export interface Reference {
  readonly section: Section;
  readonly name: string;
  readonly at: Span;
  readonly isDeclaration: boolean;
}

/** A place that names something, whether it is declared or not. */
export interface Mention {
  readonly by: 'Ref' | 'Fn::GetAtt' | 'Fn::Sub' | 'Fn::FindInMap' | 'Fn::If' | 'Condition' | 'DependsOn';
  readonly name: string;
  /** The name alone. */
  readonly at: Span;
  /** The scalar that the name stands in: as the whole of it, before a dot, or somewhere in a text. */
  readonly within: Scalar;
  /** Of `Fn::GetAtt`, or of `${Name.Attribute}`. */
  readonly attribute?: { readonly name: string; readonly at: Span; readonly within: Scalar };
  /** Where it can be declared. */
  readonly sections: readonly Section[];
  /** The sections and keys down to it, as far as they say what AWS does with it: `Resources`, `Vpc`, `Properties`. */
  readonly place: readonly string[];
  /** The conditions that have to come out so for it to count at all. */
  readonly guards: readonly Guard[];
}

export const SECTIONS: readonly Section[] = ['Parameters', 'Mappings', 'Conditions', 'Resources'];

/**
 * Every declaration of a parameter, mapping, condition or resource, and every place that names one, in the order of the
 * text. Names that are declared nowhere, such as a loop's own, are left out.
 */
export function referencesIn(tree: SyntaxTree): readonly Reference[] {
  const references: Reference[] = [];
  const declared = new Map<string, Section[]>();
  for (const section of SECTIONS) {
    const node = valueAt(tree.root, section);
    for (const { key } of node?.kind === 'mapping' ? node.entries : []) {
      if (key.text.startsWith('Fn::')) continue;
      declared.set(key.text, [...(declared.get(key.text) ?? []), section]);
      references.push({ section, name: key.text, at: textSpan(key, key.text, tree), isDeclaration: true });
    }
  }
  for (const { name, at, sections } of mentionsIn(tree)) {
    const section = sections.find((one) => declared.get(name)?.includes(one));
    if (section) references.push({ section, name, at, isDeclaration: false });
  }
  return references.sort((a, b) => a.at.start - b.at.start);
}

/** Every place that names something, by `Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::FindInMap`, `Fn::If`, `Condition` or `DependsOn`. */
export function mentionsIn(tree: SyntaxTree): readonly Mention[] {
  let mentions = known.get(tree);
  if (!mentions) {
    mentions = collect(tree);
    known.set(tree, mentions);
  }
  return mentions;
}

/** Several rules, and each of them in every scenario, ask for the same. */
const known = new WeakMap<SyntaxTree, readonly Mention[]>();

type Site = Pick<Mention, 'place' | 'guards'>;

const VALUES: readonly Section[] = ['Parameters', 'Resources'];

function collect(tree: SyntaxTree): readonly Mention[] {
  const mentions: Mention[] = [];

  const mentionWhole = (
    by: Mention['by'],
    node: Node | undefined,
    site: Site,
    ...sections: readonly Section[]
  ): void => {
    if (node?.kind !== 'scalar') return;
    const { text: name } = node;
    mentions.push({ by, name, at: textSpan(node, name, tree), within: node, sections, ...site });
  };

  /** `${Name}` and `${Name.Attribute}`, as they stand in the text. */
  function mentionSubstituted(text: Node | undefined, replacements: Node | undefined, site: Site): void {
    if (text?.kind !== 'scalar') return;
    for (const found of tree.text
      .slice(text.start, text.end)
      .matchAll(/\$\{\s*((?:AWS::)?[A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?(\s*\})?/g)) {
      const name = found[1]!;
      if (valueAt(replacements, name)) continue;
      const start = text.start + found.index + found[0].indexOf(name);
      const end = start + name.length;
      // Text that goes on otherwise is no name of the template: `${self:custom.vpc}`.
      const isWhole = found[3] !== undefined;
      mentions.push({
        by: 'Fn::Sub',
        name,
        at: { start, end },
        within: text,
        sections: found[2] === undefined ? VALUES : ['Resources'],
        ...(found[2] !== undefined && {
          attribute: {
            name: found[2],
            at: { start: end + 1, end: end + 1 + found[2].length },
            within: text,
          },
        }),
        ...(isWhole ? site : { ...site, place: [] }),
      });
    }
  }

  function mentionAttribute(call: Call, site: Site): void {
    const [first, second] = argumentsOf(call);
    const isName =
      first?.kind === 'scalar' && (first.tag === undefined || (call.isShort && first === call.argument));
    if (!isName) return;
    const isList = resolved(call.argument)?.kind === 'sequence';
    const dot = isList ? -1 : first.text.indexOf('.');
    const name = dot < 0 ? first.text : first.text.slice(0, dot);
    const at = textSpan(first, name, tree);
    const base = { by: 'Fn::GetAtt', name, at, within: first, sections: ['Resources'], ...site } as const;
    if (dot >= 0) {
      const attribute = first.text.slice(dot + 1);
      const isVerbatim = tree.text.startsWith(first.text, at.start);
      const start = at.end + 1;
      const place = isVerbatim ? { start, end: start + attribute.length } : first;
      mentions.push({ ...base, attribute: { name: attribute, at: place, within: first } });
    } else if (second?.kind === 'scalar' && second.tag === undefined) {
      const attribute = { name: second.text, at: textSpan(second, second.text, tree), within: second };
      mentions.push({ ...base, attribute });
    } else mentions.push(base);
  }

  function mentionCall(call: Call, site: Site): void {
    const [argument, second] = call.argument.kind === 'alias' ? [] : argumentsOf(call);
    // A short form's only argument has the tag of the call; another tag is a call that gives the name.
    const isCall = argument?.tag !== undefined && !(call.isShort && argument === call.argument);
    const first = isCall ? undefined : argument;
    switch (call.name) {
      case 'Ref':
        mentionWhole('Ref', first, site, ...VALUES);
        break;
      case 'Condition':
      case 'Fn::If':
        mentionWhole(call.name, first, site, 'Conditions');
        break;
      case 'Fn::FindInMap':
        mentionWhole('Fn::FindInMap', first, site, 'Mappings');
        break;
      case 'Fn::Sub':
        mentionSubstituted(first, resolved(second), site);
        break;
      case 'Fn::GetAtt':
        mentionAttribute(call, site);
        break;
    }
  }

  function visit(node: Node, site: Site): void {
    const call = callOf(node);
    if (call && node.kind !== 'alias') mentionCall(call, site);
    if (call?.name === 'Fn::If') {
      const [name, ...branches] = argumentsOf(call);
      for (const [i, branch] of branches.entries()) {
        const guards =
          name?.kind === 'scalar' ? [...site.guards, { condition: name.text, holds: i === 0 }] : site.guards;
        visit(branch, { ...site, guards });
      }
      return;
    }
    if (node.kind === 'sequence') for (const item of node.items) visit(item, site);
    if (node.kind !== 'mapping') return;
    for (const { key, value } of node.entries) {
      const inner = site.place.length < 3 ? { ...site, place: [...site.place, key.text] } : site;
      // Within a call it has been seen.
      if (key.text === 'Condition' && call?.name !== 'Condition')
        mentionWhole('Condition', value, inner, 'Conditions');
      if (key.text === 'DependsOn') {
        for (const name of value.kind === 'sequence' ? value.items : [value])
          if (name.tag === undefined) mentionWhole('DependsOn', name, inner, 'Resources');
      }
      visit(value, inner);
    }
  }

  for (const section of ['Conditions', 'Rules', 'Resources', 'Outputs', 'Globals']) {
    const node = valueAt(tree.root, section);
    if (node) visit(node, { place: [section], guards: [] });
  }
  return mentions;
}

/** Where a text stands in a scalar; the whole scalar where it is written with escapes. */
function textSpan(scalar: Scalar, text: string, tree: SyntaxTree): Span {
  const start = tree.text.indexOf(text, scalar.start + (scalar.tag?.length ?? 0));
  return start >= 0 && start + text.length <= scalar.end ? { start, end: start + text.length } : scalar;
}
