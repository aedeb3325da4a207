import { filesBeside } from '../../files/beside.ts';
import { formatOf, isNetworkTestName, type NamingFile, SETTINGS_FILE } from '../../languageService.ts';
import { folderOf, isPath, normalizePath, normalizeUri, uriOf } from '../client/uris.ts';
import type { Documents } from '../documents/documents.ts';

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
const SAM_SETTINGS = /\/samconfig\.(?:toml|ya?ml)$/;

/**
 * Files that may refer to a document: tests and SAM's settings beside it, and settings files up to its workspace
 * folder.
 */
export function namingFiles(
  uri: string,
  folders: readonly string[],
  documents: Pick<Documents, 'at' | 'read'>,
): readonly NamingFile[] {
  const path = normalizeUri(uri);
  if (!isPath(path)) return [];
  const beside = filesBeside(path)
    .map(normalizePath)
    .filter((one) => isNetworkTestName(one) || SAM_SETTINGS.test(one));
  const above: string[] = [];
  for (let folder = path; folders.some((one) => folder.startsWith(`${one}/`)); ) {
    folder = folderOf(folder);
    above.push(`${folder}/${SETTINGS_FILE}`);
  }
  return [...beside, ...above].flatMap((one): readonly NamingFile[] => {
    const text = documents.read(one);
    const open = documents.at(one);
    if (text === undefined) return [];
    const kind = isNetworkTestName(one) ? 'tests' : SAM_SETTINGS.test(one) ? 'deployment' : 'settings';
    const format = formatOf(one, text);
    return [{ uri: open?.uri ?? uriOf(one), version: open?.version ?? null, name: one, text, kind, format }];
  });
}
