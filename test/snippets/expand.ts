/** A tab stop's number and the text in it; 0 is where the cursor ends. */
export type Typed = Readonly<Record<number, string>>;

/**
 * The text that VS Code inserts for a snippet's body, with every tab stop at its default or at what was typed there.
 * Throws for what VS Code would not insert as written, such as a `${AWS::StackName}` that is not escaped.
 */
export function expand(body: string, typed: Typed = {}): string {
  const first = new Map<number, string>(Object.entries(typed).map(([stop, text]) => [Number(stop), text]));
  collectDefaults(body, first);
  return insert(body, first);
}

/** `$1`, `${1}`, `${1:default}`, `${1|one,two|}`, `$NAME`, `${NAME:default}`, or an escaped character. */
const PART =
  /\\(?<escaped>[\\$}])|\$(?<bare>\d+)|\$\{(?<stop>\d+)(?:\}|:(?<fallback>[^{}$\\]*)\}|\|(?<choices>(?:\\.|[^|\\])+)\|\})|(?<other>\$[A-Za-z_{].*)/g;

function collectDefaults(body: string, first: Map<number, string>): void {
  for (const { groups } of body.matchAll(PART)) {
    const stop = Number(groups?.stop);
    const text = groups?.fallback ?? groups?.choices?.split(/(?<!\\),/)[0]?.replace(/\\(.)/g, '$1');
    if (text !== undefined && !first.has(stop)) first.set(stop, text);
  }
}

function insert(body: string, first: ReadonlyMap<number, string>): string {
  return body.replace(PART, (...args) => {
    const { escaped, bare, stop, other } = args.at(-1) as Record<string, string | undefined>;
    if (escaped !== undefined) return escaped;
    if (other !== undefined) throw new Error(`VS Code reads a variable here: ${other}`);
    return first.get(Number(bare ?? stop)) ?? '';
  });
}
