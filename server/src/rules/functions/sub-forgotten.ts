import { type Node, resolved, type Scalar } from '../../syntax/tree.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { takesIdOrArn, UNNAMED_KINDS } from '../properties/kinds.ts';
import { eachPlace, type ValuePlace } from '../properties/places.ts';
import { isPartOfTemplate } from '../shared/partOfTemplate.ts';

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

  check: eachPlace({ value: reportsAt }),
});

function reportsAt(place: ValuePlace, file: CheckedFile): readonly Report[] {
  const node = resolved(place.node);
  if (node && callOf(node)) return [...unclosed(place, node, file)];
  if (node?.kind !== 'scalar' || node.tag !== undefined) return [];
  if (!node.text.includes('${'))
    return WITHOUT_MARK.test(node.text) ? [...withoutMark(place, node, file)] : [];
  if (place.schema.takes !== undefined) return [];
  // Programs, scripts and texts for people have their own variables.
  if (
    node.text.includes('\n') ||
    OF_OTHERS.test(place.path.slice(place.resource.type.length)) ||
    isPartOfTemplate(file)
  )
    return [];
  const variables = [...node.text.matchAll(VARIABLE)].map(([, name]) => name!);
  const name = variables.find((one) => PSEUDO.test(one) || isDeclared(one, file));
  if (name === undefined) return [];
  const isWhole =
    variables.every((one) => PSEUDO.test(one) || isDeclared(one, file)) && !node.text.includes('{{');
  return [
    {
      at: node,
      resource: place.resource.id,
      message: `${place.property} of ${place.resource.id} has \${${name}} in a string without Fn::Sub. AWS gets it as it is written.`,
      fixes: isWhole
        ? [
            {
              title: 'Use Fn::Sub',
              preferred: true,
              edits: [{ op: 'replace', node, value: { 'Fn::Sub': node.text } }],
            },
          ]
        : [],
    },
  ];
}

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
  /\.(?:Command|EntryPoint|Environment|EnvironmentVariables|UserData|ZipFile|BuildSpec|Description|Value|Values|Options|Query|MessageBody|Test|Metadata)(?:\.|$)|PolicyDocument|Definition\b|Template\b|Script/;

function isDeclared(name: string, { template }: CheckedFile): boolean {
  const [first = ''] = name.split('.');
  return template !== undefined && (template.parameters.has(name) || template.resources.has(first));
}
