import * as vscode from 'vscode';

/** Which template a saved plan was made for; the workspace remembers it, the plan's file does not. */
export interface TemplatesOfPlans {
  get(plan: vscode.Uri): vscode.Uri | undefined;
  set(plan: vscode.Uri, template: vscode.Uri): Promise<void>;
}

const KEY = 'vpcLens.templatesOfPlans';

type Addresses = Readonly<Record<string, string>>;

export function templatesOfPlans(memory: vscode.Memento): TemplatesOfPlans {
  return {
    get(plan) {
      const address = memory.get<Addresses>(KEY, {})[plan.toString()];
      return address === undefined ? undefined : vscode.Uri.parse(address);
    },
    async set(plan, template) {
      await memory.update(KEY, { ...memory.get<Addresses>(KEY, {}), [plan.toString()]: template.toString() });
    },
  };
}
