import type { Analysis } from '../analysis.ts';
import { refusedValues } from '../template/parameters.ts';

/** What is to be said of parameter values that the user gives for a template; a sentence each. */
export function parameterNotes({ content }: Analysis, given: ReadonlyMap<string, string>): readonly string[] {
  return content.kind === 'template' ? refusedValues(content.template.parameters, given) : [];
}
