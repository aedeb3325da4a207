import * as vscode from 'vscode';
import { calculatorHost } from './calculator/host.ts';
import { templatesOfPlans } from './calculator/templatesOfPlans.ts';
import { registerCalculateCidr } from './commands/calculateCidr.ts';
import { registerCanReach } from './commands/canReach.ts';
import { registerChooseParameterFile } from './commands/chooseParameterFile.ts';
import { registerCopy } from './commands/copy.ts';
import { registerNewNetwork } from './commands/newNetwork.ts';
import { registerPlanSubnets } from './commands/planSubnets.ts';
import { registerRestartServer } from './commands/restartServer.ts';
import { registerShowTrace } from './commands/showTrace.ts';
import { registerSubnetCalculator } from './commands/subnetCalculator.ts';
import { onFirstDocumentOfOurs } from './documents.ts';
import { LanguageServer } from './languageServer.ts';
import { registerRulePages } from './rulePages.ts';

/** The API of the active extension, for other extensions and our own tests. */
export interface VpcLensApi {
  /** Whether the language server was started, which only a settings file or a template does. */
  isServerStarted(): boolean;
}

let server: LanguageServer | undefined;

/** Registers the commands, and starts the language server when the first supported document opens. */
export function activate(context: vscode.ExtensionContext): VpcLensApi {
  const log = vscode.window.createOutputChannel('VPC Lens', { log: true });
  const started = new LanguageServer(context.asAbsolutePath('dist/server.cjs'), log);
  server = started;
  const templates = templatesOfPlans(context.workspaceState);
  const calculators = calculatorHost(context.extensionUri, started, templates);
  context.subscriptions.push(
    log,
    registerCalculateCidr(),
    registerChooseParameterFile(),
    registerCopy(),
    registerSubnetCalculator(calculators, templates),
    registerPlanSubnets(calculators),
    registerRestartServer(started),
    registerCanReach(started),
    registerShowTrace(started),
    registerNewNetwork(started),
    registerRulePages(context.extensionUri),
    onFirstDocumentOfOurs(() => started.start()),
  );
  return { isServerStarted: () => started.isStarted };
}

/** VS Code waits for the promise, so that the server can shut down properly. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
