import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { wordsOf } from '../../../subnets/tierFromName.ts';
import { type Context, parametersIn } from '../context.ts';
import { valueItems } from '../items.ts';
import type { Suggestion } from '../values/suggestion.ts';
import { functionTags } from './functions.ts';

/**
 * The likely bodies of a condition: a comparison of a parameter with one of its values, then the condition functions.
 */
export function conditionItems(context: Context): readonly CompletionItem[] {
  return [...valueItems(context, comparisons(context)), ...functionTags(context)];
}

/**
 * A comparison for each parameter, with the value that the condition's name suggests; parameters whose names share a
 * word with it first.
 */
function comparisons(context: Context): readonly Suggestion[] {
  const words = new Set(wordsOf(String(context.path[1])));
  const shared = (text: string) => wordsOf(text).filter((word) => words.has(word)).length;
  return parametersIn(context)
    .flatMap(({ name, allowedValues = [] }) => {
      const texts = allowedValues.map(({ text }) => text);
      const value = texts.toSorted((a, b) => rankOf(a) - rankOf(b))[0];
      return value === undefined ? [] : [{ name, value, rank: -shared(name) + rankOf(value) }];

      function rankOf(text: string): number {
        return -2 * shared(text) - (text === 'true' || text === 'yes' ? 1 : 0);
      }
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ name, value }) => ({
      value: { 'Fn::Equals': [{ Ref: name }, value] },
      detail: `${name} is ${value}`,
      kind: CompletionItemKind.Operator,
    }));
}
