import { SCHEMA_DATE } from '../../aws/schema/resourceSchemas.ts';
import { schemaOf } from '../../aws/schema/schema.ts';
import { literally } from '../../changes/resources.ts';
import type { Data } from '../../syntax/edit.ts';
import { encloses } from '../../syntax/span.ts';
import { type Entry, entriesOf, type SyntaxTree, valueAt } from '../../syntax/tree.ts';
import { connectedIdsIn } from '../../template/connectors.ts';
import { isNestedStack, type NestedTemplate } from '../../template/crossStack/resolver.ts';
import { nestedTemplateOf } from '../../template/evaluation/evaluate.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import {
  entriesIn,
  type NameUse,
  type Reference,
  referencesUnder,
  SECTIONS,
  type Section,
  usesUnder,
} from '../../template/references.ts';
import type { Template } from '../../template/template.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { suggestionsFor } from '../../wording/newerThanSchema.ts';
import { type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { each } from '../each.ts';
import { fact, scenarioOf, unwatched } from '../engine/watchedFile.ts';
import { misplacedResources } from '../shared/names/misplacedResources.ts';
import { isPartOfTemplate } from '../shared/partOfTemplate.ts';

/** A name that the template does not declare, or an attribute that a type of resource lacks. */
export default defineRule({
  id: 'name-undefined',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'A referenced name does not exist in the template',
  why: 'CloudFormation resolves every name before it creates anything. It rejects a template that references an undeclared parameter, resource, condition or mapping, or an attribute that the resource type does not have. Names are case-sensitive.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-connector-resourcereference.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html',
  ],
  cfnLint: 'E1010',

  check: each(entriesLookedUp, function* ({ section, entry }, file) {
    const { tree } = unwatched(file);
    const names = namesOf(file);
    if (names && section === 'Resources') yield* ofConnectors(entry, names);
    // The text is not recorded as read: an unchanged entry has the same names.
    if (!names || usesUnder(entry, section, tree).every((use) => !faultOf(use, names))) return;
    for (const mention of referencesUnder(entry, section, file.tree)) {
      const fault = faultOf(mention, names);
      const isInLoop = names.template.loops.some((loop) => encloses(loop, mention.at));
      if (fault && !isInLoop) yield reportOf(mention, fault, names);
    }
  }),
});

interface LookedUp {
  readonly section: string;
  readonly entry: Entry;
}

/** The entries of sections that may refer to a name. */
function entriesLookedUp({ template, tree }: CheckedFile): readonly LookedUp[] {
  if (!template || !isWhole(template, tree)) return [];
  return LOOKED_UP.flatMap((section) => entriesIn(tree, section).map((entry) => inSection(entry, section)));
}

/** The same object for the same entry, unless an edit has put it below another section. */
function inSection(entry: Entry, section: string): LookedUp {
  const known = lookedUp.get(entry);
  if (known?.section === section) return known;
  const moved = { section, entry };
  lookedUp.set(entry, moved);
  return moved;
}

const lookedUp = new WeakMap<Entry, LookedUp>();

const LOOKED_UP = ['Globals', 'Conditions', 'Resources', 'Outputs'];

/** A macro, an include or a loop over a value that is known at deployment may declare any name. */
function isWhole({ hasMacros }: Template, { root, problems }: SyntaxTree): boolean {
  if (hasMacros || problems.some(({ kind }) => kind === 'broken')) return false;
  return SECTIONS.every((section) => {
    const names = valueAt(root, section);
    // Loops that were expanded are not in the template whose names are searched.
    return !entriesOf(names).some(({ key }) => key.text === 'Fn::Transform' || key.text.startsWith('Fn::If'));
  });
}

/** The names that the template declares. */
interface Names {
  readonly template: Template;
  readonly declared: Readonly<Record<Section, ReadonlyMap<string, unknown>>>;
  /** Sections in which a loop over a value that is known at deployment declares names, or whose key is misspelt. */
  readonly open: ReadonlySet<Section>;
  /**
   * Resources that resource-key-unknown and section-unknown report, so that a reference to them is no second finding.
   */
  readonly misplaced: ReadonlySet<string>;
  readonly isPart: boolean;
  readonly scenario: Scenario | undefined;
}

function namesOf(file: CheckedFile): Names | undefined {
  const { template } = file;
  if (!template) return undefined;
  const declared = {
    Parameters: template.parameters,
    Mappings: template.mappings,
    Conditions: template.conditions,
    Resources: template.resources,
  };
  const open = new Set(openSections(file).split(' ') as Section[]);
  const misplaced = new Set(misplacedResources(file).split(' '));
  const isPart = isPartOfTemplate(file);
  return { template, declared, open, misplaced, isPart, scenario: scenarioOf(file) };
}

