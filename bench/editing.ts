import { SERVER_ENVIRONMENT } from '../client/src/languageServer/serverEnvironment.ts';
import { type Client, withServer } from '../test/lsp/client.ts';
import { type Random, randomFrom } from '../test/robustness/random.ts';

type Position = { readonly line: number; readonly character: number };

/** A document that is being edited in a server, and the times that it takes to answer. */
export interface Session {
  readonly client: Client;
  readonly uri: string;
  readonly random: Random;
  /** One keystroke at a random place: the time until its diagnostics are there. */
  type(): Promise<number>;
  /** A random place, as a request takes it. */
  anywhere(): Position;
  /** In front of a random value of the network's: a place where something is offered. */
  atValue(): Position;
}

/**
 * Opens a document in a fresh server and gives the time to its first diagnostics. The folder, by its address, is open in
 * the editor; without one the document is alone.
 */
export async function inSession(
  name: string,
  start: string,
  use: (session: Session, firstDiagnostics: number) => Promise<void>,
  rootUri?: string,
): Promise<void> {
  const options = { environment: SERVER_ENVIRONMENT, ...(rootUri !== undefined && { rootUri }) };
  await withServer(options, async (client) => {
    const uri = `${rootUri ?? 'file:///bench'}/${name}`;
    const random = randomFrom(7);
    let text = start;
    let version = 1;
    /** Where a letter was typed that the next keystroke takes away again. */
    let typed: number | undefined;
    const positionAt = (offset: number): Position => {
      const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
      let line = 0;
      for (let at = text.indexOf('\n'); at >= 0 && at < lineStart; at = text.indexOf('\n', at + 1)) line++;
      return { line, character: offset - lineStart };
    };

    const values = [
      ...start.matchAll(
        /"?(?:CidrBlock|VpcId|SubnetIds?|AvailabilityZone|FromPort|(?:Source)?SecurityGroupIds?)"?: ?/g,
      ),
    ].map((found) => found.index + found[0].length);
    const opened = performance.now();
    const first = client.pushed(uri, 1);
    await client.open(uri, text);
    await first;
    const firstDiagnostics = performance.now() - opened;

    await use(
      {
        client,
        uri,
        random,
        async type() {
          const at = typed ?? random.below(text.length);
          const end = typed === undefined ? at : at + 1;
          const letter = typed === undefined ? random.pick(['x', '1', '\n', ' ', '#', ':']) : '';
          const range = { start: positionAt(at), end: positionAt(end) };
          text = text.slice(0, at) + letter + text.slice(end);
          typed = typed === undefined ? at : undefined;
          version++;
          const started = performance.now();
          const answered = client.pushed(uri, version);
          await client.change(uri, version, { range, text: letter });
          await answered;
          return performance.now() - started;
        },
        anywhere: () => positionAt(random.below(text.length)),
        atValue: () => positionAt(random.pick(values)),
      },
      firstDiagnostics,
    );
  });
}

/** Memory of a process in MB, as the operating system counts it; undefined where it does not tell. */
export async function memoryOf(pid: number): Promise<number | undefined> {
  const { readFile } = await import('node:fs/promises');
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
