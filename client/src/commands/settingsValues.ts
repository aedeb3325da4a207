/** The value of `vpcLens.rules` with one rule turned off, or as it was before; undefined where nothing is left to write. */
export function withRule(
  rules: Readonly<Record<string, string>>,
  id: string,
  severity: 'off' | undefined,
): Readonly<Record<string, string>> | undefined {
  const { [id]: _, ...others } = rules;
  const after = severity === undefined ? others : { ...others, [id]: severity };
  return Object.keys(after).length > 0 ? after : undefined;
}

/** The value of `vpcLens.parameterFiles` with another file for a template, or none. */
export function withParameterFile(
  files: Readonly<Record<string, string>>,
  template: string,
  file: string | undefined,
): Readonly<Record<string, string>> {
  const { [template]: _, ...others } = files;
  return file === undefined ? others : { ...others, [template]: file };
}

/** Where a file is: a path as a URI has it, and as the system writes it. */
interface Location {
  readonly path: string;
  readonly fsPath: string;
}

/**
 * The name of a file in the settings: relative to the workspace folder with forward slashes; a full path for a file outside
 * of it.
 */
export function settingsName(folder: Pick<Location, 'path'>, file: Location): string {
  const root = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return file.path.startsWith(root) ? file.path.slice(root.length) : file.fsPath;
}

/** Whether a file or folder next to a template may have values of its parameters, judged by its name. */
export function mayHoldParameters(name: string): boolean {
  return /param/i.test(name);
}

/** Whether a parameter file has a name that we read. */
export function isParameterFile(name: string): boolean {
  return /\.(json|ya?ml)$/i.test(name);
}
