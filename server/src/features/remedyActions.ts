import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { nameOfId } from '../inventory/words.ts';
import { COPY_COMMAND, type CopyParams } from '../protocol.ts';
import { changeCommand } from '../rules/changeCommand.ts';
import type { Remedy } from '../rules/defineRule.ts';
import type { Finding } from '../rules/runRules.ts';
import { remedyResources } from './remedyResources.ts';
import { type OtherTemplates, remedyInTemplates } from './remedyTemplates.ts';
import { remedyTitle } from './remedyTitle.ts';

/**
 * What helps a finding outside of its file: edits of the template that the network was made from, the command that makes
 * the change in AWS, and what does in a template that is elsewhere. Without `diagnostics` and `isPreferred`.
 */
export function remedyActions(
  analysis: Analysis,
  finding: Finding,
  { canCopy, templates }: { readonly canCopy?: boolean; readonly templates?: OtherTemplates },
): readonly CodeAction[] {
  const { inventory } = analysis;
  if (!inventory) return [];
  const nameOf = (id: string) => nameOfId(id, inventory.parts) ?? id;
  return finding.remedies.flatMap((remedy) => {
    const title = remedyTitle(remedy.changes, nameOf);
    return [
      ...remedyInTemplates(remedy, inventory, templates),
      ...(canCopy ? [copyCommands(remedy, title), ...copyResources(remedy, title)] : []),
    ];
  });
}

function copyCommands({ changes, region }: Remedy, title: string): CodeAction {
  const commands = changes.map((change) => `${changeCommand(change, region)}\n`);
  return copying(`Copy the AWS command${commands.length > 1 ? 's' : ''}: ${title}`, {
    text: commands.join(''),
    told: `Copied. It changes the network in ${region}; run the commands of the inventory again after it.`,
  });
}

function copyResources({ changes }: Remedy, title: string): readonly CodeAction[] {
  const text = remedyResources(changes);
  if (text === undefined) return [];
  const told = 'Copied. It goes below Resources in a template.';
  return [copying(`Copy for CloudFormation: ${title}`, { text, told })];
}

function copying(title: string, copied: CopyParams): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command: COPY_COMMAND, arguments: [copied] },
  };
}
