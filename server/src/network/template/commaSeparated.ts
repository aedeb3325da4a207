import type { Value } from '../../template/evaluation/value.ts';
import { unknownField } from '../field.ts';
import type { ResourceReader } from './readResource.ts';

/**
 * A few properties are texts with commas in place of lists, such as `Fn::Join` of subnets:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-rotationschedule-hostedrotationlambda.html
 */
export function commaSeparated(value: Value, typeOf: ResourceReader['typeOf']): Value {
  const text = value.kind === 'known' ? value.text : value.kind === 'unknown' ? (value.partial ?? '') : '';
  if (!text.includes(',') || (value.kind !== 'known' && value.kind !== 'unknown')) return value;
  const items = text.split(',').map((part): Value => {
    const id = /^\s*\$\{(\w+)(?:\.GroupId|\.SubnetId)?\}\s*$/.exec(part)?.[1];
    if (id !== undefined && typeOf(id) !== undefined)
      return { kind: 'reference', resource: id, at: value.at };
    if (!part.includes('${')) return { kind: 'known', text: part.trim(), at: value.at, defaults: [] };
    return unknownField(value.kind === 'unknown' ? value : { why: 'it is not an id' }, value.at);
  });
  return { kind: 'list', items, at: value.at };
}
