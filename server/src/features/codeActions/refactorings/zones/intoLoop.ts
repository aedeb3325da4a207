import { dataOf } from '../../../../syntax/edit/data.ts';
import { isDataList, isDataMapping } from '../../../../syntax/edit/print.ts';
import type { Edit } from '../../../../syntax/edit.ts';
import { type Node, resolved, type SyntaxTree, writtenEntry } from '../../../../syntax/tree.ts';
import type { Resource } from '../../../../template/resource.ts';
import { listed } from '../../../../wording/listed.ts';
import { freeName } from '../../../subnets/subnetStyle.ts';
import type { CursorResource } from '../place.ts';
import type { Refactoring } from '../refactoring.ts';
import { type Commoned, commonOf } from './common.ts';

/** How names number zones at their end. A sequence that goes on longer than these numbers something else. */
const ROWS = ['ABCDEF', 'abcdef', '012345', '123456'].map((row) => [...row]);

const TRANSFORM = 'AWS::LanguageExtensions';

/**
 * Replaces a resource and its copies for other zones by one `Fn::ForEach`, from which CloudFormation generates the same
 * resources. Offered on one of them. Their differences go to a mapping.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function intoLoop(place: CursorResource): readonly Refactoring[] {
  const { isOnName, resources, template, tree } = place;
  const copies = isOnName ? copiesOf(place) : undefined;
  // A macro other than AWS's own may look for the resources.
  if (!copies || template.hasMacros) return [];
  const { stem, marks, entries } = copies;
  const taken = new Set([
    ...template.resources.keys(),
    ...template.parameters.keys(),
    ...template.mappings.keys(),
    ...loopNames(tree.text),
  ]);
  const loop = freeName(stem, taken);
  const zone = freeName('Zone', taken);
  const mapping = freeName(`${stem}Zones`, taken);
  const bodies = entries.map(({ value }) => dataOf(value));
  const common = bodies.every((body) => body !== undefined)
    ? commonOf(bodies, { marks, zone, mapping })
    : undefined;
  const transform = transformEdit(tree);
  const declared = common && mappingEdits(tree, mapping, common);
  if (!common || !declared || !transform) return [];
  const value = [zone, marks, { [`${stem}\${${zone}}`]: common.body }];
  const [first] = entries;
  const edits: Edit[] = [
    ...transform,
    ...declared,
    { op: 'insert-entry', into: resources, key: `Fn::ForEach::${loop}`, value, before: first!.key.text },
    ...entries.map((entry): Edit => ({ op: 'remove-entry', from: resources, entry })),
  ];
  const title = `Write ${listed(
    marks.map((mark) => stem + mark),
    3,
  )} as one Fn::ForEach`;
  return [{ kind: 'rewrite', title, edits }];
}

interface Copies {
  readonly stem: string;
  readonly marks: readonly string[];
  readonly entries: CursorResource['resources']['entries'];
}

/** The resource and its copies in the order of their marks: AppA, AppB. Undefined if it has no copies. */
function copiesOf({ resource: { id, type }, resources, template }: CursorResource): Copies | undefined {
  const [stem, mark] = [id.slice(0, -1), id.slice(-1)];
  const row = ROWS.find((one) => one.includes(mark) && isCopy(`${stem}${one[0]}`));
  function isCopy(name: string): boolean {
    const resource: Resource | undefined = template.resources.get(name);
    return resource?.type === type && resources.entries.some(({ key }) => key === resource.key);
  }
  if (!row || stem === '') return undefined;
  const end = row.findIndex((one) => !isCopy(stem + one));
  // No Region has that many zones: https://aws.amazon.com/about-aws/global-infrastructure/regions_az/.
  if (end < 0) return undefined;
  const marks = row.slice(0, end);
  if (marks.length < 2 || !marks.includes(mark)) return undefined;
  const entries = marks.map((one) => writtenEntry(resources, stem + one)!);
  return { stem, marks, entries };
}

/** The names and variables of existing loops, which a new loop must not reuse. */
function loopNames(text: string): readonly string[] {
  return [...text.matchAll(/Fn::ForEach::([A-Za-z0-9]+)/g)].map(([, name]) => name!);
}

/** `AWS::LanguageExtensions` has to precede SAM's transform. */
function transformEdit({ root }: SyntaxTree): readonly Edit[] | undefined {
  if (root?.kind !== 'mapping') return undefined;
  const written: Node | undefined = writtenEntry(root, 'Transform')?.value;
  if (!written) {
    const head = ['Description', 'AWSTemplateFormatVersion'];
    const after = head.find((name) => root.entries.some(({ key }) => key.text === name));
    const place = after === undefined ? { before: root.entries[0]!.key.text } : { after };
    return [{ op: 'insert-entry', into: root, key: 'Transform', value: TRANSFORM, ...place }];
  }
  const data = dataOf(resolved(written) ?? written);
  if (data === TRANSFORM || (data !== undefined && isDataList(data) && data.includes(TRANSFORM))) return [];
  if (typeof data === 'string') return [{ op: 'replace', node: written, value: [TRANSFORM, data] }];
  if (written.kind !== 'sequence') return undefined;
  return [{ op: 'insert-item', into: written, value: TRANSFORM, index: 0 }];
}

function mappingEdits({ root }: SyntaxTree, name: string, { rows }: Commoned): readonly Edit[] | undefined {
  if (!isDataMapping(rows) || Object.keys(rows).length === 0) return [];
  if (root?.kind !== 'mapping') return undefined;
  const section = writtenEntry(root, 'Mappings');
  const into = resolved(section?.value);
  if (into?.kind === 'mapping') return [{ op: 'insert-entry', into, key: name, value: rows }];
  if (section) return undefined;
  return [{ op: 'insert-entry', into: root, key: 'Mappings', value: { [name]: rows }, before: 'Resources' }];
}
