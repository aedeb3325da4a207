import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The HTML of the calculator's page, which loads only our own script and style sheet. */
export function calculatorHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const file = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', name)).toString();
  const nonce = randomBytes(16).toString('base64');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Subnet Calculator</title>
<link rel="stylesheet" href="${file('calculator.css')}">
</head>
<body>
<div id="page"></div>
<script type="module" nonce="${nonce}" src="${file('calculator.js')}"></script>
</body>
</html>`;
}

/** Lets the page load only its own files. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, 'dist')] };
}
