import * as vscode from 'vscode';
import { SHOW_TRACE_COMMAND, type TraceRequest } from '../../../server/src/protocol.ts';
import type { TraceView } from './traceView.ts';

/** The command of a code lens, and those of the view: ask again, ask about the way back, copy the answer. */
export function registerShowTrace(view: TraceView): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(SHOW_TRACE_COMMAND, (request: TraceRequest) => view.ask(request)),
    vscode.commands.registerCommand('vpcLens.askAgain', () => view.askAgain()),
    vscode.commands.registerCommand('vpcLens.askReversed', () => view.askReversed()),
    vscode.commands.registerCommand('vpcLens.copyTrace', async () => {
      const text = view.text();
      if (text === undefined) return;
      await vscode.env.clipboard.writeText(text);
      vscode.window.setStatusBarMessage(vscode.l10n.t('Answer copied.'), 5000);
    }),
  );
}
