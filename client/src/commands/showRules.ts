import * as vscode from 'vscode';
import { RULE_LIST } from '../rulePages/rulePageId.ts';
import { rulePage } from '../rulePages/rulePages.ts';

/** "VPC Lens: Show Rules": the list of all rules, with a link to the page of each. */
export function registerShowRules(): vscode.Disposable {
  return vscode.commands.registerCommand('vpcLens.showRules', () =>
    vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(rulePage.replace('{id}', RULE_LIST))),
  );
}
