import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { isDataMapping } from '../../../../syntax/edit/print.ts';
import type { Data } from '../../../../syntax/edit.ts';
import type { Context } from '../context.ts';
import { itemOf, written } from '../items.ts';
import type { Suggestion } from '../values/suggestion.ts';

/**
 * The functions for values, most used first, and whether their argument is a list.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
const OF_VALUES: readonly (readonly [name: string, takesList: boolean])[] = [
  ['Ref', false],
  ['Fn::GetAtt', false],
  ['Fn::Sub', false],
  ['Fn::ImportValue', false],
  ['Fn::FindInMap', true],
  ['Fn::If', true],
  ['Fn::Select', true],
  ['Fn::Join', true],
  ['Fn::Split', true],
  ['Fn::Cidr', true],
  ['Fn::GetAZs', false],
  ['Fn::Base64', false],
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html */
const OF_CONDITIONS: typeof OF_VALUES = [
  ['Fn::Equals', true],
  ['Fn::Not', true],
  ['Fn::And', true],
  ['Fn::Or', true],
  ['Condition', false],
];

/** Values as the entry of a mapping that has been started: `Ref: Vpc`. Then functions in general. */
export function functionKeys(context: Context, values: readonly Suggestion[]): CompletionItem[] {
  const { place, analysis } = context;
  const isJson = analysis.tree.format === 'json';
  const key = (name: string) => (isJson ? JSON.stringify(name) : name);
  const calls = values.flatMap(({ value, detail }) => {
    const [name, argument] = isDataMapping(value) ? Object.entries(value)[0]! : [];
    return name === undefined ? [] : [{ name, argument: argument!, detail }];
  });
  if (place.hasColon) {
    const names = calls.length > 0 ? calls.map(({ name }) => name) : OF_VALUES.map(([name]) => name);
    return [...new Set(names)].flatMap((name) =>
      itemOf(context, { label: name, names: [name], kind: CompletionItemKind.Function, draft: [key(name)] }),
    );
  }
  if (calls.length > 0) {
    return calls.flatMap(({ name, argument, detail }) =>
      itemOf(context, {
        label: `${name}: ${argumentLabel(context, argument)}`,
        names: [name],
        kind: CompletionItemKind.Reference,
        detail,
        draft: [`${key(name)}: ${written(context, argument)}`],
      }),
    );
  }
  return OF_VALUES.flatMap(([name, takesList]) =>
    itemOf(context, {
      label: name,
      names: [name],
      kind: CompletionItemKind.Function,
      draft: takesList
        ? [`${key(name)}: [`, { placeholder: '' }, ']']
        : [`${key(name)}: ${isJson ? '"' : ''}`, { placeholder: '' }, isJson ? '"' : ''],
    }),
  );
}

function argumentLabel(context: Context, argument: Data): string {
  return Array.isArray(argument) && argument.every((one) => typeof one === 'string')
    ? argument.join('.')
    : written(context, argument);
}

/** The YAML tags of functions, after an exclamation mark and directly in `Conditions`. */
export function functionTags(context: Context): CompletionItem[] {
  const { place, path, analysis } = context;
  const isCondition = path[0] === 'Conditions' && path.length < 3;
  if (analysis.tree.format !== 'yaml' || place.quote !== '' || place.role === 'key') return [];
  if (!isCondition && !place.prefix.startsWith('!')) return [];
  return (isCondition ? OF_CONDITIONS : OF_VALUES).flatMap(([name, takesList]) => {
    const tag = `!${name.replace('Fn::', '')}`;
    return itemOf(context, {
      label: tag,
      names: [tag, name],
      kind: CompletionItemKind.Function,
      draft: takesList ? [`${tag} [`, { placeholder: '' }, ']'] : [`${tag} `, { placeholder: '' }],
    });
  });
}
