import type { Data } from '../../syntax/edit.ts';

export interface TemplateResource {
  readonly Type: string;
  readonly [key: string]: Data;
}

/** Resources that belong together, with the comment that a reader of the template sees above them. */
export interface Part {
  readonly comment?: string;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly parameters?: Readonly<Record<string, Data>>;
  readonly outputs?: Readonly<Record<string, Data>>;
}

export function ref(id: string): Data {
  return { Ref: id };
}

export function attribute(id: string, name: string): Data {
  return { 'Fn::GetAtt': [id, name] };
}

/** Tags with the name that AWS's console shows. */
export function named(suffix?: string): Data {
  return [
    { Key: 'Name', Value: { 'Fn::Sub': `\${AWS::StackName}${suffix === undefined ? '' : `-${suffix}`}` } },
  ];
}

export function output(description: string, value: Data): Data {
  return { Description: description, Value: value };
}

/** Suppresses a rule of the strict profile for a resource that is intended to be so. */
export function ignoring(rule: string): { readonly Metadata: Data } {
  return { Metadata: { 'vpc-lens': { ignore: [rule] } } };
}
