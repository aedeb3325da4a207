import { entriesOf, type Node, resolved } from '../../syntax/tree.ts';
import { argumentsOf, type Call, callOf } from '../../template/evaluation/intrinsic.ts';
import type { Template } from '../../template/template.ts';

/** Types of resources that pass their properties to something outside of the file. */
function handsOn(type: string): boolean {
  return (
    type === 'AWS::CloudFormation::Stack' ||
    type === 'AWS::Serverless::Application' ||
    type === 'AWS::CloudFormation::CustomResource' ||
    type === 'AWS::SSM::Parameter' ||
    type.startsWith('Custom::')
  );
}

/** The resources whose ids leave the template: by an output, a nested stack's parameters, or a custom resource. */
export function sharedResources(template: Template): ReadonlySet<string> {
  const shared = new Set<string>();
  for (const { value } of template.outputs) note(value, template, shared);
  for (const { type, properties } of template.resources.values()) {
    if (properties && handsOn(type)) note(properties, template, shared);
  }
  return shared;
}

const PLACEHOLDER = /\$\{([A-Za-z0-9]+)(?:\.([A-Za-z0-9]+))?\}/g;

/** Attributes that return the id. */
const IS_ID = /^(GroupId|RouteTableId|VpcId|SubnetId|Id)$/;

/** Only the id counts: nobody can add a rule to a group by another attribute, such as an address. */
function note(node: Node, template: Template, shared: Set<string>, depth = 0): void {
  const target = resolved(node);
  if (!target || depth > 50) return;
  const call = callOf(target);
  for (const [name, attribute] of call ? namedBy(call) : [])
    if (template.resources.has(name) && (attribute === undefined || IS_ID.test(attribute))) shared.add(name);
  const parts = target.kind === 'sequence' ? target.items : entriesOf(target).map(({ value }) => value);
  for (const part of parts) note(part, template, shared, depth + 1);
}

/** The names that a call itself refers to, each with the attribute; calls inside of it are left out. */
function namedBy(call: Call): readonly (readonly [name: string, attribute: string | undefined])[] {
  const argument = resolved(call.argument);
  if (call.name === 'Ref') return argument?.kind === 'scalar' ? [[argument.text, undefined]] : [];
  if (call.name === 'Fn::GetAtt' && argument) {
    const [name = '', attribute = ''] =
      argument.kind === 'scalar'
        ? argument.text.split('.')
        : argumentsOf(call).map((part) => (part.kind === 'scalar' ? part.text : ''));
    return [[name, attribute]];
  }
  if (call.name !== 'Fn::Sub') return [];
  const text = argument?.kind === 'sequence' ? resolved(argument.items[0]) : argument;
  return text?.kind === 'scalar'
    ? [...text.text.matchAll(PLACEHOLDER)].map(([, name, attribute]) => [name!, attribute] as const)
    : [];
}
