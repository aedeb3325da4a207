import { SCHEMA_DATE } from '../../aws/schema/resourceSchemas.ts';
import { type Schema, type SchemaType, schemaOf, typesOf, wholeSchema } from '../../aws/schema/schema.ts';
import { type Node, resolved } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import type { Known, Value } from '../../template/evaluation/value.ts';
import { isListParameter, isNamed } from '../../template/parameters.ts';
import type { Template } from '../../template/template.ts';
import { suggestionsFor } from '../../wording/newerThanSchema.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { eachPlace, type ListPlace, type ValuePlace } from '../shared/properties/places.ts';

/** A value that CloudFormation does not accept for a property. */
export default defineRule({
  id: 'property-value',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The property does not accept this value',
  why: 'A property accepts a string, a number, a boolean, a list or a mapping, and some properties only certain values. CloudFormation rejects any other value before it creates the resource. It accepts a number in quotes as a number.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html',
    'https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html',
  ],
  cfnLint: 'E3012',

  check: eachPlace({ list: listReports, value: valueReports }),
});

function* listReports(place: ListPlace): Iterable<Report> {
  yield* countReports(place);
  yield* repeatedItems(place);
}

function valueReports(place: ValuePlace, file: CheckedFile): readonly Report[] {
  const { schema, value, node } = place;
  const types = typesOf(schema);
  if (types.length === 0) return [];
  const shape = shapeOf(node, value, file);
  if (shape === undefined) return [];
  if (!types.some((type) => SHAPE_OF[type] === shape)) {
    // A document, such as a policy, may be given as a text of JSON.
    return shape === 'text' && types.includes('object') && !schema.properties
      ? []
      : [shapeReport(place, shape, file)];
  }
  return value.kind === 'known' && shape === 'text' && isNamed(value.text) ? textReports(place, value) : [];
}

type Shape = 'text' | 'list' | 'mapping';

const SHAPE_OF: Readonly<Record<SchemaType, Shape>> = {
  string: 'text',
  integer: 'text',
  number: 'text',
  boolean: 'text',
  array: 'list',
  object: 'mapping',
};

const SHAPES: Readonly<Record<Shape, string>> = { text: 'a string', list: 'a list', mapping: 'a mapping' };

/** Undefined if that is decided at deployment, or unknown. */
function shapeOf(node: Node, value: Value, { template }: CheckedFile): Shape | undefined {
  const call = callOf(node);
  if (call?.name === 'Ref') {
    const name = resolved(call.argument);
    const parameter = name?.kind === 'scalar' ? template?.parameters.get(name.text) : undefined;
    if (parameter) return isListType(parameter.type) ? 'list' : 'text';
  }
  if (call?.name === 'Fn::GetAtt' && isOutput(call.argument, template)) return 'text';
  switch (value.kind) {
    case 'known':
    case 'zone':
      return 'text';
    case 'list':
    case 'zones':
      return 'list';
    case 'fields':
      return 'mapping';
    case 'reference':
      // The shape of an attribute cannot be told from its name.
      return value.attribute === undefined ? 'text' : undefined;
    default:
      return call && CALLS[call.name];
  }
}

/** Outputs of a nested stack are strings: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html */
function isOutput(argument: Node | undefined, template: Template | undefined): boolean {
  const node = resolved(argument);
  const parts = node?.kind === 'sequence' ? node.items.map(resolved) : [node];
  const words = parts.map((part) => (part?.kind === 'scalar' ? part.text : '')).join('.');
  const [id = '', attribute] = words.split('.');
  return attribute === 'Outputs' && template?.resources.get(id)?.type === 'AWS::CloudFormation::Stack';
}

/** The shape of the value that a function returns. */
const CALLS: Readonly<Record<string, Shape>> = table({
  'Fn::Base64': 'text',
  'Fn::Cidr': 'list',
  'Fn::GetAZs': 'list',
  'Fn::ImportValue': 'text',
  'Fn::Join': 'text',
  'Fn::Split': 'list',
  'Fn::Sub': 'text',
});

