// Other ways to write the same network. Each takes the template as CloudFormation's JSON and returns it rewritten, or as it was if there
// is nothing of the kind in it.

/** A value as CloudFormation's JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Fields = { readonly [key: string]: Json };

export interface Resource {
  readonly Type: string;
  readonly Properties?: Fields;
  readonly [key: string]: Json | undefined;
}

export interface Template {
  readonly Resources: { readonly [id: string]: Resource };
  readonly [section: string]: Json | { readonly [id: string]: Resource };
}

type Rewrite = (template: Template) => Template;

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value with every part of it replaced, the innermost first. */
function everywhere(value: Json, replaced: (part: Json) => Json): Json {
  if (Array.isArray(value)) return replaced(value.map((item) => everywhere(item, replaced)));
  if (!isFields(value)) return replaced(value);
  return replaced(
    Object.fromEntries(Object.entries(value).map(([key, part]) => [key, everywhere(part, replaced)])),
  );
}

/** The template with the properties of each resource replaced. */
function inProperties(
  template: Template,
  replaced: (fields: Fields, resource: Resource) => Fields,
): Template {
  const resources = Object.entries(template.Resources).map(([id, one]): [string, Resource] => [
    id,
    isFields(one.Properties) ? { ...one, Properties: replaced(one.Properties, one) } : one,
  ]);
  return { ...template, Resources: Object.fromEntries(resources) };
}

/** The id in `Ref`, if it is a resource's. */
function referred(value: Json, { Resources }: Template): string | undefined {
  const name = isFields(value) && Object.keys(value).length === 1 ? value.Ref : undefined;
  return typeof name === 'string' && Object.hasOwn(Resources, name) ? name : undefined;
}

const withinProperties = (template: Template, replaced: (part: Json) => Json): Template =>
  inProperties(template, (fields) => everywhere(fields, replaced) as Fields);

const refsAsSubs: Rewrite = (template) =>
  withinProperties(template, (part) => {
    const name = referred(part, template);
    return name === undefined ? part : { 'Fn::Sub': `\${${name}}` };
  });

/** Attributes that are what `Ref` returns: `GroupId` of a group of a VPC, `SubnetId` of a subnet, `VpcId` of a VPC. */
const IDS: Readonly<Record<string, string>> = {
  'AWS::EC2::SecurityGroup': 'GroupId',
  'AWS::EC2::Subnet': 'SubnetId',
  'AWS::EC2::VPC': 'VpcId',
  'AWS::EC2::RouteTable': 'RouteTableId',
  'AWS::EC2::InternetGateway': 'InternetGatewayId',
};

const refsAsAttributes: Rewrite = (template) =>
  withinProperties(template, (part) => {
    const name = referred(part, template);
    const { Type, Properties } = template.Resources[name ?? ''] ?? { Type: '' };
    const attribute = Type === 'AWS::EC2::SecurityGroup' && !Properties?.VpcId ? undefined : IDS[Type];
    return name === undefined || attribute === undefined ? part : { 'Fn::GetAtt': [name, attribute] };
  });

const attributesAsSubs: Rewrite = (template) =>
  withinProperties(template, (part) => {
    const call = isFields(part) ? part['Fn::GetAtt'] : undefined;
    const [name, attribute] = Array.isArray(call) ? call : [];
    const isList = typeof attribute !== 'string' || /Entries|CidrBlocks|Ids$|Association/.test(attribute);
    return isList || typeof name !== 'string' ? part : { 'Fn::Sub': `\${${name}.${attribute}}` };
  });

/** Blocks by parameters of which each has one possible value. */
const blocksAsParameters: Rewrite = (template) => {
  const parameters: Record<string, Json> = {};
  const rewritten = withinProperties(template, (part) => {
    if (typeof part !== 'string' || !/^\d+\.\d+\.\d+\.\d+\/\d+$/.test(part)) return part;
    const name = `Block${part.replace(/\D/g, 'x')}`;
    parameters[name] = { Type: 'String', Default: part, AllowedValues: [part] };
    return { Ref: name };
  });
  return withSection(rewritten, 'Parameters', parameters);
};

const portsAsTexts: Rewrite = (template) =>
  withinProperties(template, (part) => (typeof part === 'number' ? String(part) : part));

function withSection(template: Template, section: string, entries: Fields): Template {
  const own = template[section] as Json | undefined;
  return { ...template, [section]: { ...(isFields(own) ? own : {}), ...entries } };
}

/** Every resource that has no condition has one that always holds. */
const alwaysThere: Rewrite = (template) => {
  const resources = Object.entries(template.Resources).map(([id, one]): [string, Resource] => [
    id,
    one.Condition === undefined ? { ...one, Condition: 'AlwaysSo' } : one,
  ]);
  const rewritten = { ...template, Resources: Object.fromEntries(resources) };
  return withSection(rewritten, 'Conditions', { AlwaysSo: { 'Fn::Equals': ['a', 'a'] } });
};

