import { existsWherever, isConditional } from '../../changes/resources.ts';
import type { Edit } from '../../syntax/edit.ts';
import { type Entry, entriesOf, type Node, resolved } from '../../syntax/tree.ts';
import { callOf } from '../../template/evaluation/intrinsic.ts';
import type { Resource } from '../../template/resource.ts';
import { listed } from '../../wording/listed.ts';
import { suggestionsFor } from '../../wording/newerThanSchema.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { unknownKeys } from '../shared/names/unknownKeys.ts';
import { eachPlace, isOfGlobals, type ObjectPlace } from '../shared/properties/places.ts';

/** A property that the type of the resource needs, alone or together with others. */
export default defineRule({
  id: 'property-missing',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The resource lacks a required property',
  why: 'CloudFormation rejects a resource without a required property, with more than one of several properties that exclude each other, or with none of several properties of which one is required.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html',
    'https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html',
    'RT-07',
  ],
  cfnLint: 'E3003',

  check: eachPlace({ object: reportsAt }),
});

type PlaceOfResource = ObjectPlace & { readonly resource: Resource };

/** A property that `Globals` lacks may be in the functions. */
function isOfResource(place: ObjectPlace): place is PlaceOfResource {
  return !isOfGlobals(place.resource);
}

function* reportsAt(place: ObjectPlace, file: CheckedFile): Iterable<Report> {
  if (!isOfResource(place)) return;
  const { required = [], requiredXor, requiredOr, dependentRequired = {} } = place.schema;
  const { given } = place;
  const owner = ownerOf(place);
  const missing = required.filter((name) => !given.has(name) && !isIndentedTooFar(name, place));
  const misspelt = missing.filter((name) => misspellingOf(name, place));
  for (const name of misspelt) yield reportOf(place, [name], `${owner} has no ${name}.`, file);
  const others = missing.filter((name) => !misspelt.includes(name));
  if (others.length > 0)
    yield reportOf(
      place,
      others,
      `${owner} ${others.length === 1 ? 'has no' : 'lacks'} ${listed(others)}.`,
      file,
    );
  for (const [name, needed] of Object.entries(dependentRequired)) {
    const lacking = needed.filter((one) => !given.has(one) && !required.includes(one));
    if (given.has(name) && lacking.length > 0)
      yield reportOf(place, lacking, `${owner} has ${name} but no ${listed(lacking)}.`, file);
  }
  if (requiredOr && !requiredOr.some((name) => given.has(name)))
    yield reportOf(place, requiredOr, `${owner} has ${noneOf(requiredOr)}.`, file, true);
  if (!requiredXor) return;
  const chosen = requiredXor.filter((name) => given.has(name));
  if (chosen.length === 0)
    yield reportOf(place, requiredXor, `${owner} has ${noneOf(requiredXor)}.`, file, true);
  if (chosen.length > 1) {
    const keys = chosen.map((name) => place.entries.find(({ key }) => key.text === name)!.key);
    // No page says that EC2 rejects a block of the pool that is named beside it.
    const isPool = place.resource.type === 'AWS::EC2::VPC';
    const isSure = !chosen.some((name) =>
      isPool ? isCall(entryNamed(name, place)) : mayBeNothing(entryNamed(name, place)?.value, file),
    );
    if (isSure)
      yield {
        at: keys[1]!,
        resource: place.resource.id,
        message: `${owner} has ${listed(chosen)}. AWS accepts exactly one of them.`,
        related: [{ at: keys[0]!, message: `${chosen[0]} is here` }],
      };
  }
}

/**
 * Whether the property is written within the value of another one, beside a function; property-value reports that
 * value.
 */
function isIndentedTooFar(name: string, { entries }: PlaceOfResource): boolean {
  return entries.some(({ value }) => {
    const inner = entriesOf(value);
    return (
      inner.some(({ key }) => key.text === name) && inner.some(({ key }) => /^(?:Ref$|Fn::)/.test(key.text))
    );
  });
}

