import type { Hover, Position } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { schemaOf } from '../../aws/schema/schema.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { type Markdown, md, paragraphs } from '../../escape/markdown.ts';
import { pathAt } from '../../syntax/parse.ts';
import { offsetAt } from '../../syntax/span.ts';
import { entriesOf, type Node, resolved, type Scalar, valueAt } from '../../syntax/tree.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import type { Template } from '../../template/template.ts';
import { readId } from '../../zappa/ids.ts';
import { rangeOf } from '../ranges.ts';
import { describeArn } from './describeArn.ts';
import { describeCidr } from './describeCidr.ts';
import { describePlace } from './describePlace.ts';
import { describePort } from './describePort.ts';
import { describeResource } from './describeResource.ts';
import { describeAnyId } from './ids/describeAnyId.ts';
import { describeDeployed } from './ids/describeDeployed.ts';
import { inventoryHint } from './inventoryHint.ts';
import { describeAttribute } from './template/describeAttribute.ts';
import { describeCondition } from './template/describeCondition.ts';
import { describeFunction } from './template/describeFunction.ts';
import { describeMapping } from './template/describeMapping.ts';
import { describeParameter } from './template/describeParameter.ts';
import { describeProperty, describeType, pageLink } from './template/describeProperty.ts';
import { describeSam } from './template/describeSam.ts';
import { describeZappaKey } from './zappa/describeZappaKey.ts';

export interface HoverOptions {
  /** The editor shows the JSON schema's descriptions of keys. */
  readonly areKeysDescribed?: boolean;
  /** Another extension shows AWS's descriptions of properties. */
  readonly isGeneralElsewhere?: boolean;
  /** The client's own commands that a link may use. */
  readonly commands?: readonly string[];
  /** The current time in milliseconds since 1970, for the age of an inventory. */
  readonly now?: number;
}

/**
 * The hover at a position: a block, an AWS id, the value of a call, a resource or parameter by its name, a port number,
 * a key or stage of Zappa. Null if nothing is known.
 */
export function hover(analysis: Analysis, position: Position, options: HoverOptions = {}): Hover | null {
  const { tree, lines } = analysis;
  const offset = offsetAt(tree.text, lines, position);
  const path = pathAt(tree, offset);
  const node = path.at(-1);
  const text = node?.kind === 'scalar' ? describe(analysis, path, node, options) : undefined;
  const described =
    node && text !== undefined ? { text, at: node } : describeFunction(path, offset, analysis);
  if (!described) return null;
  return {
    contents: { kind: 'markdown', value: described.text.markdown },
    range: rangeOf(lines, described.at),
  };
}

/** Describes a scalar by its text or by what it refers to. */
function describe(
  analysis: Analysis,
  path: readonly Node[],
  scalar: Scalar,
  { areKeysDescribed = false, isGeneralElsewhere = false, commands = [], now }: HoverOptions,
): Markdown | undefined {
  const { content } = analysis;
  const written = scalar.text.trim();
  const cidr = written.includes('/') ? parseCidr(written) : undefined;
  if (cidr?.kind === 'cidr') return describeCidr(cidr, scalar, analysis);
  const id = readId(written);
  if (id.kind === 'id') return describeAnyId(written, id.prefix, analysis, now);
  if (content.kind === 'zappa') {
    const isKey = entriesOf(path.at(-2)).some(({ key }) => key === scalar);
    return paragraphs(
      isKey ? undefined : (describePlace(written, analysis) ?? describeArn(written)),
      describeZappaKey(content.settings, path, scalar, areKeysDescribed, analysis, commands),
      // The hint alone would precede the schema's description of the key.
      isKey && !areKeysDescribed ? inventoryHint(analysis, scalar.text, commands) : undefined,
    );
  }
  const resource = resourceNamed(path, scalar, analysis);
  // The type stands below the name where it is declared.
  const isDeclared = path.at(-2) === valueAt(analysis.tree.root, 'Resources');
  if (resource !== undefined)
    return paragraphs(
      describeResource(resource, analysis) ?? (isDeclared ? undefined : describeOther(resource, content)),
      describeDeployed(resource, analysis, now),
    );
  return (
    describeName(path, scalar, analysis) ??
    (content.kind === 'template' ? describeAttribute(path, scalar, analysis.tree.root) : undefined) ??
    describePort(path, scalar) ??
    describePlace(written, analysis) ??
    (isComputed(path, scalar) ? undefined : describeArn(written)) ??
    (isGeneralElsewhere ? undefined : propertyNamed(path, scalar, analysis))
  );
}

