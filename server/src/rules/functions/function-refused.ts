import { REGIONS } from '../../aws/regions.ts';
import type { Span } from '../../syntax/span.ts';
import { entriesOf, type Node, resolved, valueAt } from '../../syntax/tree.ts';
import { argumentCountFault } from '../../template/evaluation/argumentCount.ts';
import { argumentKindFault } from '../../template/evaluation/argumentKind.ts';
import { callOwnersIn, callsIn, type PlacedCall } from '../../template/evaluation/calls.ts';
import { evaluate, evaluateArgument } from '../../template/evaluation/evaluate.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import { conditionHolds } from '../../template/evaluation/reads.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import type { Template } from '../../template/template.ts';
import { capitalized } from '../../wording/clause.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { each } from '../each.ts';
import { fact, scenarioOf, unwatched } from '../engine/watchedFile.ts';
import { outputExportedAs, textOfName } from '../shared/names/exports.ts';
import { isPartOfTemplate } from '../shared/partOfTemplate.ts';
import { unmappedValues } from './unmappedValues.ts';

/** A call of a function that AWS refuses whatever is given at deployment. */
export default defineRule({
  id: 'function-refused',
  area: 'functions',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'CloudFormation rejects the function call',
  why: 'The intrinsic function has the wrong number or kind of arguments, or asks for something that does not exist: an index after the end of a list, a key that a mapping does not have, subnets that do not fit into a block. CloudFormation neither creates nor updates the stack.',
  howToFix: 'Correct the arguments of the function.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-select.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-join.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-split.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-base64.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getavailabilityzones.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html',
    'FN-01',
    'FN-03',
  ],

  check: each(
    ({ template }) => (template ? [...callOwnersIn(template), ...mappingsOf(template)] : []),
    function* (owner, file) {
      const scenario = scenarioOf(file)!;
      if (mappingsOf(scenario.template).includes(owner as Node)) {
        if (isPlain(file)) yield* callsInMapping(owner as Node);
        return;
      }
      // The text is not recorded as read: an unchanged owner has the same calls.
      for (const placed of callsIn(owner, unwatched(file).tree.text)) {
        if (!mayBeRefused(placed) || !isCarriedOut(placed, scenario)) continue;
        const { resource } = placed;
        const fault = writtenFault(placed, scenario, isPlain(file));
        // Tools that assemble templates accept a whole condition in place of its name.
        if (fault !== undefined && !(placed.call.name === 'Fn::If' && isPartOfTemplate(file))) {
          yield {
            at: spanOf(placed),
            message: `${fault}. AWS rejects the template.`,
            ...(resource !== undefined && { resource }),
          };
          continue;
        }
        const misspelt = misspeltRegion(placed);
        if (misspelt) {
          yield misspelt;
          continue;
        }
        yield* valueReports(placed, scenario, file);
      }
    },
  ),
});

/** Reports on the values of a call's arguments. */
function* valueReports(placed: PlacedCall, scenario: Scenario, file: CheckedFile): Generator<Report> {
  // A condition that compares the value makes a scenario for it.
  for (const report of unmappedValues(placed, scenario)) if (!isCompared(report.value, file)) yield report;
  const { resource } = placed;
  const own = importOfOwn(placed, scenario, file);
  if (own) yield own;
  const value = evaluate(placed.node, scenario);
  if (value.kind !== 'unknown' || value.refusal === undefined) return;
  yield {
    at: spanOf(placed),
    message: `${capitalized(value.why)}. AWS rejects the template.`,
    ...(resource !== undefined && { resource }),
    // AWS's page implies it and does not state it, so it is one severity lower.
    ...(value.refusal === 'inferred' && { severity: 'warning' as const }),
    ...(value.defaults && { defaults: value.defaults }),
  };
}

/**
 * An import of an export of this very template. "Fn::ImportValue returns the value of an output exported by another
 * stack", and the export does not exist before this stack does.
 */
function importOfOwn(placed: PlacedCall, scenario: Scenario, file: CheckedFile): Report | undefined {
  const { call, resource } = placed;
  if (call.name !== 'Fn::ImportValue') return undefined;
  const [argument] = argumentsOf(call);
  if (!argument) return undefined;
  const { text, defaults } = textOfName(evaluateArgument(argument, call, scenario));
  const output = text === undefined ? undefined : outputExportedAs(text, scenario, file);
  if (output === undefined) return undefined;
  return {
    at: spanOf(placed),
    message: `Fn::ImportValue asks for ${text}, which this template exports itself as its output ${output}. AWS has no such export when it creates the stack.`,
    ...(resource !== undefined && { resource }),
    // If the stack exists already, so does its export, and an update may succeed.
    severity: 'warning',
    defaults,
  };
}

function mappingsOf({ hasMacros, mappings }: Template): readonly Node[] {
  return hasMacros ? [] : [...mappings.values()];
}

/** "You can't include parameters, pseudo parameters, or intrinsic functions in the Mappings section." */
function* callsInMapping(mapping: Node): Generator<Report> {
  for (const key of entriesOf(resolved(mapping)))
    for (const { value } of entriesOf(resolved(key.value))) {
      const call = callOf(value);
      if (!call || !['Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::ImportValue', 'Fn::Join'].includes(call.name))
        continue;
      yield {
        at: value,
        message: `A mapping has a call of ${call.name}, and mappings have literal values only. AWS rejects the template.`,
      };
    }
}

function isCompared(value: string, file: CheckedFile): boolean {
  return value === '' || conditionsText(file).includes(value);
}

const conditionsText = fact('the text of the conditions', ({ tree }) => {
  const node = valueAt(tree.root, 'Conditions');
  return node ? tree.text.slice(node.start, node.end) : '';
});

