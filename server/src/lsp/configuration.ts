import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import picomatch from 'picomatch';
import {
  nameWithin,
  overlay,
  type Settings,
  type SettingsFile,
  settingsFinder,
  settingsOfEditor,
} from '../languageService.ts';
import type { EditorSettings } from '../protocol.ts';

/** What decides how a document is checked, apart from the document. Undefined for one that is left out. */
export interface DocumentSettings extends Settings {
  readonly defersToCfnLint: boolean;
}

/** The settings of the editor and of the `vpc-lens.json` files; both change while the server runs. */
export interface Configuration {
  forDocument(uri: string): DocumentSettings | undefined;
  /** Whether the editor wants names to lead to their declarations and uses. */
  wantsNavigation(): boolean;
  setEditor(settings: EditorSettings | null): void;
  setFolders(uris: readonly string[]): void;
  setCfnLintActive(isActive: boolean): void;
  /** Settings files are read again when they are next asked for. */
  forgetFiles(): void;
}

/** `log` is told what cannot be understood in a settings file. */
export function createConfiguration(log: (message: string) => void): Configuration {
  let editor: EditorSettings = {};
  let folders: readonly string[] = [];
  let isCfnLintActive = false;
  const told = new Set<string>();
  const fresh = () => settingsFinder((uri) => readIfThere(uri));
  let findFile = fresh();

  function tellProblems({ folder, problems }: SettingsFile): void {
    if (told.has(folder)) return;
    told.add(folder);
    for (const { message } of problems) log(`${folder}/vpc-lens.json: ${message}`);
  }

  return {
    forDocument(uri) {
      const file = findFile(uri);
      if (file) tellProblems(file);
      const own = settingsOfEditor(editor);
      const isLeftOut = (folder: string, globs: readonly string[] | undefined) => {
        const name = nameWithin(folder, uri);
        return name !== undefined && !!globs?.length && picomatch([...globs], { dot: true })(decodeURI(name));
      };
      if (file && isLeftOut(file.folder, file.settings.exclude)) return undefined;
      if (folders.some((folder) => isLeftOut(folder, own.exclude))) return undefined;
      const defersToCfnLint = editor.deferTo === 'always' || (editor.deferTo !== 'never' && isCfnLintActive);
      return { ...(file ? overlay(file.settings, own) : own), defersToCfnLint };
    },
    wantsNavigation: () => editor.navigation === true,
    setEditor(settings) {
      editor = settings ?? {};
    },
    setFolders(uris) {
      folders = uris;
    },
    setCfnLintActive(isActive) {
      isCfnLintActive = isActive;
    },
    forgetFiles() {
      told.clear();
      findFile = fresh();
    },
  };
}

/** Only files on disk are read; documents of other schemes have the editor's settings alone. */
function readIfThere(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return readFileSync(fileURLToPath(uri), 'utf8');
  } catch {
    return undefined;
  }
}
