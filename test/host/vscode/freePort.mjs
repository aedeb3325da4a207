import { createServer } from 'node:net';

/** The first free port from `preferred` on; any free port if the next twenty are in use. */
export async function freePort(preferred) {
  for (let port = preferred; port < preferred + 20; port++) {
    if (await isFree(port)) return port;
  }
  return anyFreePort();
}

/** A port that is free at the moment. */
export function anyFreePort() {
  return listenOnce(0);
}

async function isFree(port) {
  return (await listenOnce(port).catch(() => undefined)) === port;
}

function listenOnce(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: given } = server.address();
      server.close(() => resolve(given));
    });
  });
}