function isListType(type: string): boolean {
  return isListParameter(type) || /^AWS::SSM::Parameter::Value<\s*(?:List<|CommaDelimitedList)/.test(type);
}

function shapeReport(place: ValuePlace, shape: Shape, file: CheckedFile): Report {
  const { schema, property, resource, node, value } = place;
  const wanted = SHAPE_OF[typesOf(schema)[0]!];
  const isOne = wanted === 'list' && (shape === 'mapping' ? isItem(node, place) : isOneItem(value));
  // A call whose function is misspelt is a mapping with one entry.
  const only = node.kind === 'mapping' && node.entries.length === 1 ? node.entries[0] : undefined;
  return {
    at: node,
    resource: resource.id,
    message: `${property} of ${resource.id} must be ${wanted === 'text' ? kindsOfText(schema) : SHAPES[wanted]}, not ${SHAPES[shape]}. AWS rejects the resource.`,
    ...(only && { cause: { rule: 'function-unknown', at: only.key } }),
    fixes: isOne ? [referenceMeant(place, file) ?? WRAP(node)] : [],
  };
}

const WRAP = (node: Node): Fix => ({
  title: 'Wrap in a list',
  preferred: true,
  edits: [{ op: 'wrap', node }],
});

/** Changes a string that is the name of something in the template to a list with its Ref. */
function referenceMeant({ node }: ValuePlace, { template }: CheckedFile): Fix | undefined {
  if (node.kind !== 'scalar' || node.tag !== undefined) return undefined;
  const { text } = node;
  const parameter = template?.parameters.get(text);
  if (!parameter && !template?.resources.has(text)) return undefined;
  const isList = parameter && isListType(parameter.type);
  return {
    title: isList ? `Use !Ref ${text}` : `Use a list with !Ref ${text}`,
    preferred: true,
    edits: [{ op: 'replace', node, value: isList ? { Ref: text } : [{ Ref: text }] }],
  };
}

/** Whether a mapping has the properties that an item of the list requires. */
function isItem(node: Node, { schema, resource }: ValuePlace): boolean {
  const root = schemaOf(resource.type);
  if (!root || !schema.items || node.kind !== 'mapping' || callOf(node)) return false;
  const { properties = {}, required = [] } = wholeSchema(schema.items, root);
  const names = node.entries.map(({ key }) => key.text);
  return (
    names.every((name) => Object.hasOwn(properties, name)) && required.every((name) => names.includes(name))
  );
}

/** Whether a value is exactly one item: no string such as `a,b`, and no parameter that may have one. */
function isOneItem(value: Value): boolean {
  if (value.kind === 'reference') return true;
  return (
    value.kind === 'known' &&
    value.defaults.length === 0 &&
    value.origin !== undefined &&
    !/[,\s]/.test(value.text)
  );
}

function* countReports({ schema, count, key, property, resource }: ListPlace): Iterable<Report> {
  if (count === undefined) return;
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  if (count >= minItems && count <= maxItems) return;
  const limit = count < minItems ? `at least ${minItems}` : `at most ${maxItems}`;
  yield {
    at: key,
    resource: resource.id,
    message: `${property} of ${resource.id} has ${count === 1 ? 'one item' : `${count} items`}; AWS requires ${limit}.`,
  };
}

/** Items of a list that repeat an earlier one. */
function* repeatedItems({ schema, node, property, resource }: ListPlace): Iterable<Report> {
  if (!schema.uniqueItems) return;
  const seen = new Set<string>();
  for (const item of node.items) {
    const name = nameIn(item);
    if (name === undefined) continue;
    if (seen.has(name))
      yield {
        at: item,
        resource: resource.id,
        message: `${property} of ${resource.id} has ${name} twice. AWS rejects the resource.`,
        fixes: [
          {
            title: 'Remove the second one',
            preferred: true,
            edits: [{ op: 'remove-item', from: node, item }],
          },
        ],
      };
    seen.add(name);
  }
}

