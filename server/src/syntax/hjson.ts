import { columnOf, lineEndOf } from './lines.ts';
import type { Entry, Node, Scalar } from './tree.ts';

/**
 * Reads Hjson (https://hjson.github.io/syntax.html): JSON with comments and with optional quotes, commas and outer
 * braces. Undefined for text that is not well-formed.
 */
export function parseHjson(text: string): Node | undefined {
  let at = 0;

  /** Skips spaces, line breaks and comments. */
  function skip(): void {
    const gap = /(?:\s|#[^\n]*(?:\n|$)|\/\/[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)*/y;
    gap.lastIndex = at;
    at += gap.exec(text)![0].length;
  }

  function value(): Node {
    const c = text[at];
    if (c === '{') return mapping(true);
    if (c === '[') return sequence();
    if (text.startsWith("'''", at)) return multiline();
    if (c === '"' || c === "'") return quoted();
    return bare();
  }

  function mapping(hasBraces: boolean): Node {
    const start = at;
    const entries: Entry[] = [];
    if (hasBraces) at++;
    for (;;) {
      skip();
      if (hasBraces ? text[at] === '}' : at >= text.length) break;
      const key = name();
      skip();
      expect(':');
      skip();
      const content = value();
      entries.push({ start: key.start, end: content.end, key, value: content });
      separator();
    }
    if (hasBraces) at++;
    return { kind: 'mapping', start, end: at, entries, style: 'flow' };
  }

  function sequence(): Node {
    const start = at++;
    const items: Node[] = [];
    for (;;) {
      skip();
      if (text[at] === ']') break;
      items.push(value());
      separator();
    }
    at++;
    return { kind: 'sequence', start, end: at, items, style: 'flow' };
  }

  /** Skips a comma, if there is one; the next iteration checks what follows. */
  function separator(): void {
    skip();
    if (text[at] === ',') at++;
  }

  function name(): Scalar {
    if (text[at] === '"' || text[at] === "'") return quoted();
    const bareName = /[^\s:,{}[\]]+/y;
    bareName.lastIndex = at;
    const found = bareName.exec(text);
    if (!found) throw new Broken();
    const start = at;
    at += found[0].length;
    return scalar(start, found[0], found[0], 'plain');
  }

  function quoted(): Scalar {
    const start = at;
    const quote = text[at++]!;
    let content = '';
    for (;;) {
      const c = text[at++];
      if (c === undefined || c < ' ') throw new Broken();
      if (c === quote) break;
      content += c === '\\' ? escaped() : c;
    }
    return scalar(start, content, content, quote === '"' ? 'double' : 'single');
  }

  function escaped(): string {
    const c = text[at++] ?? '';
    if (c === 'u') {
      const digits = /^[0-9a-fA-F]{4}/.exec(text.slice(at, at + 4))?.[0];
      if (!digits) throw new Broken();
      at += 4;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const plain = ESCAPES[c];
    if (plain === undefined) throw new Broken();
    return plain;
  }

  /** The indentation of the opening quotes is removed from each line. */
  function multiline(): Scalar {
    const start = at;
    const close = text.indexOf("'''", at + 3);
    if (close < 0) throw new Broken();
    const indent = columnOf(text, start);
    const first = text.slice(at + 3, close).replace(/^[ \t\r]*\n/, '');
    const lines = first.split('\n').map((line, i) => {
      const isOnOpening = i === 0 && first === text.slice(at + 3, close);
      return (isOnOpening ? line : line.replace(new RegExp(`^[ \\t]{0,${indent}}`), '')).replace(/\r$/, '');
    });
    const content = lines.join('\n').replace(/\n[ \t]*$/, '');
    at = close + 3;
    return scalar(start, content, content, 'literal');
  }

  /** A number or keyword ends at punctuation; any other text continues to the end of its line. */
  function bare(): Scalar {
    const start = at;
    if (start >= text.length || /[,:[\]{}]/.test(text[start]!)) throw new Broken();
    const line = text.slice(start, lineEndOf(text, start));
    const word =
      /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?=\s*(?:$|[,}\]#]|\/[/*]))/.exec(
        line,
      )?.[0];
    const content = word ?? line.trimEnd();
    at += content.length;
    return scalar(start, word === undefined ? content : JSON.parse(word), content, 'plain');
  }

  function scalar(start: number, content: Scalar['value'], written: string, style: Scalar['style']): Scalar {
    return { kind: 'scalar', start, end: at, value: content, text: written, style };
  }

  function expect(c: string): void {
    if (text[at++] !== c) throw new Broken();
  }

  const attempt = (read: () => Node): Node | undefined => {
    at = 0;
    skip();
    try {
      const node = read();
      skip();
      return at >= text.length ? node : undefined;
    } catch (error) {
      if (error instanceof Broken) return undefined;
      throw error;
    }
  };
  return attempt(value) ?? attempt(() => mapping(false));
}

class Broken extends Error {}

const ESCAPES: Record<string, string> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
