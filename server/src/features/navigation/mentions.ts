import type { Span } from '../../syntax/span.ts';
import { type Node, resolved, type Scalar, type SyntaxTree, valueAt } from '../../syntax/tree.ts';
import { argumentsOf, type Call, callOf } from '../../template/evaluation/intrinsic.ts';

/** The section that a name is declared in. */
export type Section = 'Parameters' | 'Mappings' | 'Conditions' | 'Resources';

/** An occurrence of a name. `at` is the name alone, without quotes, tag or attribute. */
export interface Reference {
  readonly section: Section;
  readonly name: string;
  readonly at: Span;
  readonly isDeclaration: boolean;
}

const SECTIONS: readonly Section[] = ['Parameters', 'Mappings', 'Conditions', 'Resources'];

/**
 * Every declaration of a parameter, mapping, condition or resource, and every reference to one: `Ref`, `Fn::GetAtt`,
 * `Fn::Sub`, `Fn::FindInMap`, `Fn::If`, `Condition` and `DependsOn`, in the order of the text. Undeclared names, such
 * as loop variables, are left out.
 */
export function referencesIn(tree: SyntaxTree): readonly Reference[] {
  const mentions: Reference[] = [];
  const declared = new Map<string, Section[]>();
  for (const section of SECTIONS) {
    const node = valueAt(tree.root, section);
    for (const { key } of node?.kind === 'mapping' ? node.entries : []) {
      if (key.text.startsWith('Fn::')) continue;
      declared.set(key.text, [...(declared.get(key.text) ?? []), section]);
      mentions.push({ section, name: key.text, at: textSpan(key, key.text, tree), isDeclaration: true });
    }
  }

  const mention = (name: string, at: Span, ...sections: readonly Section[]): void => {
    const section = sections.find((one) => declared.get(name)?.includes(one));
    if (section) mentions.push({ section, name, at, isDeclaration: false });
  };
  const mentionWhole = (node: Node | undefined, ...sections: readonly Section[]): void => {
    if (node?.kind === 'scalar') mention(node.text, textSpan(node, node.text, tree), ...sections);
  };

  /** `${Name}` and `${Name.Attribute}`, as written. */
  function mentionSubstituted(text: Node | undefined, replacements: Node | undefined): void {
    if (text?.kind !== 'scalar') return;
    for (const found of tree.text.slice(text.start, text.end).matchAll(/\$\{\s*([A-Za-z0-9]+)/g)) {
      const name = found[1]!;
      const end = text.start + found.index + found[0].length;
      if (!valueAt(replacements, name))
        mention(name, { start: end - name.length, end }, 'Parameters', 'Resources');
    }
  }

  function mentionCall(call: Call): void {
    const [first, second] = call.argument.kind === 'alias' ? [] : argumentsOf(call);
    switch (call.name) {
      case 'Ref':
        mentionWhole(first, 'Parameters', 'Resources');
        break;
      case 'Condition':
        mentionWhole(first, 'Conditions');
        break;
      case 'Fn::If':
        mentionWhole(first, 'Conditions');
        break;
      case 'Fn::FindInMap':
        mentionWhole(first, 'Mappings');
        break;
      case 'Fn::Sub':
        mentionSubstituted(first, resolved(second));
        break;
      case 'Fn::GetAtt': {
        const name = first?.kind === 'scalar' ? first.text.split('.')[0]! : undefined;
        if (name !== undefined) mention(name, textSpan(first as Scalar, name, tree), 'Resources');
        break;
      }
    }
  }

  function visit(node: Node): void {
    const call = callOf(node);
    if (call && node.kind !== 'alias') mentionCall(call);
    if (node.kind === 'sequence') node.items.forEach(visit);
    if (node.kind !== 'mapping') return;
    for (const { key, value } of node.entries) {
      // Within a call the reference is already recorded.
      if (key.text === 'Condition' && call?.name !== 'Condition') mentionWhole(value, 'Conditions');
      if (key.text === 'DependsOn') {
        const names = value.kind === 'sequence' ? value.items : [value];
        for (const name of names) mentionWhole(name, 'Resources');
      }
      visit(value);
    }
  }
  for (const section of ['Conditions', 'Rules', 'Resources', 'Outputs', 'Globals']) {
    const node = valueAt(tree.root, section);
    if (node) visit(node);
  }
  return mentions.sort((a, b) => a.at.start - b.at.start);
}

/** The span of a text within a scalar; the whole scalar if it is written with escapes. */
function textSpan(scalar: Scalar, text: string, tree: SyntaxTree): Span {
  const start = tree.text.indexOf(text, scalar.start + (scalar.tag?.length ?? 0));
  return start >= 0 && start + text.length <= scalar.end ? { start, end: start + text.length } : scalar;
}
