import type { Analysis } from '../analysis.ts';
import { refusedValues } from '../template/parameters.ts';

/** Notes on the user's parameter values for a template, a sentence each. */
export function parameterNotes({ content }: Analysis, given: ReadonlyMap<string, string>): readonly string[] {
  return content.kind === 'template' ? refusedValues(content.template.parameters, given) : [];
}
