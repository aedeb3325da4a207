import { entryAt, resolved } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import type { Resource } from '../../template/resource.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { each } from '../each.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { isPartOfTemplate } from '../shared/partOfTemplate.ts';

/** A resource whose logical id, properties, dependencies or policy CloudFormation does not accept. */
export default defineRule({
  id: 'resource-refused',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'CloudFormation rejects how the resource is written',
  why: 'A logical id has letters and digits only. Properties is one mapping. DependsOn is the logical id of a resource or a list of them, and no call of a function; Condition is the name of a condition. DeletionPolicy is Delete, Retain, RetainExceptOnCreate or Snapshot; UpdateReplacePolicy is one of these except RetainExceptOnCreate. CloudFormation rejects a template with anything else there.',
  howToFix:
    'Write the logical id without other characters, the properties as a mapping, DependsOn without Ref, and the policy by its name.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html',
  ],
  cfnLint: 'E3035',

  check: each(
    ({ template, isBroken }) =>
      // The iterations of a loop leave out the characters that an id cannot have.
      template && !template.hasMacros && template.loops.length === 0 && !isBroken
        ? template.resources.values()
        : [],
    function* (resource, file) {
      // A tool that combines parts of templates may make ids of other names.
      if (!isPartOfTemplate(file)) yield* idReports(resource);
      yield* propertyReports(resource);
      yield* dependencyReports(resource);
      yield* conditionReports(resource);
      for (const [key, values] of Object.entries(POLICIES)) yield* policyReports(resource, key, values);
    },
  ),
});

/** Ids with hyphens, underscores or dots. Any other character belongs to the placeholder of a tool. */
function* idReports({ id, key }: Resource): Generator<Report> {
  const strange = /^[a-zA-Z0-9]+(?:([-_.])[a-zA-Z0-9]+)+$/.exec(id)?.[1];
  if (strange === undefined) return;
  yield {
    at: key,
    resource: id,
    message: `The logical id ${id} contains "${strange}". AWS accepts only letters and digits and rejects the template.`,
  };
}

function* propertyReports({ id, properties }: Resource): Generator<Report> {
  const node = resolved(properties);
  if (node?.kind !== 'sequence' || node.tag !== undefined) return;
  yield {
    at: node,
    resource: id,
    message: `Properties of ${id} must be a mapping, not a list. AWS rejects the template.`,
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html: a string or a list of strings. */
function* dependencyReports({ id, body }: Resource): Generator<Report> {
  const node = resolved(entryAt(body, 'DependsOn')?.value);
  const isList = node?.kind === 'sequence' && node.tag === undefined;
  for (const one of isList ? node.items : node ? [node] : []) {
    const call = callOf(one);
    if (call?.name !== 'Ref' && call?.name !== 'Fn::GetAtt') continue;
    const name = resolved(argumentsOf(call)[0]);
    const named = call.name === 'Ref' && name?.kind === 'scalar' ? name.text : undefined;
    yield {
      at: one,
      resource: id,
      message: `DependsOn of ${id} is a call of ${call.name}, and it takes logical ids alone. AWS rejects the template.`,
      fixes:
        named === undefined
          ? []
          : [
              {
                title: `Change to ${named}`,
                preferred: true,
                edits: [{ op: 'replace', node: one, value: named }],
              },
            ],
    };
  }
}

/** "Every Condition member must be a string": https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html */
function* conditionReports({ id, body }: Resource): Generator<Report> {
  const node = entryAt(body, 'Condition')?.value;
  const call = callOf(node);
  if (!node || !call || !/^Fn::(?:Equals|And|Or|Not|If)$|^Ref$/.test(call.name)) return;
  yield {
    at: node,
    resource: id,
    message: `Condition of ${id} is a call of ${call.name}, and it takes the name of a condition. AWS rejects the template.`,
  };
}

const POLICIES: Readonly<Record<string, readonly string[]>> = table({
  DeletionPolicy: ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'],
  UpdateReplacePolicy: ['Delete', 'Retain', 'Snapshot'],
});

function* policyReports({ id, body }: Resource, key: string, values: readonly string[]): Generator<Report> {
  const node = resolved(entryAt(body, key)?.value);
  if (node?.kind !== 'scalar' || node.tag !== undefined || !/^[a-zA-Z]+$/.test(node.text)) return;
  if (values.includes(node.text)) return;
  const near = misspellingsOf(node.text, values);
  yield {
    at: node,
    resource: id,
    message: `${key} of ${id} is ${node.text}, which is no policy. AWS rejects the template.`,
    fixes: near.flatMap((name) => changeTo(node, name, near.length === 1)),
  };
}
