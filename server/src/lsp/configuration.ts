import { resolve } from 'node:path';
import picomatch from 'picomatch';
import { createInventories } from '../files/inventories.ts';
import { parametersFor } from '../files/parameterValues.ts';
import {
  type FileKind,
  INVENTORY_FOLDER,
  type Inventory,
  isInventoryName,
  nameWithin,
  overlay,
  type Settings,
  type SettingsFile,
  settingsFinder,
  settingsOfEditor,
} from '../languageService.ts';
import type { EditorSettings } from '../protocol.ts';
import { isPath, normalizePath, normalizeUri } from './uris.ts';

/** What decides how a document is checked, apart from the document. Undefined for one that is left out. */
export interface DocumentSettings extends Settings {
  readonly defersToCfnLint: boolean;
  /** Values of parameters in place of their defaults, from settings and from parameter files. */
  readonly values: ReadonlyMap<string, string>;
  /** Set where the settings say what the file is. */
  readonly kind?: FileKind;
  /** What AWS answered about networks that exist, where there is such an answer for the document. */
  readonly answers: Inventory | undefined;
}

/** The settings of the editor and of the `vpc-lens.json` files; both change while the server runs. */
export interface Configuration {
  forDocument(uri: string): DocumentSettings | undefined;
  /** Whether the editor wants names to lead to their declarations and uses. */
  wantsNavigation(): boolean;
  /** Whether the editor shows code lenses; it does unless it says otherwise. */
  showsLenses(): boolean;
  /** `ofFolders` has what differs in a workspace folder, by its address. */
  setEditor(settings: EditorSettings | null, ofFolders?: ReadonlyMap<string, EditorSettings | null>): void;
  setFolders(uris: readonly string[]): void;
  setCfnLintActive(isActive: boolean): void;
  /** Settings files are read again when they are next asked for. */
  forgetFiles(): void;
  /** Whether a file's values were asked for; where its text is another, `forgetFiles` is due. */
  isParameterFile(uri: string): boolean;
  /** Whether a file is an inventory's folder or a part of it, in its usual place or where some settings said. */
  isInventory(uri: string): boolean;
}

/**
 * `log` is told what cannot be understood in a settings file or an inventory; `read` takes what `normalizeUri` gives;
 * `reading` hears of each path that is looked at on disk without it.
 */
export function createConfiguration(
  log: (message: string) => void,
  read: (path: string) => string | undefined,
  reading: (path: string) => void,
): Configuration {
  let editor: EditorSettings = {};
  let editorOfFolders: ReadonlyMap<string, EditorSettings | null> = new Map();
  let folders: readonly string[] = [];
  let isCfnLintActive = false;
  const told = new Set<string>();
  const parameterFiles = new Map<string, string | undefined>();
  // Only files on disk are settings; documents of other schemes have the editor's alone.
  const fresh = () =>
    settingsFinder((uri) => (uri.startsWith('file:') ? read(normalizeUri(uri)) : undefined));
  let findFile = fresh();
  const inventories = createInventories(
    (path, place, problem) => log(`${path}:${place}: ${problem}`),
    (path) => reading(normalizePath(path)),
  );
  /** The files and folders that settings name, by address. */
  const namedInventories = new Set<string>();

  function tellProblems({ folder, problems }: SettingsFile): void {
    if (told.has(folder)) return;
    told.add(folder);
    for (const { message } of problems) log(`${folder}/vpc-lens.json: ${message}`);
  }

  function parameterFile(folder: string, file: string) {
    const address = isPath(folder) ? normalizePath(resolve(folder, file)) : `${folder}/${file}`;
    if (!parameterFiles.has(address)) parameterFiles.set(address, read(address));
    return { name: address, text: parameterFiles.get(address) };
  }

  function tellOnce(problem: string): void {
    if (!told.has(problem)) log(problem);
    told.add(problem);
  }

  /** The values of parameters: the settings file's, and over them those of the document's folder in the editor. */
  function valuesFor(
    uri: string,
    file: SettingsFile | undefined,
    own: Settings,
  ): ReadonlyMap<string, string> {
    const [folder] = folders
      .filter((one) => nameWithin(one, uri) !== undefined)
      .sort((a, b) => b.length - a.length);
    const ofFolder = folder === undefined ? undefined : editorOfFolders.get(folder);
    const settings = ofFolder ? settingsOfEditor(ofFolder) : own;
    const sources = [...(file ? [file] : []), { folder: folder ?? '', settings }];
    // Document URIs percent-encode characters.
    const placed = sources.map((one) => ({ folder: normalizeUri(one.folder), settings: one.settings }));
    return parametersFor(normalizeUri(uri), placed, parameterFile, tellOnce);
  }

  /** The one that the editor names, else the settings file, else that of the nearest folder. */
  function inventoryFor(uri: string, named: string | undefined, file: SettingsFile | undefined) {
    const path = normalizeUri(uri);
    if (!isPath(path)) return undefined;
    const folder = folders.find((one) => nameWithin(one, uri) !== undefined);
    const stated = named ?? file?.settings.inventory;
    const base = named === undefined ? file?.folder : folder;
    if (stated === undefined || base === undefined) return inventories.near(path);
    const found = resolve(normalizeUri(base), stated);
    namedInventories.add(normalizePath(found));
    return inventories.at(found);
  }

  return {
    forDocument(uri) {
      const file = findFile(uri);
      if (file) tellProblems(file);
      const own = settingsOfEditor(editor);
      const matches = (folder: string, globs: readonly string[] | undefined) => {
        const name = nameWithin(folder, uri);
        return name !== undefined && !!globs?.length && picomatch([...globs], { dot: true })(decodeURI(name));
      };
      if (file && matches(file.folder, file.settings.exclude)) return undefined;
      if (folders.some((folder) => matches(folder, own.exclude))) return undefined;
      const isZappa = own.zappaFiles
        ? folders.some((folder) => matches(folder, own.zappaFiles))
        : file !== undefined && matches(file.folder, file.settings.zappaFiles);
      const defersToCfnLint = editor.deferTo === 'always' || (editor.deferTo !== 'never' && isCfnLintActive);
      return {
        ...(file ? overlay(file.settings, own) : own),
        defersToCfnLint,
        values: valuesFor(uri, file, own),
        answers: inventoryFor(uri, own.inventory, file),
        ...(isZappa && { kind: 'zappa' }),
      };
    },
    wantsNavigation: () => editor.navigation === true,
    showsLenses: () => editor.codeLens?.enabled !== false,
    setEditor(settings, ofFolders = new Map()) {
      editor = settings ?? {};
      editorOfFolders = ofFolders;
    },
    setFolders(uris) {
      folders = uris;
    },
    setCfnLintActive(isActive) {
      isCfnLintActive = isActive;
    },
    forgetFiles() {
      told.clear();
      parameterFiles.clear();
      inventories.forget();
      findFile = fresh();
    },
    isParameterFile: (uri) => parameterFiles.has(normalizeUri(uri)),
    isInventory(uri) {
      const path = normalizeUri(uri);
      const folder = path.slice(0, path.lastIndexOf('/'));
      const isFolder = path.endsWith(`/${INVENTORY_FOLDER}`);
      return isFolder || isInventoryName(path) || namedInventories.has(path) || namedInventories.has(folder);
    },
  };
}
