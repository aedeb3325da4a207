import * as vscode from 'vscode';

/**
 * The languages in which another extension documents, completes and checks keys with the JSON schemas of our
 * package.json: VS Code itself for JSON, Red Hat's extension for YAML. In other languages our server does it.
 */
export function schemaLanguages(): readonly string[] {
  const has = (id: string) => vscode.extensions.getExtension(id) !== undefined;
  return [
    ...(has('vscode.json-language-features') ? ['json', 'jsonc'] : []),
    ...(has('redhat.vscode-yaml') ? ['yaml'] : []),
  ];
}
