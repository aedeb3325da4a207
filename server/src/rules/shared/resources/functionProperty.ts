import { valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import type { Value } from '../../../template/evaluation/value.ts';

export const FUNCTION_TYPES = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];

/** A property of a function, by a path with dots; that of Globals where a function of SAM has none of its own. */
export function functionProperty({ resource, property, globals }: ResourceReader, path: string): Value {
  const own = valueAtPath(property, path);
  const shared = resource.type === 'AWS::Serverless::Function' ? globals('Function') : undefined;
  return own.kind === 'absent' && shared ? valueAtPath(shared.property, path) : own;
}
