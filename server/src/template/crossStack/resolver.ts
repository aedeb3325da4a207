import type { Span } from '../../syntax/span.ts';
import { table } from '../../table.ts';
import { known, unknown, type Value } from '../evaluation/value.ts';
import type { Resource } from '../resource.ts';

/**
 * What a template can learn of other files. The hosts read these; without them, whatever comes from there is unknown.
 * Both answers are in terms of the template that asks: what is a resource of the other one is unknown here, and a
 * default of the other one is called `Name of other.yaml`.
 */
export interface CrossStackResolver {
  /** An output of the template at a path relative to this one's folder, with these arguments for its parameters. */
  readonly outputOf: (path: string, output: string, given: Arguments, at: Span) => Value;
  /** What the workspace exports under the name, where exactly one template does. */
  readonly exported: (name: string, at: Span) => Value;
}

/** Arguments by the names of parameters; undefined where some may be there that nobody knows of. */
export type Arguments = ReadonlyMap<string, Value> | undefined;

/** The property that says where the nested template is. */
export const LOCATION: Readonly<Record<string, string>> = table({
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
});

export function isNestedStack(type: string): boolean {
  return LOCATION[type] !== undefined;
}

/** `Fn::GetAtt` of an output of a nested stack. `property` gives the value of a property of the stack's resource. */
export function nestedOutput(
  { id, type }: Pick<Resource, 'id' | 'type'>,
  output: string,
  property: (name: string) => Value,
  neighbours: CrossStackResolver | undefined,
  at: Span,
): Value {
  const name = `\${${id}.Outputs.${output}}`;
  const path = localPath(property(LOCATION[type] ?? ''));
  if (path === undefined || !neighbours)
    return unknown(`it is an output of the nested stack ${id}`, at, name);
  const given = property('Parameters');
  const arguments_ = given.kind === 'fields' ? given.fields : given.kind === 'absent' ? new Map() : undefined;
  return named(neighbours.outputOf(path, output, arguments_, at), name);
}

/**
 * A path as `aws cloudformation package` and SAM take it, relative to the template's folder; undefined for an address
 * in S3 and for anything that is not written down. https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
function localPath(location: Value): string | undefined {
  if (location.kind !== 'known' || location.defaults.length > 0) return undefined;
  return writtenPath(location.text);
}

/** As `localPath`, of a location that is written as a text. */
export function writtenPath(location: string): string | undefined {
  const path = location.trim();
  return path === '' || /^[a-z][a-z0-9+.-]*:|^[\\/~]/i.test(path) ? undefined : path.replaceAll('\\', '/');
}

/** `Fn::ImportValue` of a name. */
export function importedValue(name: Value, neighbours: CrossStackResolver | undefined, at: Span): Value {
  const why = 'it is imported from another stack';
  if (name.kind === 'unknown' && name.partial !== undefined)
    return unknown(why, at, `\${ImportValue ${name.partial}}`);
  if (name.kind !== 'known') return unknown(why, at);
  // A name that rests on a default may be another at deployment, and so is the same only as one that does as well.
  const rests = name.defaults.length > 0 ? ` with ${name.defaults.join(', ')} by default` : '';
  const value = neighbours?.exported(name.text, at) ?? unknown(why, at);
  return named(restingOn(value, name.defaults), `\${ImportValue ${name.text}${rests}}`);
}

/** An unknown value under a name of its own, unless it has one. */
function named(value: Value, name: string): Value {
  return value.kind === 'unknown' && value.partial === undefined ? { ...value, partial: name } : value;
}

/** The same value, known only as long as the defaults of these parameters hold, too. */
export function restingOn(value: Value, defaults: readonly string[]): Value {
  if (defaults.length === 0) return value;
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => restingOn(item, defaults)) };
  if (value.kind !== 'known') return value;
  return { ...known(value.text, value.at), defaults: [...new Set([...value.defaults, ...defaults])] };
}
