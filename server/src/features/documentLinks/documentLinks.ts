import type { DocumentLink } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { type Scalar, valueAt } from '../../syntax/tree.ts';
import { LOCATION, writtenPath } from '../../template/crossStack/resolver.ts';
import { entriesIn } from '../../template/references.ts';
import { rangeOf } from '../ranges.ts';

export interface LinkHost {
  /** The URI of a file by its path relative to the document's folder; undefined if it does not exist. */
  readonly fileAt: (path: string) => string | undefined;
  /** The URIs of the parameter files that apply to this template. */
  readonly parameterFiles: readonly string[];
}

/** Links from the location of a nested stack to its template, and from `Parameters` to the parameter files. */
export function documentLinks({ content, tree, lines }: Analysis, host: LinkHost): DocumentLink[] {
  if (content.kind !== 'template') return [];
  const nested = [...content.template.resources.values()].flatMap(({ type, properties }): DocumentLink[] => {
    const property = LOCATION[type];
    const location = property === undefined ? undefined : valueAt(properties, property);
    if (location?.kind !== 'scalar' || location.tag !== undefined) return [];
    const path = writtenPath(location.text);
    const target = path === undefined ? undefined : host.fileAt(path);
    return target === undefined
      ? []
      : [{ range: rangeOf(lines, withoutQuotes(location)), target, tooltip: 'Open the nested template' }];
  });
  const [file] = host.parameterFiles.toReversed();
  const section =
    tree.root?.kind === 'mapping'
      ? tree.root.entries.find(({ key }) => key.text === 'Parameters')
      : undefined;
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
  return [...given, ...nested];
}

function withoutQuotes({ start, end, style }: Scalar) {
  return style === 'plain' ? { start, end } : { start: start + 1, end: end - 1 };
}
