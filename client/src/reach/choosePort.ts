import * as vscode from 'vscode';
import { type PortChoice, readPort } from './readPort.ts';

/** The third step. Empty input means the destination's own port, which is `own`. */
export function choosePort(title: string, own: string): Promise<PortChoice | 'back' | undefined> {
  const input = vscode.window.createInputBox();
  input.title = title;
  input.step = 3;
  input.totalSteps = 3;
  input.placeholder = own;
  input.prompt = vscode.l10n.t('Leave empty for this port, or type another: 8080, "udp 53" or "ping".');
  input.buttons = [vscode.QuickInputButtons.Back];
  input.onDidChangeValue((typed) => {
    input.validationMessage = readPort(typed)
      ? ''
      : vscode.l10n.t('Enter a port from 0 to 65535, "udp 53" or "ping".');
  });
  return new Promise<PortChoice | 'back' | undefined>((resolve) => {
    input.onDidTriggerButton(() => resolve('back'));
    input.onDidAccept(() => {
      const choice = readPort(input.value);
      if (choice) resolve(choice);
    });
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}
