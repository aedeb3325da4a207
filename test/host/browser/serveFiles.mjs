// Serves the files of a folder by HTTP, as a marketplace serves those of an extension to VS Code in a browser.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { atEnd } from '../children.mjs';

const types = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.json': 'application/json',
  '.js': 'text/javascript',
  '.cjs': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** Returns the URL of the folder, without a slash at the end. It is served until this process ends. */
export async function serveFiles(folder) {
  const server = createServer(async ({ url }, response) => {
    // `normalize` leaves no way out of the folder: the path is absolute.
    const path = join(folder, normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname)));
    const bytes = await readFile(path).catch(() => undefined);
    response.writeHead(bytes ? 200 : 404, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*',
      'Content-Type': types[extname(path)] ?? 'text/plain',
    });
    response.end(bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}