/** A key of what an item refers to, the same in every deployment; undefined if it is not a reference or a string. */
function nameIn(item: Node): string | undefined {
  const call = callOf(item);
  const parts = call ? argumentsOf(call).map(resolved) : [resolved(item)];
  if (call && call.name !== 'Ref' && call.name !== 'Fn::GetAtt') return undefined;
  const texts = parts.map((part) => (part?.kind === 'scalar' ? part.text : undefined));
  const name = texts.every((text) => text !== undefined) ? texts.join('.') : '';
  return name === '' || name === 'AWS::NoValue' ? undefined : name;
}

/** "a string", "true or false". */
function kindsOfText(schema: Schema): string {
  return oneOf(
    typesOf(schema)
      .filter((type) => SHAPE_OF[type] === 'text')
      .map((type) => WORDS[type]),
  );
}

/** What is wrong with a text. */
interface Fault extends Partial<Pick<Report, 'fixes' | 'severity'>> {
  readonly fact: string;
}

function textReports(place: ValuePlace, value: Known): readonly Report[] {
  const { property, resource, path } = place;
  const other = REPORTED_BY[path];
  return faultsOf(place, value).map(
    ({ fact, ...more }): Report => ({
      ...(other !== undefined && { cause: { rule: other, at: value.at } }),
      at: value.at,
      resource: resource.id,
      message: `${property} of ${resource.id} ${fact}. AWS rejects the resource${more.severity ? ' unless it has added the value since' : ''}.`,
      defaults: value.defaults,
      ...more,
    }),
  );
}

/** Rules that report some of these values with more detail, by the path of the property. */
const REPORTED_BY: Readonly<Record<string, string>> = table({
  'AWS::Route53::RecordSet.Type': 'record-refused',
});

function faultsOf({ schema, property, path }: ValuePlace, value: Known): readonly Fault[] {
  const { text } = value;
  const types = typesOf(schema);
  // An empty text in a template is a value for the user to fill in.
  if (text.trim() === '') return [];
  if (!types.includes('string') && !types.some((type) => isWritten(type, text, value))) {
    return [{ fact: `must be ${kindsOfText(schema)}, not ${quoted(text)}` }];
  }
  const faults: Fault[] = [];
  const number = Number(text);
  const { minimum, maximum } = schema;
  if (number > LAST_PORT && maximum === undefined && /^(?:Container|Host|HealthCheck)?Port$/.test(property))
    faults.push({ fact: `is ${text}; ports end at ${LAST_PORT}` });
  if (minimum !== undefined && number < minimum)
    faults.push({ fact: `is ${text}; the minimum is ${minimum}` });
  if (maximum !== undefined && number > maximum)
    faults.push({ fact: `is ${text}; the maximum is ${maximum}` });
  if (property === 'Key' && /\.Tags\b/.test(path) && /^aws:/i.test(text))
    faults.push({ fact: 'begins with aws:, which AWS keeps for itself' });
  const prefix = CLASS_PREFIXES[property];
  if (prefix !== undefined && /^[a-z0-9-]+\.[a-z0-9.-]+$/.test(text) && !text.startsWith(prefix))
    faults.push({
      fact: `is ${text}; its classes begin with ${prefix}`,
      fixes: changeTo(value.origin, prefix + text.replace(/^(?:cache|db|dms)\./, ''), false),
    });
  const form = FORMS[path];
  if (form && !form.pattern.test(text)) faults.push({ fact: `is ${text}, not ${form.words}` });
  const fault = enumFault(schema, value);
  if (fault) faults.push(fault);
  return faults;
}

/**
 * The form of a string, by the path of its property.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html,
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LaunchTemplateSpecification.html,
 * https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html,
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_TargetAddress.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDhcpOptions.html,
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_VPC.html
 */
