import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { SHOW_PAGE_COMMAND, TURN_OFF_RULE_COMMAND } from '../../protocol.ts';
import type { Rule } from '../../rules/defineRule.ts';
import type { Finding } from '../../rules/engine/findings.ts';

/** The editor's support for actions on a rule. */
export interface RuleActionsHost {
  /** The client's own commands that an action may use. */
  readonly commands: readonly string[];
  /** The address of a rule's page, with `{id}` in place of the rule's id. */
  readonly rulePage: string | undefined;
}

/** Opens the pages of a finding for which there is no edit. As all of these, without `diagnostics`. */
export function pageActions({ pages }: Finding, host: RuleActionsHost): readonly CodeAction[] {
  return pages.flatMap(({ title, url }) => commandAction(title, SHOW_PAGE_COMMAND, url, host));
}

export function documentationActions({ id }: Rule, host: RuleActionsHost): readonly CodeAction[] {
  const page = host.rulePage?.replace('{id}', id);
  return page === undefined
    ? []
    : commandAction(`Show documentation of ${id}`, SHOW_PAGE_COMMAND, page, host);
}

export function turnOffActions({ id }: Rule, host: RuleActionsHost): readonly CodeAction[] {
  return commandAction(`Turn off ${id} in this workspace`, TURN_OFF_RULE_COMMAND, id, host);
}

function commandAction(
  title: string,
  command: string,
  argument: string,
  { commands }: RuleActionsHost,
): readonly CodeAction[] {
  if (!commands.includes(command)) return [];
  return [{ title, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [argument] } }];
}