const openSections = fact('sections with loops or misspelt names', ({ tree }) => {
  const hasLoop = (section: Section) =>
    entriesIn(tree, section).some(({ key }) => key.text.startsWith('Fn::ForEach::'));
  const keys = entriesOf(tree.root).map(({ key }) => key.text);
  // section-unknown reports the key; the names under it count as declared.
  const isMisspelt = (section: Section) =>
    !keys.includes(section) && keys.some((key) => misspellingsOf(key, [section]).length > 0);
  return SECTIONS.filter((section) => hasLoop(section) || isMisspelt(section)).join(' ');
});

/** The ids in connectors, which SAM looks up in the template. */
function* ofConnectors({ key, value }: Entry, names: Names): Generator<Report> {
  const { template, declared, open, misplaced } = names;
  if (!template.isSam || open.has('Resources')) return;
  for (const id of connectedIdsIn(value)) {
    const { text } = id;
    if (declared.Resources.has(text) || misplaced.has(text) || isCreatedBySam(text, template)) continue;
    if (!/^[A-Za-z0-9]+$/.test(text) || isOfModule(text, template)) continue;
    const slips = misspellingsOf(text, [...declared.Resources.keys()]);
    yield {
      at: id,
      resource: key.text,
      message: `${text} is not a resource of this template. SAM rejects the template.`,
      fixes: slips.map((slip) => ({
        title: `Change to ${slip}`,
        preferred: slips.length === 1,
        edits: [{ op: 'replace', node: id, value: slip }],
      })),
    };
  }
}

type Fault = 'name' | 'pseudo parameter' | 'attribute' | 'attribute of Ref';

function faultOf(use: NameUse, names: Names): Fault | undefined {
  const { name, by, sections } = use;
  const { template, declared, open, misplaced, isPart } = names;
  if (attributeOfRef(use, template) !== undefined) return 'attribute of Ref';
  if (isSeveral(use, declared.Resources)) return 'name';
  if (!isLookedUp(use)) return undefined;
  if (sections.some((section) => declared[section].has(name)))
    return isKnownAttribute(use, names) ? undefined : 'attribute';
  if (sections.some((section) => open.has(section))) return undefined;
  if (sections.includes('Resources') && misplaced.has(name)) return undefined;
  if (isPseudoInShape(name)) return pseudoFault(use);
  if (isCreatedBySam(name, template) || isOfModule(name, template)) return undefined;
  // A Ref to something in the form of a type is a mistake even in a part of a template: no tool gives a resource such
  // a name.
  if (by === 'Ref' && isType(name)) return 'name';
  return isPart && namesLike(use, names).length === 0 ? undefined : 'name';
}

/** A resource that AWS adds later resembles none of the known names. */
function pseudoFault({ by, name }: NameUse): Fault | undefined {
  const isReference = by === 'Ref' || by === 'Fn::Sub';
  if (!isReference || PSEUDO_PARAMETERS.includes(name)) return undefined;
  return misspellingsOf(name, PSEUDO_PARAMETERS).length > 0 ? 'pseudo parameter' : undefined;
}

/**
 * `Ref: Address.AllocationId`, which is the way of Fn::GetAtt. SAM and modules have names with dots:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html
 */
function attributeOfRef({ by, name, place }: NameUse, template: Template): string | undefined {
  const dot = name.indexOf('.');
  if (by !== 'Ref' || dot < 0 || template.isSam || place[2] !== 'Properties') return undefined;
  const type = template.resources.get(name.slice(0, dot))?.type;
  const attribute = name.slice(dot + 1);
  const isOne = isNestedStack(type ?? '')
    ? attribute.startsWith(OUTPUT)
    : schemaOf(type ?? '')?.attributes.includes(attribute);
  return isOne ? attribute : undefined;
}

/** Ids of resources with commas between them. A line without its dash continues the one before it: `A !Ref B`. */
function isSeveral({ by, name, place }: NameUse, ids: ReadonlyMap<string, unknown>): boolean {
  if (by === 'DependsOn' && place[2] === 'DependsOn' && name.includes(','))
    return name.split(',').every((id) => ids.has(id.trim()));
  return (
    by === 'Ref' &&
    place[2] === 'Properties' &&
    /^[A-Za-z0-9]+(?: !(?:Ref|GetAtt) [A-Za-z0-9.]+)+$/.test(name)
  );
}

/** `AWS:Region`, `AWS:R:egion` and `aws::region` too. */
function isPseudoInShape(name: string): boolean {
  return /^aws:(?:[a-z]?:)?[a-z]+$/i.test(name);
}

