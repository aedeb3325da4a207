import type { Analysis } from '../languageService.ts';
import type { Span } from '../syntax/span.ts';
import type { Entry, Node } from '../syntax/tree.ts';

/** Keys whose values Zappa and CloudFormation pass to programs and which must not be logged. */
const SECRETIVE = /environment_variables$|^Variables$|password|secret|token|api_?key/i;

/** Each character is replaced by one, so that columns stay the same. */
const BLACK = '•';

/** The text with secret values masked, for source lines in logs. */
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
  // A reference to where a secret is stored, such as `!Ref`, is not secret.
  return SECRETIVE.test(key.text) && value.tag === undefined;
}

/** For a line of broken settings, in which environment variables cannot be located: only its key is kept. */
export function withoutValues(line: string): string {
  const end = line.search(/[:=]/);
  return end < 0 ? line : line.slice(0, end) + line.slice(end).replace(/[^\s:=,{}[\]"']/g, BLACK);
}
