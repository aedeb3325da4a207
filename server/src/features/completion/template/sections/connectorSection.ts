import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { SERVICE_OF_TYPE } from '../../../../aws/services.ts';
import type { Context } from '../context.ts';
import { resourceNames } from '../names.ts';
import type { Suggestion } from '../values/suggestion.ts';
import { namedEntries } from './entries.ts';

/**
 * The way into the properties of a connector of SAM, a resource of its own or within its source; undefined elsewhere.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html
 */
export function connectorSteps({ path, types }: Context): readonly string[] | undefined {
  const [section, id, ...deeper] = path.filter((step) => typeof step === 'string');
  if (section !== 'Resources' || id === undefined) return undefined;
  if (deeper[0] === 'Connectors' && deeper.length > 1)
    return deeper[2] === undefined || deeper[2] === 'Properties' ? deeper.slice(2) : undefined;
  return types.get(id) === 'AWS::Serverless::Connector' && deeper[0] === 'Properties' ? deeper : undefined;
}

export function connectorKeys(
  context: Context,
  [properties, ...steps]: readonly string[],
): readonly CompletionItem[] {
  if (properties === undefined) return namedEntries(context, ['Properties'], () => 'mapping');
  if (steps.length === 0)
    return namedEntries(context, isOwn(context) ? ['Source', ...PROPERTIES] : PROPERTIES, (name) =>
      name === 'Permissions' ? 'list' : 'mapping',
    );
  return steps.length === 1 && ENDS.includes(steps[0]!) ? namedEntries(context, ['Id'], () => 'choice') : [];
}

const PROPERTIES = ['Destination', 'Permissions'];

const ENDS = ['Source', 'Destination'];

function isOwn({ path }: Context): boolean {
  return path[2] === 'Properties';
}

/** The resources of the file, those first that connectors know, and the two permissions. */
export function connectorValues(context: Context, [, name, part]: readonly string[]): readonly Suggestion[] {
  if (name === 'Permissions' && part === undefined)
    return ['Read', 'Write']
      .filter((value) => !context.place.earlier.includes(value))
      .map((value) => ({ value, kind: CompletionItemKind.EnumMember }));
  if (part !== 'Id' || !ENDS.includes(name ?? '')) return [];
  const isKnown = ({ value }: Suggestion) =>
    Number(SERVICE_OF_TYPE[context.types.get(String(value)) ?? ''] !== undefined);
  return resourceNames(context, String(context.path[1])).toSorted((a, b) => isKnown(b) - isKnown(a));
}
