import type { Span } from '../../syntax/span.ts';
import { table } from '../../table.ts';
import { known, unknown, type Value } from '../evaluation/value.ts';
import type { Parameter } from '../parameter.ts';
import type { Resource } from '../resource.ts';

/**
 * What a template can look up in other files. The hosts read the files; without a resolver, every value from another
 * file is unknown. Values are given in terms of the template that asks: a resource of the other template is an
 * unknown value, and a default of the other template is named `Name of other.yaml`.
 */
export interface CrossStackResolver {
  /** An output of the template at a path relative to this template's folder, deployed with these arguments. */
  readonly outputOf: (path: string, output: string, given: Arguments, at: Span) => Value;
  /** The value that the workspace exports under the name, if exactly one template exports it. */
  readonly exported: (name: string, at: Span) => Value;
  /** The template at a path relative to this template's folder; undefined where it cannot be read as a whole. */
  readonly templateAt: (path: string) => NestedTemplate | undefined;
}

/** What a template asks for and gives, and the path by which another one names it. */
export interface NestedTemplate {
  readonly path: string;
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Their names. */
  readonly outputs: readonly string[];
}

/** Arguments by the names of parameters; undefined if there may be further, unknown ones. */
export type Arguments = ReadonlyMap<string, Value> | undefined;

/** By resource type: the property that has the nested template's location. */
export const LOCATION: Readonly<Record<string, string>> = table({
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
});

/** True for a type whose resource deploys another template. */
export function isNestedStack(type: string): boolean {
  return LOCATION[type] !== undefined;
}

/** `Fn::GetAtt` of an output of a nested stack. `property` gives the value of a property of the stack's resource. */
export function nestedOutput(
  { id, type }: Pick<Resource, 'id' | 'type'>,
  output: string,
  property: (name: string) => Value,
  crossStack: CrossStackResolver | undefined,
  at: Span,
): Value {
  const name = `\${${id}.Outputs.${output}}`;
  const path = localPath(property(LOCATION[type] ?? ''));
  if (path === undefined || !crossStack)
    return unknown(`it is an output of the nested stack ${id}`, at, name);
  const given = property('Parameters');
  const byParameter =
    given.kind === 'fields' ? given.fields : given.kind === 'absent' ? new Map() : undefined;
  return named(crossStack.outputOf(path, output, byParameter, at), name);
}

/**
 * A path relative to the template's folder, as `aws cloudformation package` and SAM accept it; undefined for an S3
 * address and for a location that is not a literal.
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
export function localPath(location: Value): string | undefined {
  if (location.kind !== 'known' || location.defaults.length > 0) return undefined;
  return writtenPath(location.text);
}

/** As `localPath`, for a location given as a text. */
export function writtenPath(location: string): string | undefined {
  const path = location.trim();
  return path === '' || /^[a-z][a-z0-9+.-]*:|^[\\/~]/i.test(path) ? undefined : path.replaceAll('\\', '/');
}

/** `Fn::ImportValue` of a name. */
export function importedValue(name: Value, crossStack: CrossStackResolver | undefined, at: Span): Value {
  const why = 'it is imported from another stack';
  if (name.kind === 'unknown' && name.partial !== undefined)
    return unknown(why, at, `\${ImportValue ${name.partial}}`);
  if (name.kind !== 'known') return unknown(why, at);
  // A name that depends on a default may differ at deployment, so it equals only names that depend on the same default.
  const rests = name.defaults.length > 0 ? ` with ${name.defaults.join(', ')} by default` : '';
  const value = crossStack?.exported(name.text, at) ?? unknown(why, at);
  return named(restingOn(value, name.defaults), `\${ImportValue ${name.text}${rests}}`);
}

/** The unknown value with this name, unless it has a name already. */
function named(value: Value, name: string): Value {
  return value.kind === 'unknown' && value.partial === undefined ? { ...value, partial: name } : value;
}

/** The same value, which also depends on the defaults of these parameters. */
export function restingOn(value: Value, defaults: readonly string[]): Value {
  if (defaults.length === 0) return value;
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => restingOn(item, defaults)) };
  if (value.kind === 'unknown' && value.gives !== undefined)
    return { ...value, defaults: [...new Set([...(value.defaults ?? []), ...defaults])] };
  if (value.kind !== 'known') return value;
  return { ...known(value.text, value.at), defaults: [...new Set([...value.defaults, ...defaults])] };
}
