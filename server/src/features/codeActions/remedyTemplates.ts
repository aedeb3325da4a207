import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { analyze } from '../../analysis.ts';
import { type Change, objectsNamedBy } from '../../changes/change.ts';
import { editsOfChanges } from '../../changes/changeEdits.ts';
import { isApplied } from '../../changes/isApplied.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { isCreatedFrom, logicalIdsOf, type Stack, stacksIn } from '../../inventory/stacks.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import type { Remedy } from '../../rules/defineRule.ts';
import { textEditsOf } from '../../syntax/edit.ts';
import { workspaceEdit } from '../workspaceEdit.ts';
import { remedyTitle } from './remedyTitle.ts';

/** A template of the workspace. */
export interface OtherTemplate {
  readonly uri: string;
  /** Null if it is not open. */
  readonly version: number | null;
  /** Its path relative to the file with the finding, for titles. */
  readonly name: string;
  readonly text: string;
}

/** The templates of the workspace that contain all of the words. */
export type OtherTemplates = (words: readonly string[]) => readonly OtherTemplate[];

/**
 * Edits of the templates that created a network, if the inventory tells the stacks and the templates are in the
 * workspace: the change in the template's own names. Empty if the template already has the change and only needs to be
 * deployed.
 */
export function remedyInTemplates(
  { changes }: Remedy,
  inventory: Inventory,
  templates: OtherTemplates = () => [],
): readonly CodeAction[] {
  const ids = [...new Set(changes.flatMap(objectsNamedBy))];
  const stacks = stacksIn(inventory).map((stack) => {
    const names = logicalIdsOf(stack);
    return { stack, names, known: ids.filter((id) => names.has(id)) };
  });
  // If several stacks created the network, the one that created most of the objects in question.
  const most = Math.max(0, ...stacks.map(({ known }) => known.length));
  if (most === 0) return [];
  const actions = stacks
    .filter(({ known }) => known.length === most)
    .flatMap(({ stack, names, known }) =>
      templates(known.map((id) => names.get(id)!)).flatMap(
        (template) =>
          actionIn(
            template,
            stack,
            changes.map((change) => renamed(change, names)),
          ) ?? [],
      ),
    );
  // Several stacks may be created from one template.
  return [...new Map(actions.map((action) => [action.title, action])).values()];
}

/** A change in the logical ids of a stack, if the stack created its objects. */
function renamed(change: Change, names: ReadonlyMap<string, string>): Change {
  return JSON.parse(JSON.stringify(change), (_, value) =>
    typeof value === 'string' ? (names.get(value) ?? value) : value,
  );
}

function actionIn(other: OtherTemplate, stack: Stack, changes: readonly Change[]): CodeAction | undefined {
  const analysis = analyze(other.uri, other.text);
  if (analysis?.content.kind !== 'template') return undefined;
  const { tree, lines, content } = analysis;
  const { template, scenarios } = content;
  const types = new Map([...template.resources].map(([id, { type }]) => [id, type]));
  if (!isCreatedFrom(stack, types)) return undefined;
  const names = changes.flatMap(objectsNamedBy);
  // A conditional resource may not exist in another stack of the template.
  if (names.some((name) => template.resources.get(name)?.condition !== undefined)) return undefined;
  const networks = scenarios.all.map(networkOfTemplate);
  const [network] = networks;
  if (!network || changes.some((change) => networks.some((one) => isApplied(change, one)))) return undefined;
  const edits = editsOfChanges(changes, { tree, template, network });
  const texts = edits && textEditsOf(tree, edits);
  if (!texts || 'refused' in texts || texts.length === 0) return undefined;
  return {
    title: `In ${other.name}: ${remedyTitle(changes)}`,
    kind: CodeActionKind.QuickFix,
    edit: workspaceEdit(lines, texts, other),
  };
}
