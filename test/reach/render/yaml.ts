// A template in CloudFormation's JSON as the YAML that people write: `!Ref`, `!GetAtt A.B`, `!Select [...]`.

import { Document, isScalar, Scalar, visit, YAMLMap } from 'yaml';
import type { Json } from './spelling.ts';

/** The template as YAML. A function whose only argument is another one keeps its long name: two tags cannot stand together. */
export function asYaml(template: Json): string {
  const document = new Document(template, { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Map(_, node) {
      const [only, more] = node.items;
      if (only === undefined || more !== undefined || !isScalar(only.key)) return undefined;
      const name = /^(?:Fn::)?(Ref|Condition|[A-Z]\w+)$/.exec(String(only.key.value))?.[1];
      const isFunction = String(only.key.value).startsWith('Fn::') || name === 'Ref' || name === 'Condition';
      const { value } = only;
      if (!isFunction || value === null || value instanceof YAMLMap) return undefined;
      const argument = name === 'GetAtt' ? new Scalar(parts(value).join('.')) : (value as Scalar);
      argument.tag = `!${name}`;
      return argument;
    },
  });
  return document.toString({ lineWidth: 0 });
}

const parts = (value: unknown): string[] => (value as { toJSON(): string[] }).toJSON();
