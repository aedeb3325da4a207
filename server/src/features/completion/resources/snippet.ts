import type { Data } from '../../../syntax/edit.ts';

/** A placeholder of a snippet. */
export interface Hole {
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

const HOLES: Hole[] = [];

/** A placeholder inside of a text; equal ones are edited together. */
function hole(one: Hole): string {
  const { text, type, nth } = one;
  const known = HOLES.findIndex((other) => other.text === text && other.type === type && other.nth === nth);
  return `HOLE${known < 0 ? HOLES.push(one) - 1 : known}X`;
}

/** Splits a printed snippet into texts and placeholders, in order. */
export function snippetParts(printed: string): readonly (string | Hole)[] {
  return printed.split(/HOLE(\d+)X/).map((part, index) => (index % 2 === 0 ? part : HOLES[Number(part)]!));
}

export const textHole = (proposed: string) => hole({ text: proposed });
const idHole = (type: string, proposed: string, nth = 0) =>
  hole({ text: proposed, type: `AWS::${type}`, nth });
export const refHole = (type: string, proposed: string, nth?: number): Data => ({
  Ref: idHole(type, proposed, nth),
});
export const getAttHole = (type: string, proposed: string, attribute: string, nth?: number): Data => ({
  'Fn::GetAtt': [idHole(type, proposed, nth), attribute],
});

export const VPC = refHole('EC2::VPC', 'Vpc');
export const TABLE = refHole('EC2::RouteTable', 'PrivateTable');
export const SUBNET = refHole('EC2::Subnet', 'PrivateA');
export const SUBNETS = [SUBNET, refHole('EC2::Subnet', 'PrivateB', 1)];
export const GROUP = getAttHole('EC2::SecurityGroup', 'AppGroup', 'GroupId');
export const OTHER_GROUP = getAttHole('EC2::SecurityGroup', 'DatabaseGroup', 'GroupId', 1);
export const ATTACHMENT = idHole('EC2::VPCGatewayAttachment', 'InternetGatewayAttachment');
export const zone = (index: number): Data => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });
export const tag = (name: string): Data => [
  { Key: 'Name', Value: { 'Fn::Sub': `\${AWS::StackName}-${textHole(name)}` } },
];
export const service = (name: string): Data => ({
  'Fn::Sub': `com.amazonaws.\${AWS::Region}.${textHole(name)}`,
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
