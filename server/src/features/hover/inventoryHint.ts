import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { link, type Markdown, md } from '../../escape/markdown.ts';
import { inventoryCommands } from '../../inventory/commands.ts';
import { COPY_COMMAND, COPY_INVENTORY_COMMANDS, type CopyParams } from '../../protocol.ts';
import { touches } from '../../syntax/span.ts';
import { entryAt } from '../../syntax/tree.ts';
import { readId } from '../../zappa/ids.ts';
import { writtenIdLists } from '../../zappa/vpcConfig.ts';

/**
 * A hint for the hover on `vpc_config` and its lists if there is no inventory to look up the ids, with a link to the
 * client's command if it has one. Undefined if there is an inventory, or if the hover has no ids.
 */
export function inventoryHint(
  analysis: Analysis,
  key: string,
  commands: readonly string[],
): Markdown | undefined {
  if (!['vpc_config', 'SubnetIds', 'SecurityGroupIds'].includes(key) || !lacksInventory(analysis))
    return undefined;
  const add = 'Add an AWS inventory';
  const isCommand = commands.includes(COPY_INVENTORY_COMMANDS);
  return md`${isCommand ? link(add, `command:${COPY_INVENTORY_COMMANDS}`) : add} to see which subnets reach the internet.`;
}

/** On a `vpc_config` without an inventory: copies the commands that create one. `offset` is the cursor. */
export function copyCommandsAction(analysis: Analysis, offset: number): CodeAction | undefined {
  const { content } = analysis;
  if (content.kind !== 'zappa' || !lacksInventory(analysis)) return undefined;
  const isHere = content.settings.stages.some(({ node }) => {
    const entry = entryAt(node, 'vpc_config');
    return entry && (touches(entry, offset) || touches(entry.value, offset));
  });
  if (!isHere) return undefined;
  const title = 'Copy AWS CLI commands for an inventory';
  const copied: CopyParams = {
    text: `${inventoryCommands().join('\n')}\n`,
    notification: 'Commands copied. Run them in the project folder.',
  };
  return {
    title,
    kind: CodeActionKind.Refactor,
    command: { title, command: COPY_COMMAND, arguments: [copied] },
  };
}

function lacksInventory({ content, inventory }: Analysis): boolean {
  if (content.kind !== 'zappa' || inventory) return false;
  return writtenIdLists(content.settings).some(({ items }) =>
    items.some((item) => item.kind === 'scalar' && readId(item.text).kind === 'id'),
  );
}