/** A text of `Fn::Sub` with more than pseudo parameters: its value says more than the text. */
function isComputed(path: readonly Node[], scalar: Scalar): boolean {
  const isSub = (callOf(scalar) ?? callOf(path.at(-2)))?.name === 'Fn::Sub';
  return isSub && /\$\{(?!AWS::)/.test(scalar.text);
}

/** A resource of which the network says nothing: its type, and AWS's page. */
function describeOther(id: string, content: Analysis['content']): Markdown | undefined {
  const type = content.kind === 'template' ? content.template.resources.get(id)?.type : undefined;
  return type && schemaOf(type) ? paragraphs(md`**${id}** — ${type}`, pageLink(type)) : undefined;
}

/** The resource's property whose key is at the position. */
function propertyNamed(
  path: readonly Node[],
  scalar: Scalar,
  { content, tree }: Analysis,
): Markdown | undefined {
  if (content.kind !== 'template') return undefined;
  const [, section, body] = path;
  const ofFunctions = valueAt(tree.root, 'Globals', 'Function');
  if (body && body === ofFunctions) return describeProperty(path, scalar, 'AWS::Serverless::Function', body);
  if (section !== valueAt(tree.root, 'Resources')) return undefined;
  // A resource inside of a loop is deeper in the tree.
  const resource = path.slice(2).find((node) => valueAt(node, 'Type')?.kind === 'scalar');
  const type = resolved(valueAt(resource, 'Type'));
  if (type?.kind !== 'scalar') return undefined;
  if (type === scalar) return describeType(type.text);
  const properties = valueAt(resource, 'Properties');
  return (
    properties &&
    (describeSam(path, scalar, type.text, properties) ??
      describeProperty(path, scalar, type.text, properties))
  );
}

/** The parameter or condition that is declared at the position, or the condition that is used there. */
function describeName(
  path: readonly Node[],
  scalar: Scalar,
  { content, tree }: Analysis,
): Markdown | undefined {
  if (content.kind !== 'template') return undefined;
  const { template, scenarios } = content;
  const owner = path.at(-2);
  if (owner === valueAt(tree.root, 'Parameters')) return describeParameter(scalar.text, template);
  const mapping = mappingNamed(path, scalar, template, tree.root);
  if (mapping) return describeMapping(scalar.text, mapping);
  if (owner !== valueAt(tree.root, 'Conditions') && !isConditionName(path, scalar)) return undefined;
  return describeCondition({ op: 'condition', name: scalar.text }, template, scenarios.given);
}

/** The mapping that is declared at the position, or that `Fn::FindInMap` names there. */
function mappingNamed(
  path: readonly Node[],
  scalar: Scalar,
  { mappings }: Template,
  root: Node | undefined,
): Node | undefined {
  const [owner, around] = [path.at(-2), path.at(-3)];
  const call = callOf(owner) ?? callOf(around);
  const isNamed = call?.name === 'Fn::FindInMap' && argumentsOf(call)[0] === scalar;
  return isNamed || owner === valueAt(root, 'Mappings') ? mappings.get(scalar.text) : undefined;
}

/** `Condition: UseNat`, or the first argument of `Fn::If`. */
function isConditionName(path: readonly Node[], scalar: Scalar): boolean {
  const entry = entriesOf(path.at(-2)).find(({ value }) => resolved(value) === scalar);
  if (entry) return entry.key.text === 'Condition';
  const [list, around] = [path.at(-2), path.at(-3)];
  const call = callOf(list) ?? callOf(around);
  return call?.name === 'Fn::If' && argumentsOf(call)[0] === scalar;
}

/** The logical id in a scalar: the key of a resource, or the name in Ref, GetAtt or DependsOn. */
function resourceNamed(
  path: readonly Node[],
  scalar: Scalar,
  { content, tree }: Analysis,
): string | undefined {
  if (content.kind !== 'template') return undefined;
  const isKey = path.at(-2) === valueAt(tree.root, 'Resources');
  const parent = path.at(-2);
  // `DependsOn` is a name or a list of names.
  const isListed = parent?.kind === 'sequence' && scalar.tag === undefined;
  const owner = isListed ? path.at(-3) : parent;
  const key = entriesOf(owner).find(({ value }) => resolved(value) === (isListed ? parent : scalar))?.key
    .text;
  const names = isKey || scalar.tag === '!Ref' || key === 'DependsOn' || (key === 'Ref' && !isListed);
  const id = names ? scalar.text.split('.')[0] : undefined;
  return id !== undefined && content.template.resources.has(id) ? id : undefined;
}
