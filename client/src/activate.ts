import * as vscode from 'vscode';
import { calculatorHost } from './calculator/host.ts';
import { templatesOfPlans } from './calculator/templatesOfPlans.ts';
import { createChangeView } from './change/changeView.ts';
import { registerReplacedLens } from './change/replacedLens.ts';
import { registerShowDrift } from './change/showDrift.ts';
import { registerWhatChanges } from './change/whatChanges.ts';
import { registerCalculateCidr } from './cidr/calculateCidr.ts';
import { registerChooseParameterFile } from './commands/chooseParameterFile.ts';
import { registerCopy } from './commands/copy.ts';
import { registerCopyInventoryCommands } from './commands/copyInventoryCommands.ts';
import { registerFixAll } from './commands/fixAll.ts';
import { registerOpenExample } from './commands/openExample.ts';
import { registerPlanSubnets } from './commands/planSubnets.ts';
import { registerRestartServer } from './commands/restartServer.ts';
import { registerShowMap } from './commands/showMap.ts';
import { registerShowOutput } from './commands/showOutput.ts';
import { registerShowPage } from './commands/showPage.ts';
import { registerShowRules } from './commands/showRules.ts';
import { registerSubnetCalculator } from './commands/subnetCalculator.ts';
import { registerTurnOffRule } from './commands/turnOffRule.ts';
import { onFirstDocumentOfOurs } from './documents/documents.ts';
import type { CreateClient } from './languageServer/createClient.ts';
import { LanguageServer } from './languageServer/languageServer.ts';
import { registerNetworkTests } from './networkTests/networkTests.ts';
import { registerNewNetwork } from './newNetwork/newNetwork.ts';
import { registerCanReach } from './reach/canReach.ts';
import { registerShowTrace } from './reach/showTrace.ts';
import { createTraceView } from './reach/traceView.ts';
import { registerRulePages } from './rulePages/rulePages.ts';
import { registerStatus } from './status/status.ts';

/** The API of the active extension, for other extensions and our own tests. */
export interface VpcLensApi {
  /** Whether the language server was started, which only a settings file or a template does. */
  isServerStarted(): boolean;
}

let server: LanguageServer | undefined;

/**
 * Registers the commands, and starts the language server when the first supported document opens. The entry files say where
 * the server runs: in a process, or in a worker of a browser.
 */
export function activateWith(
  context: vscode.ExtensionContext,
  createClient: CreateClient,
): { readonly api: VpcLensApi; readonly log: vscode.LogOutputChannel } {
  const log = vscode.window.createOutputChannel('VPC Lens', { log: true });
  const { version } = context.extension.packageJSON as { readonly version: string };
  log.info(`VPC Lens ${version} in VS Code ${vscode.version}.`);
  const started = new LanguageServer(createClient, log);
  server = started;
  const trace = createTraceView(started);
  const change = createChangeView(started);
  const templates = templatesOfPlans(context.workspaceState);
  const calculators = calculatorHost(context.extensionUri, started, templates);
  // The walkthrough is offered from now on, but does not open by itself after the installation.
  void vscode.commands.executeCommand('setContext', 'vpcLens.isActive', true);
  context.subscriptions.push(
    log,
    registerCalculateCidr(),
    registerChooseParameterFile(),
    registerCopy(),
    registerCopyInventoryCommands(started),
    registerFixAll(),
    registerOpenExample(context.extensionUri),
    registerShowOutput(log),
    registerShowPage(),
    registerShowRules(),
    registerTurnOffRule(),
    registerSubnetCalculator(calculators, templates),
    registerPlanSubnets(calculators),
    registerShowMap({
      extension: context.extensionUri,
      server: started,
      plan: (template, vpc) => calculators.open({ template, vpc }),
    }),
    registerRestartServer(started),
    trace,
    registerCanReach(started, trace),
    registerShowTrace(trace),
    change,
    registerWhatChanges(started, change),
    registerShowDrift(started, change),
    registerReplacedLens(started),
    registerNewNetwork(started),
    registerNetworkTests(started),
    registerRulePages(context.extensionUri),
    registerStatus(started),
    onFirstDocumentOfOurs(() => started.start()),
  );
  return { api: { isServerStarted: () => started.isStarted }, log };
}

/** VS Code waits for the promise, so that the server can shut down properly. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
