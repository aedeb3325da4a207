import { expand, type Typed } from './expand.ts';
import type { Snippet } from './read.ts';

/** A file around a snippet's text, as somebody has it who inserts the snippet where it belongs. */
export interface Placed {
  readonly fileName: string;
  readonly text: string;
}

/** How a file looks before the snippet is inserted at `<|>`, by the language and the snippet's prefix. */
const surroundings: Record<string, Record<string, string>> = {
  json: {
    'zappa-vpc-config': '{\n  "dev": {\n    "s3_bucket": "shop-zappa-code",\n    <|>\n  }\n}\n',
  },
  yaml: {
    'zappa-vpc-config': 'dev:\n  s3_bucket: shop-zappa-code\n  <|>\n',
  },
  toml: {
    'zappa-vpc-config': '[dev]\ns3_bucket = "shop-zappa-code"\n\n<|>\n',
  },
};

/** The file after the snippet was inserted; undefined for a snippet that the table above does not know. */
export function place(snippet: Snippet, typed?: Typed): Placed | undefined {
  const language = languageOf(snippet);
  const before = surroundings[language]?.[snippet.prefix];
  if (before === undefined) return undefined;
  const indent = /(?:^|\n)([ ]*)<\|>/.exec(before)?.[1] ?? '';
  const lines = expand(snippet.body, typed).replaceAll('\t', '  ').split('\n');
  // As VS Code does: each further line is indented like the first, empty ones are not.
  const text = lines.map((line, i) => (i > 0 && line !== '' ? indent + line : line)).join('\n');
  return {
    fileName: snippet.prefix.startsWith('zappa-') ? `zappa_settings.${language}` : `network.${language}`,
    text: before.replace('<|>', () => text),
  };
}

/** `yaml` for `yaml.code-snippets`. */
export function languageOf({ file }: Snippet): string {
  return file.replace(/\.code-snippets$/, '');
}
