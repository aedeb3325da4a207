/** Resolves a relative path against the folder of a file; both use forward slashes. */
export function joinedPath(file: string, relative: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The path of a file relative to another file's folder, such as `../network.yaml`. */
export function relativeTo(from: string, target: string): string {
  const folders = from.split('/').slice(0, -1);
  const parts = target.split('/');
  let common = 0;
  while (common < folders.length && common < parts.length - 1 && folders[common] === parts[common]) common++;
  return [...folders.slice(common).map(() => '..'), ...parts.slice(common)].join('/');
}
