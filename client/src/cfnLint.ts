import * as vscode from 'vscode';

/**
 * Whether an extension that runs cfn-lint is installed and enabled: CloudFormation Linter, or AWS Toolkit, which
 * includes cfn-lint since 3.85 (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/ide-extension.html).
 */
export function isCfnLintActive(): boolean {
  if (vscode.extensions.getExtension('kddejong.vscode-cfn-lint')) return true;
  const toolkit = vscode.extensions.getExtension<unknown>('amazonwebservices.aws-toolkit-vscode');
  const [major = 0, minor = 0] = String(toolkit?.packageJSON.version ?? '')
    .split('.')
    .map(Number);
  return major > 3 || (major === 3 && minor >= 85);
}

/** Calls `changed` with the new state whenever it changes. */
export function onCfnLintChange(changed: (isActive: boolean) => void): vscode.Disposable {
  let known = isCfnLintActive();
  return vscode.extensions.onDidChange(() => {
    const now = isCfnLintActive();
    if (now !== known) changed(now);
    known = now;
  });
}