function noneOf(names: readonly string[]): string {
  return names.length === 2 ? `neither ${names.join(' nor ')}` : `none of ${listed(names)}`;
}

function ownerOf({ resource, property, mapping }: PlaceOfResource): string {
  return property === 'Properties' || !mapping ? resource.id : `${property} of ${resource.id}`;
}

/** `isChoice`: a template may let the user choose one of several by parameters, each under its own condition. */
function reportOf(
  place: PlaceOfResource,
  missing: readonly string[],
  fact: string,
  file: CheckedFile,
  isChoice = false,
): Report {
  const { resource, schema, entries } = place;
  const slip = missing.map((name) => misspellingOf(name, place)).find((one) => one !== undefined);
  // A misspelt `Properties` key is the cause.
  const stray = unknownKeys(resource).find(
    ({ entry, suggestion }) => suggestion === 'Properties' || missing.includes(entry.key.text),
  );
  const names = Object.keys(schema.properties ?? {});
  // A property of a newer schema may replace the one that this schema requires.
  const isNewer = entries.some(
    ({ key }) => !names.includes(key.text) && !suggestionsFor(key.text, names).isMisspelling,
  );
  const isLeftOut = isChoice && missing.some((name) => isCall(entryNamed(name, place)));
  return {
    at: place.key,
    resource: resource.id,
    message: `${fact} AWS rejects the resource.`,
    ...((isNewer || isLeftOut) && { severity: 'warning' as const }),
    ...(slip && { cause: { rule: 'property-unknown', at: slip.key } }),
    ...(stray && { cause: { rule: 'resource-key-unknown', at: stray.entry.key } }),
    fixes: fixesOf(place, missing, file),
  };
}

/** The entry that is probably the property, misspelled. */
function misspellingOf(name: string, { schema, entries }: PlaceOfResource): Entry | undefined {
  const names = Object.keys(schema.properties ?? {});
  return entries.find(
    ({ key }) => !names.includes(key.text) && suggestionsFor(key.text, names).suggestions.includes(name),
  );
}

function entryNamed(name: string, { entries }: PlaceOfResource): Entry | undefined {
  return entries.find(({ key }) => key.text === name);
}

function isCall(entry: Entry | undefined): boolean {
  return callOf(entry?.value) !== undefined;
}

/** Whether a value may be AWS::NoValue: a parameter or Fn::If, but not what a resource returns. */
function mayBeNothing(value: Node | undefined, { template }: CheckedFile): boolean {
  const call = callOf(value);
  if (!call || call.name === 'Fn::GetAtt') return false;
  const name = call.name === 'Ref' ? resolved(call.argument) : undefined;
  return name?.kind !== 'scalar' || !template?.resources.has(name.text);
}

/** The only VPC of the template; which other object it is, is for the user to decide. */
function fixesOf(
  place: PlaceOfResource,
  missing: readonly string[],
  { template }: CheckedFile,
): readonly Fix[] {
  const { resource, mapping, property } = place;
  const vpcs = [...(template?.resources.values() ?? [])].filter(({ type }) => type === 'AWS::EC2::VPC');
  const vpc = vpcs.length === 1 ? vpcs[0]!.id : undefined;
  if (missing.join() !== 'VpcId' || vpc === undefined || vpc === resource.id) return [];
  if (!existsWherever({ template }, vpc, resource.id) || entryNamed('VpcId', place)) return [];
  if (property !== 'Properties' || isConditional(resource.properties)) return [];
  const value = { Ref: vpc };
  const edit: Edit = mapping
    ? { op: 'insert-entry', into: mapping, key: 'VpcId', value }
    : { op: 'set-entry', in: resource.body, key: 'Properties', value: { VpcId: value } };
  return [{ title: `Add VpcId: ${vpc}`, preferred: true, edits: [edit] }];
}
