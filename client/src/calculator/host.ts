import * as vscode from 'vscode';
import type { LanguageServer } from '../languageServer/languageServer.ts';
import type { CalculatorHost } from './panel.ts';
import type { TemplatesOfPlans } from './templatesOfPlans.ts';
import { PLAN_EDITOR } from './viewType.ts';

/** The dependencies of calculators. Their code is loaded when the first one is opened, to keep activation cheap. */
export function calculatorHost(
  extension: vscode.Uri,
  server: LanguageServer,
  templates: TemplatesOfPlans,
): CalculatorHost {
  const host: CalculatorHost = {
    extension,
    server,
    async open(start) {
      const { openCalculator } = await import('./calculators.ts');
      await openCalculator(host, start);
    },
    async openPlan(file, template, column) {
      if (template) await templates.set(file, template);
      await vscode.commands.executeCommand('vscode.openWith', file, PLAN_EDITOR, column);
    },
  };
  return host;
}
