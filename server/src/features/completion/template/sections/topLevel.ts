import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { Context } from '../context.ts';
import type { Suggestion } from '../values/suggestion.ts';
import { namedEntries, type ValueKind } from './entries.ts';

/**
 * The sections in AWS's order, and how each starts.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
const SECTIONS: Readonly<Record<string, ValueKind>> = {
  AWSTemplateFormatVersion: 'text',
  Description: 'text',
  Transform: 'text',
  Parameters: 'mapping',
  Mappings: 'mapping',
  Conditions: 'mapping',
  Resources: 'mapping',
  Outputs: 'mapping',
};

/** The values of sections that are texts. */
export function sectionValues({ path }: Context): readonly Suggestion[] {
  const value = { AWSTemplateFormatVersion: '2010-09-09', Transform: 'AWS::Serverless-2016-10-31' }[
    String(path[0])
  ];
  return value === undefined ? [] : [{ value, kind: CompletionItemKind.Value }];
}

/** The sections that the template does not have yet; `Resources` first. */
export function sectionItems(context: Context): CompletionItem[] {
  const names = Object.keys(SECTIONS).toSorted(
    (a, b) => Number(b === 'Resources') - Number(a === 'Resources'),
  );
  return namedEntries(context, names, (name) => SECTIONS[name]!);
}
