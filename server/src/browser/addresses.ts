/**
 * The functions of `node:url` that the language server calls. The files of a workspace in a browser have addresses of any
 * scheme, such as `vscode-vfs://github/owner/repository/net.yaml`. Their paths begin with what is before the path in the
 * address: `/vscode-vfs:github/owner/repository/net.yaml`. `build.mjs` puts this file in place of Node's.
 */

/** A scheme, an authority, which may be missing, and an absolute path. An address with a query is of a view, not of a file. */
const ADDRESS = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?(\/(?!\/)[^?#]*)$/i;

/** Throws for what is not the address of a file, as Node's does. */
export function fileURLToPath(address: string): string {
  const [, scheme, authority = '', path] = ADDRESS.exec(address) ?? [];
  if (path === undefined) throw new TypeError(`${address} is not the address of a file.`);
  return `/${scheme}:${decodeURIComponent(authority)}${decodeURIComponent(path)}`;
}

/** The address of a path that `fileURLToPath` gave; `file:` for any other. */
export function pathToFileURL(path: string): { readonly href: string } {
  const [, scheme = 'file', authority = '', rest = path] = /^\/([^/:]+):([^/]*)(\/.*)$/s.exec(path) ?? [];
  const encoded = rest.split('/').map(encodeURIComponent).join('/');
  return { href: `${scheme}://${encodeURIComponent(authority)}${encoded}` };
}
