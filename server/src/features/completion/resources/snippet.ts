import type { Data } from '../../../syntax/edit.ts';

/** A placeholder of a snippet. */
export interface Placeholder {
  readonly text: string;
  /** If the template has a resource of that type, its logical id is the text: that of the first, or of the `nth`. */
  readonly type?: string;
  readonly nth?: number;
}

export interface ResourceSnippet {
  readonly name: string;
  /** What is inserted, as one sentence. */
  readonly documentation: string;
  /** The default logical id. */
  readonly id: string;
  /** The resource; its texts may contain placeholders. */
  readonly resource: { readonly [key: string]: Data };
}

/** Marked as STOP0X and so on in a printed snippet, which is text that no format quotes or folds. */
const PLACEHOLDERS: Placeholder[] = [];

/** A placeholder inside of a text; equal ones are edited together. */
function placeholder(one: Placeholder): string {
  const { text, type, nth } = one;
  const known = PLACEHOLDERS.findIndex(
    (other) => other.text === text && other.type === type && other.nth === nth,
  );
  return `STOP${known < 0 ? PLACEHOLDERS.push(one) - 1 : known}X`;
}

/** Splits a printed snippet into texts and placeholders, in order. */
export function snippetParts(printed: string): readonly (string | Placeholder)[] {
  return printed
    .split(/STOP(\d+)X/)
    .map((part, index) => (index % 2 === 0 ? part : PLACEHOLDERS[Number(part)]!));
}

export const textPlaceholder = (proposed: string) => placeholder({ text: proposed });
const idPlaceholder = (type: string, proposed: string, nth = 0) =>
  placeholder({ text: proposed, type: `AWS::${type}`, nth });
export const refPlaceholder = (type: string, proposed: string, nth?: number): Data => ({
  Ref: idPlaceholder(type, proposed, nth),
});
export const getAttPlaceholder = (type: string, proposed: string, attribute: string, nth?: number): Data => ({
  'Fn::GetAtt': [idPlaceholder(type, proposed, nth), attribute],
});

export const VPC = refPlaceholder('EC2::VPC', 'Vpc');
export const TABLE = refPlaceholder('EC2::RouteTable', 'PrivateTable');
export const SUBNET = refPlaceholder('EC2::Subnet', 'PrivateA');
export const SUBNETS = [SUBNET, refPlaceholder('EC2::Subnet', 'PrivateB', 1)];
export const GROUP = getAttPlaceholder('EC2::SecurityGroup', 'AppGroup', 'GroupId');
export const OTHER_GROUP = getAttPlaceholder('EC2::SecurityGroup', 'DatabaseGroup', 'GroupId', 1);
export const ATTACHMENT = idPlaceholder('EC2::VPCGatewayAttachment', 'InternetGatewayAttachment');
export const zone = (index: number): Data => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });
export const tag = (name: string): Data => [
  { Key: 'Name', Value: { 'Fn::Sub': `\${AWS::StackName}-${textPlaceholder(name)}` } },
];
export const service = (name: string): Data => ({
  'Fn::Sub': `com.amazonaws.\${AWS::Region}.${textPlaceholder(name)}`,
});

/** A snippet of a resource with its properties, and attributes such as DependsOn. */
export function snippet(
  name: string,
  documentation: string,
  proposed: string,
  type: string,
  properties: { readonly [key: string]: Data },
  attributes: { readonly [key: string]: Data } = {},
): ResourceSnippet {
  const own = Object.keys(properties).length === 0 ? {} : { Properties: properties };
  return {
    name: `vpc-${name}`,
    documentation,
    id: proposed,
    resource: { Type: `AWS::${type}`, ...attributes, ...own },
  };
}
