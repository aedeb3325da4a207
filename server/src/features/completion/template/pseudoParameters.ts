import { CompletionItemKind } from 'vscode-languageserver-types';
import { entriesOf, valueAt } from '../../../syntax/tree.ts';
import { table } from '../../../table.ts';
import { type CallPlace, type Context, callIn, parametersIn } from './context.ts';
import type { Suggestion } from './values/suggestion.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = table({
  'AWS::Region': 'the region of the stack',
  'AWS::AccountId': 'the account of the stack',
  'AWS::StackName': 'the name of the stack',
  'AWS::Partition': 'aws, aws-cn or aws-us-gov',
  'AWS::URLSuffix': 'usually amazonaws.com',
  'AWS::StackId': 'the ARN of the stack',
  'AWS::NotificationARNs': 'a list of ARNs',
  'AWS::NoValue': 'removes the property',
});

export function pseudoParameters(): readonly Suggestion[] {
  return Object.entries(PSEUDO_PARAMETERS).map(([value, detail]) => ({
    value,
    detail,
    kind: CompletionItemKind.Constant,
  }));
}

/** The function that a `Ref` is an argument of: what it names is not the property's value then. */
export function functionAround({ path }: Context): CallPlace | undefined {
  return callIn(path.slice(0, Math.max(0, path.lastIndexOf('Ref'))));
}

/** Parameters that a `Ref` within another function means most likely: of zones, of the keys of a mapping, of a part of an ARN. */
export function likelyInFunction(context: Context): readonly string[] {
  const { place, analysis, path } = context;
  if (path.at(-3) === 'Fn::If') return ['AWS::NoValue'];
  const outer = functionAround(context);
  const { start } = place.typed;
  const last = wordBefore(analysis.tree.text.slice(Math.max(0, start - 300), start));
  switch (outer?.name) {
    case 'Fn::GetAZs':
      return ['AWS::Region'];
    case 'Fn::FindInMap':
      return outer.index === 1 ? keysOfMap(context, last) : [];
    case 'Fn::Join':
      return partOfArn(last);
    default:
      return [];
  }
}

/** The last word of the list's item before `Ref`. */
function wordBefore(text: string): string {
  const words = text.match(/[^\s"'{}[\],]+/g) ?? [];
  const ref = words.findLastIndex((word) => /^!?Ref:?$/.test(word));
  return words.slice(0, Math.max(0, ref)).findLast((word) => word !== '-') ?? '';
}

/** What has the values that are the top keys of a mapping. */
function keysOfMap(context: Context, map: string): readonly string[] {
  const keys = entriesOf(valueAt(context.analysis.tree.root, 'Mappings', map)).map(({ key }) => key.text);
  if (keys.length === 0) return [];
  for (const [name, shape] of KEYS) if (keys.every((key) => shape.test(key))) return [name];
  return parametersIn(context)
    .filter(({ allowedValues = [], default: one }) =>
      [...allowedValues, ...(one ? [one] : [])].some(({ text }) => keys.includes(text)),
    )
    .map(({ name }) => name);
}

const KEYS: readonly (readonly [name: string, shape: RegExp])[] = [
  ['AWS::Region', /^[a-z]{2}(?:-[a-z]{1,9}){1,3}-\d$/],
  ['AWS::AccountId', /^\d{12}$/],
  ['AWS::Partition', /^aws(?:-[a-z]{1,9}){0,3}$/],
];

/** `arn:partition:service:region:account:…` (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html), in pieces. */
function partOfArn(before: string): readonly string[] {
  if (before.endsWith('arn:')) return ['AWS::Partition'];
  if (before === ':' || /^:[a-z0-9-]+::$/.test(before)) return ['AWS::AccountId'];
  return /^:[a-z0-9-]+:$/.test(before) || before.endsWith('.') ? ['AWS::Region'] : [];
}
