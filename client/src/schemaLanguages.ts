import * as vscode from 'vscode';

/**
 * The languages in which another extension explains, completes and checks keys by the JSON schemas that package.json
 * contributes: VS Code's own for JSON, Red Hat's for YAML. For the others the server does it.
 */
export function schemaLanguages(): readonly string[] {
  const has = (id: string) => vscode.extensions.getExtension(id) !== undefined;
  return [
    ...(has('vscode.json-language-features') ? ['json', 'jsonc'] : []),
    ...(has('redhat.vscode-yaml') ? ['yaml'] : []),
  ];
}
