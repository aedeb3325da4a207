import type { ResourceReader } from '../../network/template/readResource.ts';
import { type Entry, entriesOf, valueAt } from '../../syntax/tree.ts';
import { LOCATION, type NestedTemplate } from '../../template/crossStack/resolver.ts';
import { nestedTemplateOf } from '../../template/evaluation/evaluate.ts';
import { NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import type { Parameter } from '../../template/parameter.ts';
import { listed } from '../../wording/listed.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { scenarioOf } from '../engine/watchedFile.ts';
import { KIND_NAMES, kindOfParameter } from '../shared/properties/kinds.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** Arguments of a nested stack that do not fit the parameters of its template. */
export default defineRule({
  id: 'nested-stack-parameters',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The nested stack does not get the parameters of its template',
  why: 'Each of the Parameters of a nested stack has the name of a parameter of its template, and each parameter of the template that has no default needs a value. A parameter with a type such as AWS::EC2::VPC::Id accepts an id of that kind only. CloudFormation rejects the nested stack otherwise, and the stack that contains it fails.',
  howToFix: 'Give the parameters that the template of the nested stack has.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html',
  ],
  cfnLint: 'E3043',

  check: eachResource(
    Object.keys(LOCATION),
    function* (reader, file) {
      const { object, property } = reader;
      const nested = nestedTemplateOf(object.id, scenarioOf(file)!);
      const given = property('Parameters');
      if (!nested || (given.kind !== 'fields' && given.kind !== 'absent')) return;
      const entries = entriesOf(valueAt(object.properties, 'Parameters'));
      if (entries.some(({ key }) => key.text.startsWith('Fn::') || key.text === '<<')) return;
      const { parameters } = nested;
      const values = given.kind === 'fields' ? given.fields : new Map<string, Value>();
      const isGiven = (name: string) => (values.get(name) ?? NO_VALUE).kind !== 'absent';
      const missing = [...parameters.values()].filter((one) => !one.default && !isGiven(one.name));
      const names = new Set(missing.map(({ name }) => name));
      for (const entry of entries) {
        const name = entry.key.text;
        const parameter = parameters.get(name);
        if (parameter) yield* ofOtherKind(reader, entry, parameter, values.get(name), nested);
        else if (isGiven(name)) {
          const slips = misspellingsOf(name, names);
          for (const slip of slips) names.delete(slip);
          yield unknownReport(object.id, entry, slips, nested);
        }
      }
      if (names.size > 0)
        yield {
          at: object.at,
          resource: object.id,
          message: `${nested.path} has no default for ${listed([...names])}, and ${object.id} gives no value. AWS rejects ${object.id}.`,
        };
    },
    { isWhole: true },
  ),
});

function* ofOtherKind(
  { object, typeOf }: ResourceReader,
  { value: at }: Entry,
  { name, type }: Parameter,
  value: Value | undefined,
  { path }: NestedTemplate,
): Generator<Report> {
  const takes = kindOfParameter(type);
  const given = value?.kind === 'reference' && value.attribute === undefined ? value.resource : undefined;
  const gives = given !== undefined ? typeOf(given) : value?.kind === 'unknown' ? value.gives : undefined;
  if (takes === undefined || gives === undefined || gives === takes) return;
  if (kindOfParameter(`${gives}::Id`) === undefined) return;
  yield {
    at,
    resource: object.id,
    message: `${name} of ${path} needs ${KIND_NAMES[takes]}, but ${given ?? 'it'} is ${KIND_NAMES[gives]}. AWS rejects ${object.id}.`,
    defaults: value?.kind === 'unknown' ? (value.defaults ?? []) : [],
  };
}

function unknownReport(id: string, entry: Entry, slips: readonly string[], { path }: NestedTemplate): Report {
  return {
    at: entry.key,
    resource: id,
    message: `${path} has no parameter ${entry.key.text}. AWS rejects ${id}.`,
    fixes: slips.map((key) => ({
      title: `Rename to ${key}`,
      preferred: slips.length === 1,
      edits: [{ op: 'rename', entry, key }],
    })),
  };
}
