/** The text written in place of an AWS id. */
export type WrittenId =
  /** Well-formed. `prefix` is `subnet`, `sg`, `vpc` and so on. */
  | { readonly kind: 'id'; readonly prefix: string }
  /** `$SUBNET_ID`, `${SUBNET_ID}`, `{{ subnet }}`, `__SUBNET_ID__`: put in by a pipeline before Zappa reads the file. */
  | { readonly kind: 'filled-in-later' }
  /** `subnet-1, subnet-2`, `[subnet-1]`, `${subnet-1}`, `— subnet-1`: a list, or an item of one, written as a text. */
  | { readonly kind: 'list'; readonly ids: readonly string[] }
  /** `subnet-xxxxxxxx`, `<your subnet>`, empty: left in from an example. */
  | { readonly kind: 'placeholder' }
  | { readonly kind: 'malformed' };

/** Eight hexadecimal digits until 2016 to 2018, seventeen since then (fact ID-01). */
const ID = /^([a-z]+(?:-[a-z]+)*)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

export function readId(text: string): WrittenId {
  const id = ID.exec(text);
  if (id) return { kind: 'id', prefix: id[1]! };
  // No variable has a hyphen in its name: a shell makes another text of this, and envsubst leaves it.
  const braced = /^\$\{([a-z0-9-]+)\}$/.exec(text)?.[1];
  if (braced !== undefined && ID.test(braced)) return { kind: 'list', ids: [braced] };
  if (isFilledInLater(text)) return { kind: 'filled-in-later' };
  const ids = idsTogether(text);
  if (ids) return { kind: 'list', ids };
  return { kind: isPlaceholder(text) ? 'placeholder' : 'malformed' };
}

/** In characters. No placeholder of a pipeline is further into an id, and no list of ids is longer. */
const LONGEST = 1000;

/** The ids of a text that is a list of ids: separated by spaces, commas or the like, perhaps with quotes, brackets or bullets. */
function idsTogether(text: string): readonly string[] | undefined {
  if (text.length > LONGEST) return undefined;
  const words = text.split(/[\s,;'"[\]()]+/).map((word) => word.replace(/^[-–—•*]+/, ''));
  const ids = words.filter((word) => word !== '');
  const isList = ids.length > 1 || text.trim() !== ids[0];
  return ids.length > 0 && isList && ids.every((id) => ID.test(id)) ? ids : undefined;
}

/** Matches a placeholder that a pipeline fills in later. */
export const FILLED_IN_LATER =
  /\$\{?[A-Za-z_]|\{\{[^{}]*\}\}|%\(?[A-Za-z_]+\)?[s%]|#\{[^{}]*\}|__[A-Za-z]\w*__|@@\w+@@/;

export function isFilledInLater(text: string): boolean {
  return FILLED_IN_LATER.test(text.slice(0, LONGEST));
}

/** Words and shapes that no real id has: hexadecimal digits contain no x and no word such as "your". */
function isPlaceholder(text: string): boolean {
  const rest = text.trim().replace(/^(subnet|sg|vpc)-/i, '');
  const words = text.replace(/[_-]/g, ' ');
  return (
    rest === '' ||
    /^[x*.?#_-]+$/i.test(rest) ||
    /x{3,}/i.test(rest) ||
    /[<>[\]…]|\.\.\./.test(rest) ||
    /\b(your|my|change ?me|replace|todo|fixme|example|placeholder|id)\b/i.test(words)
  );
}