const FORMS: Readonly<Record<string, { readonly pattern: RegExp; readonly words: string }>> = table({
  'AWS::AutoScaling::AutoScalingGroup.HealthCheckType': {
    pattern: /^(?:EBS|EC2|ELB|VPC_LATTICE)(?:, ?(?:EBS|EC2|ELB|VPC_LATTICE)){0,3}$/,
    words: 'EC2, EBS, ELB, VPC_LATTICE or several of them with commas',
  },
  ...Object.fromEntries(
    [
      'LaunchTemplate',
      'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification',
      'MixedInstancesPolicy.LaunchTemplate.Overrides.LaunchTemplateSpecification',
    ].map((property) => [
      `AWS::AutoScaling::AutoScalingGroup.${property}.Version`,
      { pattern: /^(?:\d+|\$Latest|\$Default)$/, words: 'a number, $Latest or $Default' },
    ]),
  ),
  'AWS::OpenSearchService::Domain.EngineVersion': {
    pattern: /^(?:Elasticsearch|OpenSearch)_\d{1,2}\.\d{1,2}$/,
    words: 'OpenSearch_ or Elasticsearch_ with a version',
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup.HealthCheckPort': {
    pattern: /^(?:\d+|traffic-port)$/,
    words: 'a port or traffic-port',
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup.ProtocolVersion': {
    pattern: /^(?:GRPC|HTTP1|HTTP2)$/,
    words: 'GRPC, HTTP1 or HTTP2',
  },
  'AWS::EC2::DHCPOptions.DomainNameServers': {
    pattern: /^(?!amazon)|^AmazonProvidedDNS$/i,
    words: 'an address or AmazonProvidedDNS',
  },
  'AWS::Route53::HostedZone.VPCs.VPCRegion': { pattern: /^[a-z]+(?:-[a-z]+)+-\d$/, words: 'a region' },
  'AWS::Route53Resolver::ResolverRule.TargetIps.Ip': {
    pattern: /^\d+(?:\.\d+){3}$/,
    words: 'an IPv4 address',
  },
});

/**
 * How the classes of a service begin.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html,
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html,
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.Types.html
 */
const CLASS_PREFIXES: Readonly<Record<string, string>> = table({
  CacheNodeType: 'cache.',
  DBInstanceClass: 'db.',
  ReplicationInstanceClass: 'dms.',
});

/** RFC 9293, section 3.1: a port is a number of 16 bits. */
const LAST_PORT = 65_535;

const WORDS: Readonly<Record<SchemaType, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

/** CloudFormation accepts "22" for 22 and "true" for true; what YAML makes a number of is one. */
function isWritten(type: SchemaType, text: string, { origin }: Known): boolean {
  switch (type) {
    case 'integer':
    case 'number':
      if (typeof origin?.value === 'number') return true;
      return type === 'number' ? !Number.isNaN(Number(text)) : /^\s*[+-]?\d+(?:\.0*)?\s*$/.test(text);
    case 'boolean':
      return typeof origin?.value === 'boolean' || /^\s*(?:true|false|0|1)\s*$/i.test(text);
    default:
      return false;
  }
}

function enumFault(schema: Schema, { text, origin }: Known): Fault | undefined {
  const names = valuesOf(schema);
  if (names.length === 0 || isTaken(text, schema)) return undefined;
  const { suggestions, isMisspelling } = suggestionsFor(text, names);
  if (schema.orNumber && !isMisspelling) return undefined;
  const fixes = suggestions.flatMap((name) =>
    changeTo(origin, name, isMisspelling && suggestions.length === 1),
  );
  const choices = [...names, ...(schema.orNumber ? ['a number'] : [])];
  const fact =
    names.length <= 6 ? `must be ${oneOf(choices)}, not ${quoted(text)}` : `cannot be ${quoted(text)}`;
  return isMisspelling
    ? { fact, fixes }
    : { fact: `${fact}, according to AWS's schema of ${SCHEMA_DATE}`, fixes, severity: 'warning' };
}

function valuesOf(schema: Schema): readonly string[] {
  return (schema.enum ?? schema.enumCaseInsensitive ?? []).map(String);
}

function isTaken(text: string, { enum: exact, enumCaseInsensitive, orNumber }: Schema): boolean {
  if (exact?.some((value) => String(value) === text)) return true;
  if (enumCaseInsensitive?.some((value) => value.toLowerCase() === text.trim().toLowerCase())) return true;
  return orNumber === true && /^\s*\d+\s*$/.test(text);
}

/** "A", "A or B", "A, B or C". */
function oneOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function quoted(text: string): string {
  return text.length > 40 ? 'this value' : text;
}
