import type { Analysis } from '../../analysis.ts';
import { link, type Markdown, md } from '../../escape/markdown.ts';
import { positionAt } from '../../syntax/span.ts';

/** "line 88" as a link, which works in editors that support `#L88` in a URI. */
export function lineLink({ fileName, lines }: Analysis, offset: number): Markdown {
  const line = positionAt(lines, offset).line + 1;
  const isAddress = /^[a-z][a-z0-9+.-]+:\//i.test(fileName);
  return isAddress ? link(`line ${line}`, `${fileName}#L${line}`) : md`line ${line}`;
}
