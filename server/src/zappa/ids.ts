/** What somebody wrote where an AWS id belongs. */
export type WrittenId =
  /** Well-formed. `prefix` is `subnet`, `sg`, `vpc` and so on. */
  | { readonly kind: 'id'; readonly prefix: string }
  /** `$SUBNET_ID`, `${SUBNET_ID}`, `{{ subnet }}`, `__SUBNET_ID__`: put in by a pipeline before Zappa reads the file. */
  | { readonly kind: 'filled-in-later' }
  /** `subnet-1, subnet-2`, `[subnet-1]`, `— subnet-1`: a list, or an item of one, written as a text. */
  | { readonly kind: 'list'; readonly ids: readonly string[] }
  /** `subnet-xxxxxxxx`, `<your subnet>`, empty: left in from an example. */
  | { readonly kind: 'placeholder' }
  | { readonly kind: 'malformed' };

/** Eight hexadecimal digits before 2016 to 2018, seventeen since (fact ID-01). */
const ID = /^([a-z]+(?:-[a-z]+)*)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

export function readId(text: string): WrittenId {
  const id = ID.exec(text);
  if (id) return { kind: 'id', prefix: id[1]! };
  if (isFilledInLater(text)) return { kind: 'filled-in-later' };
  const ids = idsTogether(text);
  if (ids) return { kind: 'list', ids };
  return { kind: isPlaceholder(text) ? 'placeholder' : 'malformed' };
}

/** No name that a pipeline fills in stands further back in an id, and no list of ids. */
const LONGEST = 1000;

/** What separates and encloses the items of lists; dashes and bullets begin them. */
function idsTogether(text: string): readonly string[] | undefined {
  if (text.length > LONGEST) return undefined;
  const words = text.split(/[\s,;'"[\]()]+/).map((word) => word.replace(/^[-–—•*]+/, ''));
  const ids = words.filter((word) => word !== '');
  const isList = ids.length > 1 || text.trim() !== ids[0];
  return ids.length > 0 && isList && ids.every((id) => ID.test(id)) ? ids : undefined;
}

/** Somewhere in a text that a pipeline is yet to fill in. */
export const FILLED_IN_LATER =
  /\$\{?[A-Za-z_]|\{\{[^{}]*\}\}|%\(?[A-Za-z_]+\)?[s%]|#\{[^{}]*\}|__[A-Za-z]\w*__|@@\w+@@/;

export function isFilledInLater(text: string): boolean {
  return FILLED_IN_LATER.test(text.slice(0, LONGEST));
}

/** Words and shapes that nobody's id has: no hexadecimal digit string holds an x or a word such as "your". */
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
