import type { CodeLens } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { stackOfTemplate } from '../../drift/deployed/stack.ts';
import { printableLine } from '../../escape/printable.ts';
import { SHOW_DRIFT_COMMAND } from '../../protocol.ts';
import { entryAt } from '../../syntax/tree.ts';
import { rangeOf } from '../ranges.ts';
import type { LensHost } from './lensHost.ts';

/**
 * For the resources of a template whose stack is in the inventory. The differences are computed on click, since
 * comparing everything after each keystroke would be too slow.
 */
export function driftLenses(analysis: Analysis, { commands, uri }: LensHost): readonly CodeLens[] {
  const { content, inventory, lines, tree } = analysis;
  if (!commands.includes(SHOW_DRIFT_COMMAND) || content.kind !== 'template' || !inventory) return [];
  const resources = entryAt(tree.root, 'Resources');
  const stack = resources && stackOfTemplate(content.template, inventory, undefined);
  if (!stack || 'problem' in stack) return [];
  return [
    {
      range: rangeOf(lines, resources.key),
      command: {
        title: printableLine(`Compare with stack ${stack.name} in AWS`),
        command: SHOW_DRIFT_COMMAND,
        arguments: [uri],
      },
    },
  ];
}
