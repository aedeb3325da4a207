import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import onig from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

/** The grammars that VS Code (YAML, JSON) and the usual TOML extension colour these languages with. */
const hosts = {
  yaml: 'source.yaml',
  json: 'source.json',
  jsonc: 'source.json.comments',
  toml: 'source.toml',
} as const;

export type Language = keyof typeof hosts;

/** A coloured piece of text: its kind (`ipv4`, `ipv6`, `id`) and all scopes it has, outermost first. */
export interface Piece {
  readonly kind: string;
  readonly text: string;
  readonly scopes: readonly string[];
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const contributed: { scopeName: string; path: string; injectTo: string[] }[] = manifest.contributes.grammars;

await onig.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new onig.OnigScanner(patterns),
    createOnigString: (text) => new onig.OnigString(text),
  }),
  async loadGrammar(scopeName) {
    const language = (Object.keys(hosts) as Language[]).find((name) => hosts[name] === scopeName);
    const own = contributed.find((grammar) => grammar.scopeName === scopeName)?.path;
    const path = own ? join(root, own) : language && require.resolve(`tm-grammars/grammars/${language}.json`);
    return path ? textmate.parseRawGrammar(readFileSync(path, 'utf8'), path) : null;
  },
  // As VS Code does: what is injected to source.json is injected to source.json.comments too.
  getInjections: (scopeName) =>
    contributed
      .filter(({ injectTo }) => injectTo.some((to) => scopeName === to || scopeName.startsWith(`${to}.`)))
      .map((grammar) => grammar.scopeName),
});

/** What our grammar colours in the lines of a file. */
export async function coloured(language: Language, ...lines: readonly string[]): Promise<Piece[]> {
  const grammar = await registry.loadGrammar(hosts[language]);
  if (!grammar) throw new Error(`there is no grammar ${hosts[language]}`);
  const pieces: Piece[] = [];
  let state: Parameters<IGrammar['tokenizeLine']>[1] = null;
  for (const line of lines) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const kind = kindOf(scopes);
      if (kind) pieces.push({ kind, text: line.slice(startIndex, endIndex), scopes });
    }
  }
  return pieces;
}

function kindOf(scopes: readonly string[]): string | undefined {
  const own = scopes.find((scope) => scope.endsWith('.vpc-lens'));
  return own && /ipv4|ipv6|id(?=\.vpc-lens)/.exec(own)?.[0];
}
