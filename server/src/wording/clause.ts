/** A name of the user's, which a sentence leaves as it is written, even where it begins with it. */
export interface Name {
  readonly name: string;
}

/** A sentence without its full stop and, unless it begins with a name, without its capital letter. */
export interface Clause {
  readonly text: string;
  /** What it begins with, where that is put in: a name, or words in the place of one. */
  readonly subject: string | Name | undefined;
}

/** Puts words and names together: clause`${{ name: 'rtb-1' }} has no route`. */
export function clause(words: TemplateStringsArray, ...parts: readonly (string | number | Name)[]): Clause {
  const texts = parts.map((part) => (typeof part === 'object' ? part.name : `${part}`));
  const text = words.map((word, i) => `${word}${texts[i] ?? ''}`).join('');
  const [first] = parts;
  return { text, subject: words[0] === '' && typeof first !== 'number' ? first : undefined };
}

/** With a capital letter, but for a name, and a full stop. */
export function sentence({ text, subject }: Clause): string {
  return `${typeof subject === 'object' ? text : capitalized(text)}.`;
}

/** Words with a capital letter; for those that begin with no name. */
export function capitalized(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
