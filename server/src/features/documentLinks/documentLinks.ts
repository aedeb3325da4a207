import type { DocumentLink } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { type Node, type Scalar, valueAt, writtenEntry } from '../../syntax/tree.ts';
import { LOCATION, writtenPath } from '../../template/crossStack/resolver.ts';
import { entriesIn } from '../../template/references.ts';
import { rangeOf } from '../ranges.ts';

export interface LinkHost {
  /** The URI of a file by its path relative to the document's folder; undefined if it does not exist. */
  readonly fileAt: (path: string) => string | undefined;
  /** The URIs of the parameter files that apply to this template. */
  readonly parameterFiles: readonly string[];
}

/** Links from the location of a nested stack or of an included part to its file, and from `Parameters` to the parameter files. */
export function documentLinks({ content, tree, lines }: Analysis, host: LinkHost): DocumentLink[] {
  if (content.kind !== 'template') return [];
  const nested = [...content.template.resources.values()].flatMap(({ type, properties }) =>
    LOCATION[type] === undefined ? [] : (valueAt(properties, LOCATION[type]) ?? []),
  );
  // The resources of a loop have one location.
  const byStart = new Map(nested.map((location) => [location.start, location]));
  const linked = (location: Node | undefined, tooltip: string): DocumentLink[] => {
    if (location?.kind !== 'scalar' || location.tag !== undefined) return [];
    const path = writtenPath(location.text);
    const target = path === undefined ? undefined : host.fileAt(path);
    return target === undefined ? [] : [{ range: rangeOf(lines, withoutQuotes(location)), target, tooltip }];
  };
  const [file] = host.parameterFiles.toReversed();
  const section = writtenEntry(tree.root, 'Parameters');
  const given: DocumentLink[] =
    file === undefined || !section || entriesIn(tree, 'Parameters').length === 0
      ? []
      : [
          {
            range: rangeOf(lines, withoutQuotes(section.key)),
            target: file,
            tooltip: 'Open the parameter file',
          },
        ];
  return [
    ...given,
    ...[...byStart.values()].flatMap((location) => linked(location, 'Open the nested template')),
    ...includedIn(tree.root).flatMap((location) => linked(location, 'Open the included part')),
  ];
}

/**
 * The locations of `AWS::Include`, which are local paths until the template is packaged.
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
function includedIn(node: Node | undefined): readonly Node[] {
  if (!node || node.kind === 'alias' || node.kind === 'scalar') return [];
  if (node.kind === 'sequence') return node.items.flatMap(includedIn);
  const name = valueAt(node, 'Name');
  const isInclude = name?.kind === 'scalar' && name.text === 'AWS::Include';
  const own = isInclude ? valueAt(node, 'Parameters', 'Location') : undefined;
  return own ? [own] : node.entries.flatMap(({ value }) => includedIn(value));
}

function withoutQuotes({ start, end, style }: Scalar) {
  return style === 'plain' ? { start, end } : { start: start + 1, end: end - 1 };
}
