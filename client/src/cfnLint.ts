import * as vscode from 'vscode';

/**
 * Whether AWS Toolkit is installed and enabled in a version that completes templates, shows where names lead and runs
 * cfn-lint, as it does since 3.85 (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/ide-extension.html).
 */
export function isToolkitActive(): boolean {
  const toolkit = vscode.extensions.getExtension<unknown>('amazonwebservices.aws-toolkit-vscode');
  const [major = 0, minor = 0] = String(toolkit?.packageJSON.version ?? '')
    .split('.')
    .map(Number);
  return major > 3 || (major === 3 && minor >= 85);
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
