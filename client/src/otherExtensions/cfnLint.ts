import * as vscode from 'vscode';
import { completesTemplates } from './toolkitVersion.ts';

/** Whether AWS Toolkit is installed and enabled in a version that completes templates. */
export function isToolkitActive(): boolean {
  const toolkit = vscode.extensions.getExtension<unknown>('amazonwebservices.aws-toolkit-vscode');
  return completesTemplates(String(toolkit?.packageJSON.version ?? ''));
}

/** Whether an extension that runs cfn-lint is installed and enabled: CloudFormation Linter, or AWS Toolkit. */
export function isCfnLintActive(): boolean {
  return vscode.extensions.getExtension('kddejong.vscode-cfn-lint') !== undefined || isToolkitActive();
}

/** Calls `changed` whenever one of the two changes. */
export function onCfnLintChange(changed: () => void): vscode.Disposable {
  const state = () => `${isCfnLintActive()} ${isToolkitActive()}`;
  let known = state();
  return vscode.extensions.onDidChange(() => {
    const now = state();
    if (now !== known) changed();
    known = now;
  });
}