/** A whole template without a transform, which would allow more functions. */
const isPlain = fact(
  'a template without transforms',
  ({ tree }) =>
    valueAt(tree.root, 'AWSTemplateFormatVersion') !== undefined &&
    valueAt(tree.root, 'Transform') === undefined,
);

/** A fault of a call that no value at deployment can repair. */
function writtenFault(placed: PlacedCall, scenario: Scenario, isPlainTemplate: boolean): string | undefined {
  return (
    argumentKindFault(placed.call) ??
    idFault(placed, scenario) ??
    (isPlainTemplate ? lookUpFault(placed) : undefined)
  );
}

/** `Fn::Cidr` of what `Ref` of a VPC or a subnet returns, its id, or `Fn::Select` of a text that AWS gives. */
function idFault({ call }: PlacedCall, { template }: Scenario): string | undefined {
  const place = ['Fn::Cidr', 'Fn::Select'].indexOf(call.name);
  const inner = place < 0 ? undefined : callOf(argumentsOf(call)[place]);
  const name = inner?.name === 'Ref' ? resolved(argumentsOf(inner)[0]) : undefined;
  if (name?.kind !== 'scalar') return undefined;
  if (call.name === 'Fn::Select')
    return TEXTS_OF_AWS.includes(name.text)
      ? `Fn::Select needs a list, and ${name.text} is one string`
      : undefined;
  const isOfId = /^AWS::EC2::(?:VPC|Subnet)$/.test(template.resources.get(name.text)?.type ?? '');
  return isOfId ? `Fn::Cidr needs a block of addresses, and Ref of ${name.text} is its id` : undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html; NotificationARNs is a list. */
const TEXTS_OF_AWS = ['AccountId', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'].map(
  (name) => `AWS::${name}`,
);

/** A function among the keys that CloudFormation does not allow there without `AWS::LanguageExtensions`. */
function lookUpFault({ call }: PlacedCall): string | undefined {
  if (call.name !== 'Fn::FindInMap') return undefined;
  const inner = argumentsOf(call).map((argument) => callOf(argument)?.name);
  const other = inner.find((name) => name !== undefined && !['Ref', 'Fn::FindInMap'].includes(name));
  return other === undefined
    ? undefined
    : `Fn::FindInMap has ${other} as a key, where only Ref and Fn::FindInMap are allowed without the transform AWS::LanguageExtensions`;
}

/**
 * A cheap test first: most calls are of functions that cannot be refused. It is true for more calls than are refused.
 */
function mayBeRefused({ call }: PlacedCall): boolean {
  switch (call.name) {
    case 'Fn::Select':
    case 'Fn::Cidr':
    case 'Fn::FindInMap':
    case 'Fn::ImportValue':
      return true;
    case 'Fn::Join':
    case 'Fn::Split':
      return (
        isWrittenAs(call.name === 'Fn::Join' ? 'scalar' : 'sequence', argumentsOf(call)[1]) ||
        callOf(argumentsOf(call)[1])?.name === 'Ref' ||
        argumentCountFault(call) !== undefined ||
        argumentKindFault(call) !== undefined
      );
    case 'Fn::GetAZs':
      return true;
    default:
      return argumentCountFault(call) !== undefined || argumentKindFault(call) !== undefined;
  }
}

/** A region that is written in place, is none, and differs from one that exists by a slip or two. */
function misspeltRegion({ call, resource }: PlacedCall): Report | undefined {
  const node = call.name === 'Fn::GetAZs' ? resolved(argumentsOf(call)[0]) : undefined;
  // The node of a call in its short form has the call's tag.
  if (node?.kind !== 'scalar' || (node.tag !== undefined && !call.isShort)) return undefined;
  const { text } = node;
  if (REGIONS.has(text) || mayBeRegion(text)) return undefined;
  const hyphenated = text.replaceAll('_', '-');
  // A letter in the middle is missing more often than the beginning or the number.
  const near = REGIONS.has(hyphenated)
    ? [hyphenated]
    : misspellingsOf(text, REGIONS).filter(
        (region) => region.slice(0, 3) === text.slice(0, 3) && region.at(-1) === text.at(-1),
      );
  if (near.length === 0) return undefined;
  return {
    at: node,
    message: `Fn::GetAZs needs a region, and there is no ${text}. AWS rejects the template.`,
    ...(resource !== undefined && { resource }),
    severity: 'warning',
    fixes: near.map((region) => ({
      title: `Change to ${region}`,
      preferred: near.length === 1,
      edits: [{ op: 'replace', node, value: call.isShort ? { 'Fn::GetAZs': region } : region }],
    })),
  };
}

/**
 * Whether AWS may have added a region of this form: a beginning of two to four letters, a direction that it uses, a
 * number.
 */
function mayBeRegion(text: string): boolean {
  const direction = /^[a-z]{2,4}-(?:[a-z]+-)?([a-z]+)-\d{1,2}$/.exec(text)?.[1];
  return direction !== undefined && DIRECTIONS.has(direction);
}

const DIRECTIONS: ReadonlySet<string | undefined> = new Set(
  [...REGIONS].map((region) => region.split('-').at(-2)),
);

function isWrittenAs(kind: Node['kind'], node: Node | undefined): boolean {
  const target = resolved(node);
  return target?.kind === kind && target.tag === undefined;
}

/** Whether AWS certainly evaluates the call: every condition around it is decided. */
function isCarriedOut({ guards }: PlacedCall, scenario: Scenario): boolean {
  return guards.every(({ condition, holds }) => conditionHolds(scenario, condition) === holds);
}

/** The key of a call in its long form, the tag of one in its short form: the whole call may span many lines. */
function spanOf({ node, key }: PlacedCall): Span {
  return key ?? { start: node.start, end: node.start + (node.tag?.length ?? 0) };
}
