import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { changeCommand } from '../../changes/changeCommand.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { withNames } from '../../inventory/words.ts';
import { COPY_COMMAND, type CopyParams } from '../../protocol.ts';
import type { Remedy } from '../../rules/defineRule.ts';
import type { Finding } from '../../rules/engine/findings.ts';
import { remedyResources } from './remedyResources.ts';
import { type OtherTemplates, remedyInTemplates } from './remedyTemplates.ts';
import { remedyTitle } from './remedyTitle.ts';

/**
 * Remedies for a finding outside of its file: edits of the template that created the network, the command that makes
 * the change in AWS, and resources to add to a template that is elsewhere. Without `diagnostics` and `isPreferred`.
 */
export function remedyActions(
  analysis: Analysis,
  finding: Finding,
  { canCopy, templates }: { readonly canCopy?: boolean; readonly templates?: OtherTemplates },
): readonly CodeAction[] {
  const { inventory } = analysis;
  if (!inventory) return [];
  return finding.remedies.flatMap((remedy) => {
    const shown = remedyText(remedy, inventory);
    return [
      ...remedyInTemplates(remedy, inventory, templates),
      ...(canCopy ? [copyCommands(remedy, shown), ...copyResources(remedy, shown)] : []),
    ];
  });
}

/** A remedy in AWS as text. */
export interface RemedyText {
  /** An imperative without a capital. */
  readonly title: string;
  /** AWS CLI commands in the order in which they have to be run. */
  readonly commands: readonly string[];
}

export function remediesOf({ inventory }: Analysis, { remedies }: Finding): readonly RemedyText[] {
  return inventory ? remedies.map((remedy) => remedyText(remedy, inventory)) : [];
}

function remedyText({ changes, region }: Remedy, inventory: Inventory): RemedyText {
  return {
    title: withNames(remedyTitle(changes), inventory),
    commands: changes.flatMap((change) => changeCommand(change, region) ?? []),
  };
}

function copyCommands({ region }: Remedy, { title, commands }: RemedyText): CodeAction {
  return copying(`Copy AWS CLI command${commands.length > 1 ? 's' : ''}: ${title}`, {
    text: commands.map((command) => `${command}\n`).join(''),
    notification: `Command copied. It changes the network in ${region}; renew the inventory afterwards.`,
  });
}

function copyResources({ changes }: Remedy, { title }: RemedyText): readonly CodeAction[] {
  const text = remedyResources(changes);
  if (text === undefined) return [];
  const notification = 'Copied. Paste it under Resources in a template.';
  return [copying(`Copy CloudFormation code: ${title}`, { text, notification })];
}

function copying(title: string, copied: CopyParams): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command: COPY_COMMAND, arguments: [copied] },
  };
}
