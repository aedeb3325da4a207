import type { Analysis } from '../languageService.ts';
import type { Span } from '../syntax/span.ts';
import type { Entry, Node } from '../syntax/tree.ts';

/** Keys below which Zappa and CloudFormation keep what programs are to know and logs are not. */
const SECRETIVE = /environment_variables$|^Variables$|password|secret|token|api_?key/i;

/** As wide as what it stands for, so that every column stays the same. */
const BLACK = '•';

/** The text with the values blacked out that must not reach a log, as lines that are shown may. */
export function withoutSecrets({ tree }: Analysis): string {
  const { text } = tree;
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of secretsIn(tree.root)) {
    if (start < done) continue; // an alias shows it again
    parts.push(text.slice(done, start), text.slice(start, end).replace(/[^\r\n]/g, BLACK));
    done = end;
  }
  return parts.join('') + text.slice(done);
}

function secretsIn(root: Node | undefined): readonly Span[] {
  const found: Span[] = [];
  function visit(node: Node, isSecret: boolean): void {
    if (node.kind === 'mapping')
      for (const entry of node.entries) visit(entry.value, isSecret || isSecretive(entry));
    else if (node.kind === 'sequence') for (const item of node.items) visit(item, isSecret);
    else if (isSecret && node.kind === 'scalar') found.push(node);
  }
  if (root) visit(root, false);
  return found.sort((a, b) => a.start - b.start);
}

function isSecretive({ key, value }: Entry): boolean {
  // What says where a secret is kept, as `!Ref` does, is none.
  return SECRETIVE.test(key.text) && value.tag === undefined;
}

/** A line of broken settings, of which nobody knows where their environment variables are: its keys at most. */
export function withoutValues(line: string): string {
  const end = line.search(/[:=]/);
  return end < 0 ? line : line.slice(0, end) + line.slice(end).replace(/[^\s:=,{}[\]"']/g, BLACK);
}
