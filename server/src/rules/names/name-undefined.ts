import { SCHEMA_DATE } from '../../aws/schema/resourceSchemas.ts';
import { schemaOf } from '../../aws/schema/schema.ts';
import type { Data } from '../../syntax/edit.ts';
import { encloses } from '../../syntax/span.ts';
import { entriesOf, type SyntaxTree, valueAt } from '../../syntax/tree.ts';
import { type Mention, mentionsIn, SECTIONS, type Section } from '../../template/references.ts';
import type { Template } from '../../template/template.ts';
import { slipsOf } from '../../wording/nearest.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { meantOf } from '../shared/newerThanSchema.ts';

/** A name that the template declares nowhere, or an attribute that a type of resource lacks. */
export default defineRule({
  id: 'name-undefined',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A name stands for nothing in the template',
  why: 'CloudFormation looks up every name before it makes anything: a parameter, resource, condition or mapping that is not declared, and an attribute that the resource does not have, refuse the template. Names are case-sensitive.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html',
  ],
  cfnLint: 'E1010',

  *check({ tree, template }) {
    if (template) yield* reportsOf(template, tree);
  },
});

/** Names are the same in every scenario. */
const known = new WeakMap<Template, readonly Report[]>();

function reportsOf(template: Template, tree: SyntaxTree): readonly Report[] {
  let reports = known.get(template);
  if (!reports) {
    reports = isWhole(template, tree) ? findReports(template, tree) : [];
    known.set(template, reports);
  }
  return reports;
}

/** A macro, an include or a loop over what is known at deployment may declare any name. */
function isWhole({ hasMacros }: Template, { root, problems }: SyntaxTree): boolean {
  if (hasMacros || problems.some(({ kind }) => kind === 'broken')) return false;
  return SECTIONS.every((section) => {
    const names = valueAt(root, section);
    // Loops that have been written out are left out of the template that is asked for names.
    return !entriesOf(names).some(({ key }) => key.text === 'Fn::Transform' || key.text.startsWith('Fn::If'));
  });
}

function findReports(template: Template, tree: SyntaxTree): readonly Report[] {
  const declared: Readonly<Record<Section, ReadonlyMap<string, unknown>>> = {
    Parameters: template.parameters,
    Mappings: template.mappings,
    Conditions: template.conditions,
    Resources: template.resources,
  };
  const hasOpenLoop = (section: Section) =>
    tree.text.includes('Fn::ForEach::') &&
    [...declared[section].keys(), ...entriesOf(valueAt(tree.root, section)).map(({ key }) => key.text)].some(
      (name) => name.startsWith('Fn::ForEach::'),
    );
  const isOpen = new Set(SECTIONS.filter(hasOpenLoop));
  // A part of a template, which another tool puts together with others, has no version.
  const isPart = valueAt(tree.root, 'AWSTemplateFormatVersion') === undefined;
  return mentionsIn(tree).flatMap((mention): readonly Report[] => {
    const { name, sections } = mention;
    if (!isLookedUp(mention) || template.loops.some((loop) => encloses(loop, mention.at))) return [];
    if (sections.some((section) => declared[section].has(name))) return attributeReports(mention, template);
    if (sections.some((section) => isOpen.has(section))) return [];
    if (name.startsWith('AWS::')) return pseudoReports(mention);
    if (isMadeBySam(name, template) || isOfModule(name, template)) return [];
    const slips = slipsOf(name, new Set(sections.flatMap((section) => [...declared[section].keys()])));
    if (isPart && slips.length === 0) return [];
    return [
      {
        at: mention.at,
        ...ownerOf(mention),
        message: `${name} is ${KINDS[mention.by]} of this template. AWS refuses it.`,
        fixes: slips.flatMap((slip) => fixesOf(mention, { name: slip }, slips.length === 1)),
      },
    ];
  });
}

const KINDS: Readonly<Record<Mention['by'], string>> = {
  Ref: 'neither a parameter nor a resource',
  'Fn::Sub': 'neither a parameter nor a resource',
  'Fn::GetAtt': 'no resource',
  DependsOn: 'no resource',
  Condition: 'no condition',
  'Fn::If': 'no condition',
  'Fn::FindInMap': 'no mapping',
};

/**
 * Where AWS looks names up for certain. `Condition` and `DependsOn` are keys of CloudFormation's right below a resource
 * or an output only; deeper down they belong to policies, containers and the like.
 */
function isLookedUp({ by, name, place }: Mention): boolean {
  if (!/^(?:AWS::)?[A-Za-z0-9]+$/.test(name)) return false;
  const [section, , key] = place;
  if (by === 'DependsOn') return section === 'Resources' && key === 'DependsOn';
  if (section === 'Conditions') return true;
  if (by === 'Condition') return key === 'Condition' && (section === 'Resources' || section === 'Outputs');
  if (section === 'Outputs') return key === 'Value' || key === 'Export';
  return section === 'Resources' && key === 'Properties';
}

