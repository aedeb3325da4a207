import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { SAM_GLOBALS } from '../../../../aws/samGlobals.ts';
import { table } from '../../../../table.ts';
import type { Context } from '../context.ts';
import { valueItems } from '../items.ts';
import type { Suggestion } from '../values/suggestion.ts';
import { namedEntries, type ValueKind } from './entries.ts';

/**
 * The sections in AWS's order, and how each starts.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
const SECTIONS: Readonly<Record<string, ValueKind>> = {
  AWSTemplateFormatVersion: { only: '2010-09-09' },
  Description: 'text',
  Transform: 'choice',
  Globals: 'mapping',
  Parameters: 'mapping',
  Mappings: 'mapping',
  Conditions: 'mapping',
  Resources: 'mapping',
  Outputs: 'mapping',
};

/** The values of sections that are texts. */
export function sectionValues({ path }: Context): readonly Suggestion[] {
  const values = VALUES[String(path[0])] ?? [];
  return values.map((value) => ({ value, kind: CompletionItemKind.Value }));
}

/** Of macros, AWS's own: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html */
const VALUES: Readonly<Record<string, readonly string[]>> = table({
  AWSTemplateFormatVersion: ['2010-09-09'],
  Transform: ['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions'],
});

/**
 * What `Fn::Transform` takes: AWS's only macro for a part of a template, and where the part is.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
 */
export function includeItems(context: Context): readonly CompletionItem[] {
  const { path, place } = context;
  const inside = path.slice(path.lastIndexOf('Fn::Transform') + 1);
  if (place.role !== 'value' && inside.length === 0)
    return namedEntries(context, ['Name', 'Parameters'], (name) => (name === 'Name' ? 'text' : 'mapping'));
  if (place.role !== 'value' && inside[0] === 'Parameters' && inside.length === 1)
    return namedEntries(context, ['Location'], () => 'text');
  const isName = place.role !== 'key' && inside[0] === 'Name' && inside.length === 1;
  return isName ? valueItems(context, [{ value: 'AWS::Include', kind: CompletionItemKind.Value }]) : [];
}

/** The sections of SAM's Globals, and the properties in each, except for functions, whose schema is known. */
export function globalItems(context: Context): readonly CompletionItem[] {
  const section = context.path[1];
  if (section === undefined) return namedEntries(context, Object.keys(SAM_GLOBALS), () => 'mapping');
  return namedEntries(context, SAM_GLOBALS[String(section)] ?? [], (name) =>
    STRUCTURES.test(name) ? 'mapping' : 'text',
  );
}

const STRUCTURES =
  /^(?:Auth|EndpointConfiguration|Domain|.*Variables|Tags|.*LogSettings?|CanarySetting|SSESpecification|VpcConfig|DefaultRouteSettings|RouteSettings|GatewayResponses)$/;

/** The sections that the template does not have yet; `Resources` first. */
export function sectionItems(context: Context): CompletionItem[] {
  const isThere = (name: string) => name !== 'Globals' || context.template.isSam;
  const names = Object.keys(SECTIONS)
    .filter(isThere)
    .toSorted((a, b) => Number(b === 'Resources') - Number(a === 'Resources'));
  return namedEntries(context, names, (name) => SECTIONS[name]!);
}
