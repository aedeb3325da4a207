import * as vscode from 'vscode';

/** Asks for a file beside the document and writes to it; undefined if the dialog is cancelled. */
export async function saveBeside(
  document: vscode.Uri,
  ending: string,
  content: string | Uint8Array,
): Promise<vscode.Uri | undefined> {
  const file = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Network Map'),
    defaultUri: document.with({ path: `${document.path.replace(/\.\w+$/, '')}-map.${ending}` }),
    filters: { [ending]: [ending] },
  });
  if (!file) return undefined;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(file, bytes);
  return file;
}

const PNG = 'data:image/png;base64,';

/** The bytes of a PNG from its data URL; undefined for any other URL. */
export function pngBytes(address: string): Uint8Array | undefined {
  if (!address.startsWith(PNG)) return undefined;
  return Uint8Array.from(atob(address.slice(PNG.length)), (letter) => letter.charCodeAt(0));
}