function ownerOf({ place: [section, id] }: Mention): Pick<Report, 'resource'> {
  return section === 'Resources' && id !== undefined ? { resource: id } : {};
}

/**
 * SAM makes resources beside its own, named after them or by itself.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
function isMadeBySam(name: string, { isSam, resources }: Template): boolean {
  if (!isSam) return false;
  if (/^(?:Serverless|CodeDeployServiceRole)/.test(name)) return true;
  return [...resources].some(([id, { type }]) => type.startsWith('AWS::Serverless::') && name.startsWith(id));
}

/**
 * The resources of a module have its logical id before their own.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html
 */
function isOfModule(name: string, { resources }: Template): boolean {
  return [...resources].some(([id, { type }]) => type.endsWith('::MODULE') && name.startsWith(id));
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html */
const PSEUDO_PARAMETERS = [
  ...['AWS::AccountId', 'AWS::NoValue', 'AWS::NotificationARNs', 'AWS::Partition', 'AWS::Region'],
  ...['AWS::StackId', 'AWS::StackName', 'AWS::URLSuffix'],
];

/** One that AWS adds later is like none of those that are there. */
function pseudoReports(mention: Mention): readonly Report[] {
  const { name, by, at } = mention;
  if (PSEUDO_PARAMETERS.includes(name) || (by !== 'Ref' && by !== 'Fn::Sub')) return [];
  const slips = slipsOf(name, PSEUDO_PARAMETERS);
  if (slips.length === 0) return [];
  const fixes = slips.flatMap((slip) => fixesOf(mention, { name: slip }, slips.length === 1));
  return [{ at, ...ownerOf(mention), message: `AWS gives no ${name}. It refuses the template.`, fixes }];
}

function attributeReports(mention: Mention, { resources }: Template): readonly Report[] {
  const { name, attribute } = mention;
  const type = resources.get(name)?.type;
  if (attribute === undefined || type === undefined || type.startsWith('AWS::Serverless::')) return [];
  const schema = schemaOf(type);
  // `A.B` of `A.B.C` may give all that is in it.
  if (
    !schema ||
    schema.attributes.some((one) => one === attribute.name || one.startsWith(`${attribute.name}.`))
  )
    return [];
  const { slips, isSlip } = meantOf(attribute.name, schema.attributes);
  const day = isSlip ? '' : ` in AWS's schema of ${SCHEMA_DATE}`;
  return [
    {
      at: attribute.at,
      ...ownerOf(mention),
      message: `${type} has no attribute ${attribute.name}${day}. ${isSlip ? 'AWS refuses the template.' : 'Unless AWS added it since, it refuses the template.'}`,
      ...(!isSlip && { severity: 'warning' as const }),
      fixes: slips.flatMap((slip) => fixesOf(mention, { attribute: slip }, isSlip && slips.length === 1)),
    },
  ];
}

/** Another name, or another attribute, in the scalar that it stands in. */
function fixesOf(
  mention: Mention,
  change: { readonly name?: string; readonly attribute?: string },
  preferred: boolean,
): readonly Fix[] {
  const { name, attribute, by } = mention;
  const within = change.attribute === undefined ? mention.within : (attribute?.within ?? mention.within);
  const title = `Write ${change.name ?? change.attribute}`;
  const replace = (value: Data): readonly Fix[] => [
    { title, preferred, edits: [{ op: 'replace', node: within, value }] },
  ];
  const [from, to] =
    change.attribute === undefined ? [name, change.name!] : [attribute!.name, change.attribute];
  if (by === 'Fn::Sub') {
    const pattern =
      change.attribute === undefined
        ? new RegExp(`(\\$\\{\\s*)${from}(?=[\\s.}])`, 'g')
        : new RegExp(`(\\$\\{\\s*${name}\\.)${from.replaceAll('.', '\\.')}(?=\\s*\\})`, 'g');
    const text = within.text.replaceAll(pattern, (_, before: string) => before + to);
    return replace(within.tag === undefined ? text : { 'Fn::Sub': text });
  }
  if (by === 'Fn::GetAtt' && within.text !== from) {
    const parts = [change.name ?? name, change.attribute ?? attribute!.name];
    return replace(within.tag === undefined ? parts.join('.') : { 'Fn::GetAtt': parts });
  }
  if (within.tag === undefined) return replace(to);
  return by === 'Ref' || by === 'Condition' ? replace({ [by]: to }) : [];
}
