import { dataOf, isSameData } from '../edit/data.ts';
import { numberLiteral, yamlScalar } from '../edit/quote.ts';
import { parse } from '../parse.ts';
import { type Node, type Scalar, type SyntaxProblem, type SyntaxTree, syntaxErrorsIn } from '../tree.ts';

/**
 * Converts JSON to equivalent YAML and keeps every comment in its place. Undefined if the text is broken, or if the
 * result does not parse back to the same values.
 */
export function jsonToYaml(tree: SyntaxTree): string | undefined {
  const { root, text, problems } = tree;
  if (!root || tree.format !== 'json' || syntaxErrorsIn(tree).length > 0) return undefined;
  const comments = problems.filter(({ kind }) => kind === 'comment').sort((a, b) => a.start - b.start);
  const yaml = write(root, text, comments);
  const [before, after] = [dataOf(root), parse(yaml, 'yaml')];
  const read = after.root && dataOf(after.root);
  const isSame = before !== undefined && read !== undefined && after.problems.length === 0;
  return isSame && isSameData(before, read) ? yaml : undefined;
}

function write(root: Node, text: string, comments: readonly SyntaxProblem[]): string {
  const lines: string[] = [];
  let next = 0;
  /** The offset up to which the text has been written. */
  let done = 0;

  /**
   * Writes the comments before an offset: beside the last written line if they were beside it, else on lines of their
   * own.
   */
  function commentsUpTo(offset: number, indent: string): void {
    for (let one = comments[next]; one && one.start < offset; one = comments[++next]) {
      const said = wordsOf(text.slice(one.start, one.end));
      const isBeside = lines.length > 0 && said.length < 2 && !text.slice(done, one.start).includes('\n');
      if (isBeside && !lines.at(-1)!.includes(' #'))
        lines.push(`${lines.pop()} # ${said.join('')}`.trimEnd());
      else lines.push(...said.map((line) => `${indent}# ${line}`.trimEnd()));
    }
  }

  /** Writes `head`, which is a key or a dash, and the value after it. */
  function value(node: Node, head: string, indent: string): void {
    const isShort = !comments.some(({ start }) => node.start < start && start < node.end);
    const isRow =
      node.kind === 'scalar' ||
      (node.kind === 'sequence' && isShort && !text.slice(node.start, node.end).includes('\n')) ||
      (node.kind !== 'alias' && childrenOf(node).length === 0);
    if (isRow) {
      lines.push(`${indent}${head} ${row(node)}`);
      done = node.end;
    } else {
      lines.push(indent + head);
      done = node.start + 1;
      below(node, `${indent}  `);
    }
  }

  function below(node: Node, indent: string): void {
    if (node.kind === 'mapping') {
      for (const { key, value: child } of node.entries) {
        commentsUpTo(key.start, indent);
        value(child, `${scalar(key, false)}:`, indent);
      }
    } else if (node.kind === 'sequence') {
      for (const item of node.items) {
        commentsUpTo(item.start, indent);
        value(item, '-', indent);
      }
    }
    commentsUpTo(node.end, indent);
  }

  if (root.kind === 'scalar' || childrenOf(root).length === 0) {
    commentsUpTo(root.end, '');
    lines.push(row(root));
    done = root.end;
  } else {
    commentsUpTo(root.start, '');
    done = root.start + 1;
    below(root, '');
  }
  commentsUpTo(text.length, '');
  return `${lines.join('\n')}\n`;
}

function childrenOf(node: Node): readonly unknown[] {
  if (node.kind === 'mapping') return node.entries;
  return node.kind === 'sequence' ? node.items : [];
}

/** The value on one line. */
function row(node: Node): string {
  if (node.kind === 'sequence') return `[${node.items.map(row).join(', ')}]`;
  if (node.kind === 'mapping') {
    const entries = node.entries.map(({ key, value }) => `${scalar(key, true)}: ${row(value)}`);
    return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
  }
  return node.kind === 'scalar' ? scalar(node, true) : '';
}

function scalar({ value }: Scalar, isInFlow: boolean): string {
  if (typeof value === 'string') return yamlScalar(value, 'plain', isInFlow, 'double');
  return typeof value === 'number' ? numberLiteral(value) : String(value);
}

/** The lines of a comment without its delimiters. */
function wordsOf(comment: string): readonly string[] {
  if (comment.startsWith('//')) return [comment.slice(2).trim()];
  const inner = comment.replace(/^\/\*+/, '').replace(/\*\/$/, '');
  const lines = inner.split(/\r?\n/).map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
  return lines.filter((line, i) => line !== '' || (i > 0 && i < lines.length - 1));
}
