import type { ConfigurationItem } from 'vscode-languageserver';
import type { EditorSettings } from '../../protocol.ts';
import type { Configuration } from './configuration.ts';

/** Milliseconds; if an editor does not answer for so long, the known settings are used. */
const PATIENCE = 1000;

export interface EditorSettingsHost {
  readonly configuration: Pick<Configuration, 'setEditor'>;
  readonly folders: () => readonly string[];
  /** Undefined for an editor without `workspace/configuration`. */
  readonly ask: () => ((items: readonly ConfigurationItem[]) => Promise<unknown>) | undefined;
  /** Called when settings arrive after documents were analyzed without them. */
  readonly changedLate: () => void;
  readonly log: (message: string) => void;
}

/** Reads the editor's settings; resolves when they are known, or after `PATIENCE`. */
export function createEditorSettings(host: EditorSettingsHost): () => Promise<void> {
  let questions = 0;

  async function read(question: number): Promise<void> {
    const ask = host.ask();
    if (!ask) return;
    const folders = host.folders();
    const items = [undefined, ...folders].map((scopeUri) => ({
      section: 'vpcLens',
      ...(scopeUri !== undefined && { scopeUri }),
    }));
    try {
      const answer = await ask(items);
      if (!Array.isArray(answer)) throw new Error('The editor answers with no list.');
      // A newer request makes this response obsolete.
      if (question !== questions) return;
      const [settings, ...ofFolders] = answer.map(asSettings);
      host.configuration.setEditor(
        settings ?? null,
        new Map(folders.map((folder, i) => [folder, ofFolders[i] ?? null])),
      );
    } catch (error) {
      host.log(`The editor's settings cannot be read: ${String(error)}`);
    }
  }

  return async () => {
    let isLate = false;
    const known = read(++questions).then(() => {
      if (isLate) host.changedLate();
    });
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        isLate = true;
        resolve();
      }, PATIENCE);
    });
    await Promise.race([known, patience]);
    clearTimeout(timer);
  };
}

/** Undefined for a value that is not an object. */
export function asSettings(value: unknown): EditorSettings | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}
