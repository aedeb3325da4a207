import * as vscode from 'vscode';

/** A page of the extension. */
export interface WebviewPage {
  /** Of its script and style sheet, without their endings. */
  readonly file: string;
  readonly title: string;
  /** The page creates its pictures from texts, never from URLs. */
  readonly drawsPictures?: true;
}

/** The HTML of a page, which loads only its own script and style sheet. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, page: WebviewPage): string {
  const file = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(filesOfPages(extension), name)).toString();
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'${page.drawsPictures ? '; img-src data:' : ''}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<link rel="stylesheet" href="${file(`${page.file}.css`)}">
</head>
<body>
<div id="page"></div>
<script type="module" nonce="${nonce}" src="${file(`${page.file}.js`)}"></script>
</body>
</html>`;
}

/**
 * Handles the page's messages; any other value is ignored. An error of a file or of the server is shown in the page that
 * made the request, as a sentence.
 */
export function onPageMessage<M>(
  webview: vscode.Webview,
  isMessage: (value: unknown) => value is M,
  receive: (message: M) => Promise<unknown>,
  showError: (sentence: string) => PromiseLike<unknown>,
): vscode.Disposable {
  return webview.onDidReceiveMessage(async (value: unknown) => {
    if (!isMessage(value)) return;
    try {
      await receive(value);
    } catch (error) {
      await showError(error instanceof Error ? error.message : String(error));
    }
  });
}

/** Lets the page load only its own files. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [filesOfPages(extension)] };
}

function filesOfPages(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}
