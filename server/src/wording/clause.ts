/** A user's name, which is never capitalized, even at the start of a sentence. */
export interface Name {
  readonly name: string;
}

/** A sentence without its full stop and, unless it starts with a name, without its capital letter. */
export interface Clause {
  readonly text: string;
  /** Its first part if that is interpolated: a name, or words in place of one. */
  readonly subject: string | Name | undefined;
}

/** Builds a clause from words and names: clause`${{ name: 'rtb-1' }} has no route`. */
export function clause(words: TemplateStringsArray, ...parts: readonly (string | number | Name)[]): Clause {
  const texts = parts.map((part) => (typeof part === 'object' ? part.name : `${part}`));
  const text = words.map((word, i) => `${word}${texts[i] ?? ''}`).join('');
  const [first] = parts;
  return { text, subject: words[0] === '' && typeof first !== 'number' ? first : undefined };
}

/** Adds a capital letter, unless the clause starts with a name, and a full stop. */
export function sentence({ text, subject }: Clause): string {
  return `${typeof subject === 'object' ? text : capitalized(text)}.`;
}

/** Capitalizes words that do not start with a name. */
export function capitalized(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
