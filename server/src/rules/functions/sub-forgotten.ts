import { schemaOf } from '../../aws/schema/schema.ts';
import { childValues, type Entry, type Node, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { isPartOfTemplate } from '../shared/partOfTemplate.ts';
import { takesIdOrArn, UNNAMED_KINDS } from '../shared/properties/kinds.ts';
import { eachPlace, type ValuePlace } from '../shared/properties/places.ts';

/** A text with `${Name}` that nothing replaces. */
export default defineRule({
  id: 'sub-forgotten',
  area: 'functions',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A variable or function is in a string that CloudFormation does not replace',
  why: 'CloudFormation replaces ${Name} only in the string of Fn::Sub, and Ref and GetAtt are functions only with an exclamation mark before them. In any other string AWS gets the characters as they are written: a service endpoint, a policy or a name that does not exist, and many are rejected.',
  howToFix: 'Use Fn::Sub, !Ref or !GetAtt.',
  whenToIgnore: 'If another tool replaces the variable before CloudFormation reads the template.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html',
  ],
  cfnLint: 'E1029',

  check: eachPlace({ value: reportsAt, output: reportsOfOutput }),
});

function reportsAt(place: ValuePlace, file: CheckedFile): readonly Report[] {
  const node = resolved(place.node);
  const whose = `${place.property} of ${place.resource.id}`;
  const isOfOthers = OF_OTHERS.test(place.path.slice(place.resource.type.length));
  if (node && callOf(node)) {
    const inCalls = isOfOthers ? [] : textsIn(node).flatMap((text) => forgotten(text, whose, file));
    return [...unclosed(place, node, file), ...inCalls.map((report) => ofResource(report, place))];
  }
  if (node?.kind !== 'scalar' || node.tag !== undefined) return [];
  if (!/\$\{|\{AWS::/.test(node.text))
    return WITHOUT_MARK.test(node.text) ? [...withoutMark(place, node, file)] : [];
  // Programs, scripts and texts for people have their own variables.
  if (place.schema.takes !== undefined || isOfOthers) return [];
  return forgotten({ node, by: undefined }, whose, file).map((report) => ofResource(report, place));
}

function ofResource(report: Report, { resource }: ValuePlace): Report {
  return { ...report, resource: resource.id };
}

/** The value of an output, and the name under which it is exported. */
function reportsOfOutput({ key, value }: Entry, file: CheckedFile): readonly Report[] {
  const parts = [
    [valueAt(value, 'Value'), `The value of the output ${key.text}`],
    [valueAt(value, 'Export', 'Name'), `The name of the export ${key.text}`],
  ] as const;
  return parts.flatMap(([node, whose]) =>
    node ? textsIn(node).flatMap((text) => forgotten(text, whose, file)) : [],
  );
}

interface WrittenText {
  readonly node: Scalar;
  /** The function whose argument it is, if it is one; Fn::Sub replaces the variables in it. */
  readonly by: string | undefined;
}

/** The strings of a value, including the arguments of functions that are passed on as written. */
function textsIn(node: Node, by?: string, depth = 0): readonly WrittenText[] {
  const target = resolved(node);
  if (!target || depth > MAX_DEPTH) return [];
  const call = callOf(target);
  if (call && !TAKING_TEXTS.includes(call.name)) return [];
  if (target.kind === 'scalar') return [{ node: target, by: call?.name ?? by }];
  if (!call) return childValues(target).flatMap((child) => textsIn(child, undefined, depth + 1));
  return argumentsOf(call).flatMap((argument, i) => {
    const taker = call.name === 'Fn::Sub' && i > 0 ? undefined : call.name;
    return textsIn(argument, taker, depth + 1);
  });
}

/** An alias inside of itself goes on for ever. */
const MAX_DEPTH = 8;

const TAKING_TEXTS = 'Cidr FindInMap GetAZs If ImportValue Join Select Split Sub'
  .split(' ')
  .map((name) => `Fn::${name}`);

function forgotten(written: WrittenText, whose: string, file: CheckedFile): readonly Report[] {
  const { node, by } = written;
  const { text } = node;
  if (text.includes('\n')) return [];
  const outside = by === 'Fn::Sub' ? attributesOutside(written, whose, file) : [];
  if (outside.length > 0 || isPartOfTemplate(file)) return outside;
  const [misspelt, meant] = MISSPELT.exec(text) ?? [];
  if (misspelt !== undefined && PSEUDO.test(meant!)) {
    const message = `${whose} has ${misspelt}, which is no variable: CloudFormation replaces \${${meant}}. AWS gets it as it is written.`;
    const spelt = text.replaceAll(misspelt, `\${${meant}}`);
    return [{ at: node, message, fixes: fixesTo(written, spelt, `Change to \${${meant}}`) }];
  }
  if (by === 'Fn::Sub') return [];
  const names = [...text.matchAll(VARIABLE)].map(([, name]) => name!);
  const known = names.filter((name) => PSEUDO.test(name) || isDeclared(name, file));
  if (known.length === 0) return [];
  const isWhole = known.length === names.length && !text.includes('{{');
  const message = `${whose} has \${${known[0]}} in a string without Fn::Sub. AWS gets it as it is written.`;
  return [{ at: node, message, fixes: isWhole ? fixesTo(written, text, 'Use Fn::Sub') : [] }];
}

/** `${Name}.Attribute` in Fn::Sub, where `${Name.Attribute}` is meant. */
function attributesOutside(
  written: WrittenText,
  whose: string,
  { template }: CheckedFile,
): readonly Report[] {
  const { node } = written;
  for (const [whole, id = '', attribute = ''] of node.text.matchAll(ATTRIBUTE_OUTSIDE)) {
    const schema = schemaOf(template?.resources.get(id)?.type ?? '');
    if (!schema?.attributes.includes(attribute)) continue;
    const meant = `\${${id}.${attribute}}`;
    const message = `${whose} has ${whole}: Fn::Sub replaces \${${id}} alone and keeps .${attribute} as it is written.`;
    const fixes = fixesTo(written, node.text.replace(whole, meant), `Change to ${meant}`);
    return [{ at: node, message, fixes }];
  }
  return [];
}

const ATTRIBUTE_OUTSIDE = /\$\{([A-Za-z0-9]+)\}\.([A-Z][A-Za-z0-9]*(?:\.[A-Z][A-Za-z0-9]*)*)/g;

/**
 * A string in the short form of a function stays its argument. The keys of Fn::FindInMap may be Ref, but not Fn::Sub.
 */
function fixesTo({ node, by }: WrittenText, text: string, title: string): readonly Fix[] {
  const name = /^\$\{([\w:]+)\}$/.exec(text)?.[1];
  if (by === 'Fn::FindInMap' && name === undefined) return [];
  const tag = callOf(node)?.name;
  const isArgument = by === 'Fn::Sub' && tag === undefined;
  const sub = isArgument ? text : by === 'Fn::FindInMap' ? { Ref: name! } : { 'Fn::Sub': text };
  const value = tag !== undefined && tag !== 'Fn::Sub' ? { [tag]: sub } : sub;
  return [
    {
      title: by === 'Fn::FindInMap' ? `Use !Ref ${name}` : title,
      preferred: true,
      edits: [{ op: 'replace', node, value }],
    },
  ];
}

/** `{AWS::Region}` and `$(AWS::Region)`. */
const MISSPELT = /(?:\$\(|(?<![${])\{)(AWS::[A-Za-z]+)[)}](?!\})/;

/** `${Name` in Fn::Sub without a brace behind it. Scripts, which have several lines, have braces of their own. */
function* unclosed(place: ValuePlace, node: Node, file: CheckedFile): Iterable<Report> {
  const call = callOf(node);
  if (!call) return;
  const [first, ...others] = argumentsOf(call);
  const text = resolved(first);
  if (call.name !== 'Fn::Sub' || text?.kind !== 'scalar') {
    for (const argument of call.isShort && first === call.argument ? [] : [first, ...others])
      if (argument) yield* unclosed(place, argument, file);
    return;
  }
  const name = unclosedName(text.text);
  if (name === undefined || !isDeclared(name, file)) return;
  yield {
    at: node,
    resource: place.resource.id,
    message: `${place.property} of ${place.resource.id} has \${${name} without a closing brace, so Fn::Sub does not replace it.`,
    fixes: [],
  };
}

function unclosedName(text: string): string | undefined {
  const start = text.lastIndexOf('${');
  if (start < 0 || text.includes('}', start) || text.includes('\n')) return undefined;
  const name = /^[A-Za-z0-9]+/.exec(text.slice(start + 2))?.[0];
  return name === undefined || /^[:.]/.test(text.slice(start + 2 + name.length)) ? undefined : name;
}

/** `Ref Name` or `GetAtt Name.Attribute` without the mark of a function, or with one in quotes. */
function* withoutMark(
  { path, property, resource, schema }: ValuePlace,
  node: Scalar,
  file: CheckedFile,
): Iterable<Report> {
  const [, name, target] = WITHOUT_MARK.exec(node.text) ?? [];
  // property-wrong-kind reports those.
  const isOfOther = path in UNNAMED_KINDS || (schema.takes !== undefined && takesIdOrArn(schema.takes));
  if (name === undefined || target === undefined || isOfOther) return;
  if (OF_OTHERS.test(path.slice(resource.type.length)) || !isDeclared(target, file)) return;
  const [id, ...more] = target.split('.');
  if ((name === 'Ref') !== (more.length === 0)) return;
  const value = name === 'Ref' ? { Ref: id! } : { 'Fn::GetAtt': [id!, more.join('.')] };
  yield {
    at: node,
    resource: resource.id,
    message: `${property} of ${resource.id} is the string ${node.text}, not a function. AWS gets it as it is written.`,
    fixes: [{ title: `Use !${name} ${target}`, preferred: true, edits: [{ op: 'replace', node, value }] }],
  };
}

const WITHOUT_MARK = /^!?(Ref|GetAtt) ([A-Za-z0-9]+(?:\.[A-Za-z0-9.]+)?)$/;

const VARIABLE = /\$\{([A-Za-z0-9:.]+)\}/g;

const PSEUDO = /^AWS::(?:AccountId|Partition|Region|StackId|StackName|URLSuffix)$/;

const OF_OTHERS =
  /\.(?:Command|EntryPoint|Environment|EnvironmentVariables|UserData|ZipFile|BuildSpec|Description|(?<!^\.Tags\.)Value|Values|Options|Query|MessageBody|Test|Metadata)(?:\.|$)|PolicyDocument|Definition\b|Template\b|Script/;

function isDeclared(name: string, { template }: CheckedFile): boolean {
  const [first = ''] = name.split('.');
  return template !== undefined && (template.parameters.has(name) || template.resources.has(first));
}
