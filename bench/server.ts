import { networkOfTemplate } from '../server/src/network/template/networkOfTemplate.ts';
import { partOfNetwork } from '../server/src/network/template/resourceReaders.ts';
import { parse } from '../server/src/syntax/parse.ts';
import { scenariosOf } from '../server/src/template/scenarios/scenarios.ts';
import { readTemplate } from '../server/src/template/template.ts';
import { withServer } from '../test/lsp/client.ts';
import { randomFrom } from '../test/robustness/random.ts';
import { inSession, memoryOf } from './editing.ts';
import { report, reportMemory } from './report.ts';
import {
  FORMATS,
  type Format,
  INLINE,
  LARGEST,
  RESOURCES,
  templateOfBytes,
  templateOfGroups,
  templateOfResources,
} from './templates.ts';
import { atMost, below } from './timing.ts';

async function times(count: number, once: () => Promise<number> | number): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < count; i++) taken.push(await once());
  return taken;
}

async function since(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export async function serverStart(): Promise<void> {
  const taken = await times(9, async () => {
    const started = performance.now();
    let ready = 0;
    await withServer({}, async () => {
      ready = performance.now() - started;
    });
    return ready;
  });
  report(atMost('server: from its start to its first answer', taken, 300));
}

export async function coldParse(): Promise<void> {
  for (const format of FORMATS) {
    const text = templateOfBytes(INLINE, format);
    const taken = await times(9, async () => {
      let first = 0;
      await inSession(`net.${format}`, text, async (_, firstDiagnostics) => {
        first = firstDiagnostics;
      });
      return first;
    });
    report(atMost(`first diagnostics of 51,200 bytes of ${format.toUpperCase()}, fresh server`, taken, 50));
  }
}

export async function keystrokes(): Promise<void> {
  const sizes: [name: string, text: (format: Format) => string, edits: number, limit: number][] = [
    ['51,200 bytes', (format) => templateOfBytes(INLINE, format), 400, 15],
    ['1 MB, 500 resources', (format) => templateOfResources(RESOURCES, LARGEST, format), 200, 50],
    ['1 MB of security groups', (format) => templateOfGroups(LARGEST, format), 200, 50],
  ];
  for (const [name, text, edits, limit] of sizes) {
    for (const format of FORMATS) {
      await inSession(`net.${format}`, text(format), async ({ type: keystroke }) => {
        await times(20, keystroke); // the first ones find the code cold
        report(
          below(
            `keystroke to diagnostics, ${name} of ${format.toUpperCase()}`,
            await times(edits, keystroke),
            limit,
          ),
        );
      });
    }
  }
}

/** Without server and transport, on trees that are parsed already, each after one more keystroke. */
export async function modelOfTemplate(): Promise<void> {
  for (const format of FORMATS) {
    const text = templateOfResources(RESOURCES, LARGEST, format);
    const random = randomFrom(7);
    let tree = parse(text, format);
    const taken = await times(130, () => {
      const at = random.below(text.length);
      tree = parse(`${text.slice(0, at)}x${text.slice(at)}`, format, tree);
      const started = performance.now();
      const template = readTemplate(tree);
      if (!template) return 0; // the name of the section is what was typed in
      for (const scenario of scenariosOf(template, { matters: partOfNetwork(template) }).all)
        networkOfTemplate(scenario);
      return performance.now() - started;
    });
    const what = `model and evaluation of 500 resources of ${format.toUpperCase()}, parsed, every scenario`;
    report(atMost(what, taken.slice(30), 10));
  }
}

export async function requests(): Promise<void> {
  for (const format of FORMATS) {
    await inSession(`net.${format}`, templateOfResources(RESOURCES, LARGEST, format), async (session) => {
      const { client, uri, anywhere, atValue } = session;
      const asked: [what: string, ask: () => Promise<unknown>][] = [
        ['hover', () => client.hover(uri, anywhere())],
        [
          'code actions',
          () => {
            const start = anywhere();
            return client.codeActions(uri, { start, end: { line: start.line + 40, character: 0 } });
          },
        ],
        ['document symbols', () => client.symbols(uri)],
        [
          'completion',
          () => client.request('textDocument/completion', { textDocument: { uri }, position: atValue() }),
        ],
      ];
      for (const [what, ask] of asked) {
        await times(10, () => since(ask));
        report(below(`${what}, 1 MB of ${format.toUpperCase()}`, await times(100, () => since(ask)), 20));
      }
    });
  }
}

/** After so many edits of one document, and with ten documents open. */
export async function memory(edits: number): Promise<void> {
  const kinds: [kind: string, text: string][] = [
    ['1 MB', templateOfResources(RESOURCES, LARGEST, 'yaml')],
    ['1 MB of security groups', templateOfGroups(LARGEST, 'yaml')],
  ];
  for (const [kind, text] of kinds) {
    await inSession('net.yaml', text, async ({ type: keystroke, client }) => {
      const seen: (number | undefined)[] = [];
      for (let round = 0; round < 4; round++) {
        await times(edits / 4, keystroke);
        seen.push(await memoryOf(client.pid));
      }
      const what = `memory of the server, ${kind} open, after ${edits.toLocaleString('en')} edits`;
      const quarters = seen.map((mb) => Math.round(mb ?? 0)).join(', ');
      reportMemory(what, seen.at(-1), 150, ` (after each quarter ${quarters})`);
    });
  }
  await inSession('net.yaml', kinds[0]![1], async ({ client }) => {
    for (let number = 2; number <= 10; number++) {
      const uri = `file:///bench/net-${number}.yaml`;
      const checked = client.pushed(uri, 1);
      await client.open(uri, templateOfResources(RESOURCES, LARGEST, 'yaml', number));
      await checked;
    }
    reportMemory('memory of the server, ten documents of 1 MB open', await memoryOf(client.pid), 400);
  });
}