function namesLike({ name, sections }: NameUse, { declared }: Names): readonly string[] {
  return misspellingsOf(name, new Set(sections.flatMap((section) => [...declared[section].keys()])));
}

function reportOf(mention: Reference, fault: Fault, names: Names): Report {
  const { name, by, at, attribute } = mention;
  const nested = fault === 'attribute' ? lacksOutput(name, attribute!.name, names) : undefined;
  if (nested) return outputReport(mention, nested);
  if (fault === 'attribute') return attributeReport(mention, attribute!, names.template);
  if (fault === 'attribute of Ref') return reportOfRef(mention, names.template);
  const slips = fault === 'name' ? namesLike(mention, names) : misspellingsOf(name, PSEUDO_PARAMETERS);
  return {
    at,
    ...ownerOf(mention),
    message:
      fault === 'name'
        ? `${name} is ${KINDS[by]} of this template. AWS rejects the template.`
        : `${name} is not a pseudo parameter. AWS rejects the template.`,
    fixes:
      by === 'DependsOn' && name.includes(',')
        ? listFix(mention, names)
        : slips.flatMap((slip) => fixesOf(mention, { name: slip }, slips.length === 1)),
  };
}

/** Several logical ids in one string, as a list. */
function listFix({ name, within, place }: Reference, { declared }: Names): readonly Fix[] {
  const ids = name.split(',').map((id) => id.trim());
  if (place.length > 3 || !ids.every((id) => declared.Resources.has(id))) return [];
  const title = `Make a list of ${ids.join(' and ')}`;
  return [{ title, preferred: true, edits: [{ op: 'replace', node: within, value: ids }] }];
}

function reportOfRef(mention: Reference, template: Template): Report {
  const { name, at, within } = mention;
  const attribute = attributeOfRef(mention, template)!;
  const value = { 'Fn::GetAtt': [name.slice(0, -attribute.length - 1), attribute] };
  return {
    at,
    ...ownerOf(mention),
    message: `${name} is ${KINDS.Ref} of this template. AWS rejects the template.`,
    fixes:
      within.tag === undefined
        ? []
        : [{ title: 'Use Fn::GetAtt', preferred: true, edits: [{ op: 'replace', node: within, value }] }],
  };
}

const KINDS: Readonly<Record<NameUse['by'], string>> = {
  Ref: 'neither a parameter nor a resource',
  'Fn::Sub': 'neither a parameter nor a resource',
  'Fn::GetAtt': 'not a resource',
  DependsOn: 'not a resource',
  Condition: 'not a condition',
  'Fn::If': 'not a condition',
  'Fn::FindInMap': 'not a mapping',
};

/**
 * Where AWS looks names up for certain. `Condition` and `DependsOn` are keys of CloudFormation's right below a resource
 * or an output only; deeper down they belong to policies, containers and the like.
 */
function isLookedUp({ by, name, place }: NameUse): boolean {
  const isName = (SHAPES[by] ?? /^(?:AWS::)?[A-Za-z0-9]+$/).test(name) || (by === 'Ref' && isType(name));
  if (!isName && !((by === 'Ref' || by === 'Fn::Sub') && isPseudoInShape(name))) return false;
  const [section, , key] = place;
  if (by === 'DependsOn') return section === 'Resources' && key === 'DependsOn';
  if (section === 'Conditions') return true;
  if (by === 'Condition') return key === 'Condition' && (section === 'Resources' || section === 'Outputs');
  if (section === 'Outputs') return key === 'Value' || key === 'Export';
  // SAM writes what is in Globals into the resources of that kind.
  return (section === 'Resources' && key === 'Properties') || section === 'Globals';
}

/**
 * A type in place of a logical id, a name with a hyphen as exports have, and in DependsOn several names in one string.
 * What else has other characters is a tool's own placeholder.
 */
const SHAPES: Readonly<Partial<Record<NameUse['by'], RegExp>>> = {
  DependsOn: /^(?:AWS::(?:[A-Za-z0-9]+::)?)?[A-Za-z0-9]+$|^[A-Za-z0-9]+(?:, ?[A-Za-z0-9]+)+$/,
  Ref: /^(?:AWS::)?[A-Za-z0-9]+$|^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+$/,
};

function isType(name: string): boolean {
  return schemaOf(name) !== undefined;
}

function ownerOf({ place: [section, id] }: NameUse): Pick<Report, 'resource'> {
  return section === 'Resources' && id !== undefined ? { resource: id } : {};
}

