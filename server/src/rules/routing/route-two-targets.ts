import { waitForAttachment } from '../../changes/dependsOn.ts';
import { isConditional } from '../../changes/resources.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import type { Route, RouteTargetProperty } from '../../network/model.ts';
import type { Edit } from '../../syntax/edit.ts';
import { type Node, resolved, writtenEntry } from '../../syntax/tree.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import { listed } from '../../wording/listed.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';

/** A route that names two gateways at once; one that a condition chooses between has one in each case. */
export default defineRule({
  id: 'route-two-targets',
  area: 'routing',
  // G23 is rated High.
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The route has two targets',
  why: 'A route has exactly one target. The CloudFormation schema does not check this, so a route with two targets passes validation; AWS then rejects it, and the stack fails.',
  whenToIgnore: 'If a condition outside this template removes one of the two targets.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html',
    'RT-08',
    'RT-09',
    'G23',
  ],

  *check(file) {
    for (const route of file.network.routes) {
      // A target that is decided at deployment may be AWS::NoValue.
      const given = route.targets.flatMap(({ property, target }) =>
        target.kind === 'known' ? [{ property, target }] : [],
      );
      const [first, ...others] = given;
      if (!first || others.length === 0) continue;
      const properties = given.map(({ property }) => property);
      yield {
        at: others[0]!.target.at,
        resource: route.id,
        defaults: defaultsOf(...given.map(({ target }) => target)),
        message: `${route.id} has ${given.length} targets, ${listed(properties)}. AWS accepts exactly one.`,
        related: [{ at: first.target.at, message: `${first.property} is here` }],
        fixes: properties.flatMap((kept) => fixesOf(route, kept, properties, file)),
      };
    }
  },
});

/** Keeps one of the targets; which one is for the user to decide. A target under a condition cannot remain alone. */
function fixesOf(
  route: Route,
  kept: RouteTargetProperty,
  all: readonly RouteTargetProperty[],
  file: CheckedFile,
): readonly Fix[] {
  const { properties } = route;
  const entries = all.map((one) => ({
    name: one,
    entry: writtenEntry(properties, one),
  }));
  const others = entries.filter(({ name }) => name !== kept).map(({ entry }) => entry);
  const condition = conditionOf(entries.find(({ name }) => name === kept)?.entry?.value);
  // An entry from a merge key cannot be removed.
  if (!properties || condition === 'unclear' || !others.every((entry) => entry !== undefined)) return [];
  if (!condition) {
    const target = route.targets.find(({ property }) => property === kept)?.target;
    const edits = [
      ...others.map((entry): Edit => ({ op: 'remove-entry', from: properties, entry })),
      ...waitForAttachment(route, target && keyOfField(target), file),
    ];
    return [{ title: `Keep only ${kept}`, preferred: false, edits }];
  }
  const [other, ...more] = others;
  const data = more.length === 0 ? referenceOf(other?.value) : undefined;
  if (!other || !data) return [];
  const nothing = { Ref: 'AWS::NoValue' };
  const { name, holds } = condition;
  return [
    {
      title: `Use ${other.key.text} only when ${name} is ${!holds}`,
      preferred: false,
      edits: [
        {
          op: 'replace',
          node: other.value,
          value: { 'Fn::If': holds ? [name, nothing, data] : [name, data, nothing] },
        },
      ],
    },
  ];
}

/** The condition under which `Fn::If` gives a value and no `AWS::NoValue`; undefined where there is no condition. */
function conditionOf(node: Node | undefined): { name: string; holds: boolean } | 'unclear' | undefined {
  if (!isConditional(node)) return undefined;
  const call = callOf(node);
  const [name, ...values] = call?.name === 'Fn::If' ? argumentsOf(call).map(resolved) : [];
  const isNothing = values.map((value) => referenceOf(value)?.Ref === 'AWS::NoValue');
  if (name?.kind !== 'scalar' || isNothing.length !== 2 || isNothing[0] === isNothing[1]) return 'unclear';
  return { name: name.text, holds: isNothing[1] === true };
}

function referenceOf(node: Node | undefined): { readonly Ref: string } | undefined {
  const call = callOf(node);
  const name = call?.name === 'Ref' ? resolved(call.argument) : undefined;
  return name?.kind === 'scalar' ? { Ref: name.text } : undefined;
}
