import type { CodeLens } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { SHOW_TRACE_COMMAND } from '../../protocol.ts';
import { driftLenses } from './driftLens.ts';
import type { LensHost } from './lensHost.ts';
import { reachLenses } from './reachLenses.ts';
import { mapLenses, vpcLenses } from './vpcCodeLens.ts';

/** One kind of code lens, shown above some of a document's resources. */
export type Lenses = (analysis: Analysis, host: LensHost) => readonly CodeLens[];

/** One file for each kind; a new kind is a new line here. */
const LENSES: readonly Lenses[] = [
  vpcLenses,
  mapLenses,
  driftLenses,
  (analysis, { uri, commands }) => (commands.includes(SHOW_TRACE_COMMAND) ? reachLenses(analysis, uri) : []),
];

/** All lenses of a document, in the order of its text. */
export function codeLenses(analysis: Analysis, host: LensHost): CodeLens[] {
  return LENSES.flatMap((lenses) => lenses(analysis, host)).sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}