/**
 * SAM creates further resources, named after its own ones or by itself.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
function isCreatedBySam(name: string, { isSam, resources }: Template): boolean {
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

function isKnownAttribute({ name, attribute }: NameUse, names: Names): boolean {
  if (attribute && lacksOutput(name, attribute.name, names)) return false;
  const type = names.template.resources.get(name)?.type;
  if (attribute && type !== undefined && isNestedStack(type)) return OF_STACKS.test(attribute.name);
  if (attribute === undefined || type === undefined || type.startsWith('AWS::Serverless::')) return true;
  const schema = schemaOf(type);
  // `A.B` of `A.B.C` may give all that is in it.
  const gives = (one: string) => one === attribute.name || one.startsWith(`${attribute.name}.`);
  return schema === undefined || schema.attributes.some(gives);
}

const OUTPUT = 'Outputs.';

/**
 * The outputs of a nested stack, and what the schema of the type says of the stack itself.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
 */
const OF_STACKS =
  /^(?:Outputs(?:\..+)?|StackId|StackStatus|StackStatusReason|CreationTime|LastUpdateTime|ParentId|RootId|ChangeSetId)$/;

/** The template of a nested stack, if it has no output of that name. A loop may write outputs. */
function lacksOutput(
  id: string,
  attribute: string,
  { template, scenario }: Names,
): NestedTemplate | undefined {
  if (!scenario || !attribute.startsWith(OUTPUT) || !isNestedStack(template.resources.get(id)?.type ?? ''))
    return undefined;
  const nested = nestedTemplateOf(id, scenario);
  const isThere = nested?.outputs.some((name) => name.startsWith('Fn::') || OUTPUT + name === attribute);
  return isThere ? undefined : nested;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html */
function outputReport(mention: Reference, { path, outputs }: NestedTemplate): Report {
  const { at, name } = mention.attribute!;
  const output = name.slice(OUTPUT.length);
  const slips = misspellingsOf(output, outputs);
  return {
    at,
    ...ownerOf(mention),
    message: `${path} has no output ${output}. AWS rejects the stack.`,
    fixes: slips.flatMap((slip) => fixesOf(mention, { attribute: OUTPUT + slip }, slips.length === 1)),
  };
}

/** `Stack.VpcId` and `Stack.Output.VpcId`. */
function stackReport(mention: Reference, { name, at }: NonNullable<Reference['attribute']>): Report {
  const output = OUTPUT + name.slice(name.lastIndexOf('.') + 1);
  return {
    at,
    ...ownerOf(mention),
    message: `${mention.name} is a nested stack and has no attribute ${name}; its output is ${output}. AWS rejects the template.`,
    fixes: fixesOf(mention, { attribute: output }, true),
  };
}

function attributeReport(
  mention: Reference,
  attribute: NonNullable<Reference['attribute']>,
  { resources }: Template,
): Report {
  const { type } = resources.get(mention.name)!;
  if (isNestedStack(type)) return stackReport(mention, attribute);
  const { suggestions, isMisspelling } = suggestionsFor(attribute.name, schemaOf(type)!.attributes);
  return {
    at: attribute.at,
    ...ownerOf(mention),
    message: isMisspelling
      ? `${type} has no attribute ${attribute.name}. AWS rejects the template.`
      : `${type} has no attribute ${attribute.name} in AWS's schema of ${SCHEMA_DATE}. AWS rejects the template unless it has added the attribute since.`,
    ...(!isMisspelling && { severity: 'warning' as const }),
    fixes: suggestions.flatMap((slip) =>
      fixesOf(mention, { attribute: slip }, isMisspelling && suggestions.length === 1),
    ),
  };
}

/** Another name, or another attribute, within its scalar. */
function fixesOf(
  mention: Reference,
  change: { readonly name?: string; readonly attribute?: string },
  preferred: boolean,
): readonly Fix[] {
  const { name, attribute, by } = mention;
  const within = change.attribute === undefined ? mention.within : (attribute?.within ?? mention.within);
  const title = `Change to ${change.name ?? change.attribute}`;
  const replace = (value: Data): readonly Fix[] => [
    { title, preferred, edits: [{ op: 'replace', node: within, value }] },
  ];
  const [from, to] =
    change.attribute === undefined ? [name, change.name!] : [attribute!.name, change.attribute];
  if (by === 'Fn::Sub') {
    const pattern =
      change.attribute === undefined
        ? new RegExp(`(\\$\\{\\s*)${literally(from)}(?=[\\s.}])`, 'g')
        : new RegExp(`(\\$\\{\\s*${literally(name)}\\.)${literally(from)}(?=\\s*\\})`, 'g');
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