const chosenItems: Rewrite = (template) => {
  const chosen = (item: Json): Json => ({
    'Fn::If': ['AlwaysSo', item, { Ref: 'AWS::NoValue' }],
  });
  const rewritten = inProperties(template, (fields) =>
    Object.fromEntries(
      Object.entries(fields).map(([key, value]): [string, Json] => [
        key,
        Array.isArray(value) && /^(?:Subnet|SecurityGroup)/.test(key) ? value.map(chosen) : value,
      ]),
    ),
  );
  return withSection(rewritten, 'Conditions', { AlwaysSo: { 'Fn::Equals': ['a', 'a'] } });
};

function backwards(value: Json): Json {
  return everywhere(value, (part) =>
    isFields(part) ? Object.fromEntries(Object.entries(part).reverse()) : part,
  );
}

/** Inbound rules as resources of their own. */
const rulesApart: Rewrite = (template) => {
  const resources: Record<string, Resource> = {};
  for (const [id, one] of Object.entries(template.Resources)) {
    const { SecurityGroupIngress: rules, ...rest } = one.Properties ?? {};
    const isMoved = one.Type === 'AWS::EC2::SecurityGroup' && Array.isArray(rules) && rest.VpcId;
    const items: readonly Json[] = isMoved ? rules : [];
    if (!isMoved || !items.every((rule) => isFields(rule) && !('Fn::If' in rule))) {
      resources[id] = one;
      continue;
    }
    resources[id] = { ...one, Properties: rest };
    items.forEach((rule, i) => {
      resources[`${id}Rule${i}`] = {
        Type: 'AWS::EC2::SecurityGroupIngress',
        ...(one.Condition !== undefined && { Condition: one.Condition }),
        Properties: { GroupId: { 'Fn::GetAtt': [id, 'GroupId'] }, ...(rule as Fields) },
      };
    });
  }
  return { ...template, Resources: resources };
};

/** Each rule of a group as two, of which each has a part of its ports or of the world. */
const rulesInTwo: Rewrite = (template) =>
  inProperties(template, (fields, { Type }) => {
    if (Type !== 'AWS::EC2::SecurityGroup') return fields;
    return Object.fromEntries(
      Object.entries(fields).map(([key, rules]): [string, Json] => [
        key,
        /^SecurityGroup(?:In|E)gress$/.test(key) && Array.isArray(rules) ? rules.flatMap(inTwo) : rules,
      ]),
    );
  });

function inTwo(rule: Json): readonly Json[] {
  if (!isFields(rule)) return [rule];
  const { IpProtocol, FromPort: from, ToPort: to, CidrIp } = rule;
  if (CidrIp === '0.0.0.0/0')
    return ['0.0.0.0/1', '128.0.0.0/1'].map((half): Json => ({ ...rule, CidrIp: half }));
  const hasPorts = /^(?:tcp|udp|6|17)$/.test(String(IpProtocol)) && typeof from === 'number';
  if (!hasPorts || typeof to !== 'number' || from >= to) return [rule];
  const middle = Math.floor((from + to) / 2);
  return [
    { ...rule, ToPort: middle },
    { ...rule, FromPort: middle + 1 },
  ];
}

/** Each route to a part of the world as two, to the halves of its block. */
const routesInTwo: Rewrite = (template) => {
  const resources = Object.entries(template.Resources).flatMap(([id, one]): [string, Resource][] => {
    const { DestinationCidrBlock: block } = one.Properties ?? {};
    const halves = one.Type === 'AWS::EC2::Route' && typeof block === 'string' ? halvesOf(block) : undefined;
    if (!halves) return [[id, one]];
    const half = (own: string): Resource => ({
      ...one,
      Properties: { ...one.Properties, DestinationCidrBlock: own },
    });
    return [
      [id, half(halves[0])],
      [`${id}Upper`, half(halves[1])],
    ];
  });
  return { ...template, Resources: Object.fromEntries(resources) };
};

/** The two halves of a block that is neither the world nor a single address. */
function halvesOf(block: string): readonly [string, string] | undefined {
  const [, a, b, c, d, prefix] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(block) ?? [];
  const bits = Number(prefix);
  if (prefix === undefined || bits === 0 || bits === 32) return undefined;
  const upper = [a, b, c, d].map(Number);
  upper[Math.floor(bits / 8)]! += 128 >> (bits % 8);
  return [`${a}.${b}.${c}.${d}/${bits + 1}`, `${upper.join('.')}/${bits + 1}`];
}

/** Entries of ACLs as two, to the halves of their blocks, with numbers that follow each other. */
const entriesInTwo: Rewrite = (template) => {
  const resources = Object.entries(template.Resources).flatMap(([id, one]): [string, Resource][] => {
    const { CidrBlock: block, RuleNumber: number } = one.Properties ?? {};
    if (one.Type !== 'AWS::EC2::NetworkAclEntry' || !(Number(number) < 16_000)) return [[id, one]];
    const part = (own: Json, at: number): Resource => ({
      ...one,
      Properties: { ...one.Properties, RuleNumber: at, ...(own !== undefined && { CidrBlock: own }) },
    });
    const [lower, upper] = (typeof block === 'string' && halvesOf(block)) || [];
    if (lower === undefined || upper === undefined)
      return [[id, { ...one, Properties: { ...one.Properties, RuleNumber: 2 * Number(number) } }]];
    return [
      [id, part(lower, 2 * Number(number))],
      [`${id}Upper`, part(upper, 2 * Number(number) + 1)],
    ];
  });
  return { ...template, Resources: Object.fromEntries(resources) };
};

/** Every rule of a group, and every entry of an ACL with a higher number, once more. */
const twice: Rewrite = (template) => {
  const rewritten = inProperties(template, (fields, { Type }) => {
    if (Type !== 'AWS::EC2::SecurityGroup') return fields;
    return Object.fromEntries(
      Object.entries(fields).map(([key, rules]): [string, Json] => [
        key,
        /^SecurityGroup(?:In|E)gress$/.test(key) && Array.isArray(rules) ? [...rules, ...rules] : rules,
      ]),
    );
  });
  const again = Object.entries(rewritten.Resources).flatMap(([id, one]): [string, Resource][] => {
    const number = Number(one.Properties?.RuleNumber);
    return one.Type === 'AWS::EC2::NetworkAclEntry' && number < 16_000
      ? [[`${id}Again`, { ...one, Properties: { ...one.Properties, RuleNumber: 16_000 + number } }]]
      : [];
  });
  return { ...rewritten, Resources: { ...rewritten.Resources, ...Object.fromEntries(again) } };
};

/** Something apart from everything: another VPC with a subnet and a group, and a bucket. */
const withNeighbours: Rewrite = (template) => ({
  ...template,
  Resources: {
    ...template.Resources,
    ApartVpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '100.127.240.0/24' } },
    ApartSubnet: {
      Type: 'AWS::EC2::Subnet',
      Properties: { VpcId: { Ref: 'ApartVpc' }, CidrBlock: '100.127.240.0/26' },
    },
    ApartGroup: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: { VpcId: { Ref: 'ApartVpc' }, GroupDescription: 'apart' },
    },
    ApartTopic: { Type: 'AWS::SNS::Topic' },
  },
});

export const REWRITES: Readonly<Record<string, Rewrite>> = {
  'as JSON': (template) => template,
  'with Fn::Sub for Ref': refsAsSubs,
  'with Fn::GetAtt for Ref': refsAsAttributes,
  'with Fn::Sub for Fn::GetAtt': attributesAsSubs,
  'with blocks by parameters': blocksAsParameters,
  'with numbers as texts': portsAsTexts,
  'under a condition that holds': alwaysThere,
  'with items under a condition that holds': chosenItems,
  'in the other order': (template) => backwards(template as unknown as Json) as unknown as Template,
  'with inbound rules as resources': rulesApart,
  'with each rule as two': rulesInTwo,
  'with each route as two': routesInTwo,
  'with each entry of an ACL as two': entriesInTwo,
  'with rules and entries twice': twice,
  'beside another VPC': withNeighbours,
};

/** The template with other logical ids, in the same order, and what each of them was. */
export function renamed(template: Template): {
  readonly template: Template;
  readonly was: ReadonlyMap<string, string>;
} {
  const ids = Object.keys(template.Resources).sort();
  const names = new Map(ids.map((id, i) => [id, `R${String(i + 1000)}`]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const inText = (text: string): string =>
    text.replace(/\$\{(\w+)([^}]*)\}/g, (_, id: string, rest: string) => `\${${nameOf(id)}${rest}}`);
  const replaced = (part: Json): Json => {
    if (!isFields(part)) return part;
    const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Sub': sub, DependsOn: after } = part;
    if (typeof ref === 'string') return { ...part, Ref: nameOf(ref) };
    if (Array.isArray(attribute))
      return { ...part, 'Fn::GetAtt': [nameOf(String(attribute[0])), ...attribute.slice(1)] };
    if (typeof sub === 'string') return { ...part, 'Fn::Sub': inText(sub) };
    if (Array.isArray(sub)) return { ...part, 'Fn::Sub': [inText(String(sub[0])), ...sub.slice(1)] };
    if (typeof after === 'string') return { ...part, DependsOn: nameOf(after) };
    if (Array.isArray(after)) return { ...part, DependsOn: after.map((id) => nameOf(String(id))) };
    return part;
  };
  const whole = everywhere(template as unknown as Json, replaced) as unknown as Template;
  const resources = Object.entries(whole.Resources).map(([id, one]) => [nameOf(id), one]);
  return {
    template: { ...whole, Resources: Object.fromEntries(resources) },
    was: new Map([...names].map(([id, name]) => [name, id])),
  };
}
