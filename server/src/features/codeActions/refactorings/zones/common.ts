import { isDataList, isDataMapping } from '../../../../syntax/edit/print.ts';
import type { Data } from '../../../../syntax/edit.ts';

/** A body that several copies have in common, and what each of them has in its open places. */
export interface Commoned {
  readonly body: Data;
  /** By a copy's mark and the name of the place. */
  readonly rows: { readonly [mark: string]: { readonly [place: string]: Data } };
}

export interface CopyNames {
  /** What tells the copies from each other, in their order. */
  readonly marks: readonly string[];
  /** What the loop calls the mark. */
  readonly zone: string;
  /** What the mapping of the differences is called. */
  readonly mapping: string;
}

type Row = { [place: string]: Data };

/** Where a name is expected, a text that is put together has to be one. */
type Context = 'value' | 'name' | 'substituted' | 'fixed';

/** Undefined where the copies differ in more than their mark and single values of their properties. */
export function commonOf(bodies: readonly Data[], names: CopyNames): Commoned | undefined {
  const { marks, zone, mapping } = names;
  const rows = new Map<string, Row>(marks.map((mark) => [mark, {}]));
  let isPossible = true;

  function refuse(): Data {
    isPossible = false;
    return '';
  }

  function common(data: readonly Data[], path: readonly string[], context: Context): Data {
    const [first] = data;
    if (data.every((one) => JSON.stringify(one) === JSON.stringify(first))) return unlooped(first!);
    if (data.every((one) => typeof one === 'string' || typeof one === 'number'))
      return scalar(data, path, context);
    if (data.every(isDataList)) return list(data, path);
    return data.every(isDataMapping) ? fields(data, path) : refuse();
  }

  function list(lists: readonly (readonly Data[])[], path: readonly string[]): Data {
    const [first, ...others] = lists;
    if (others.some(({ length }) => length !== first!.length)) return refuse();
    const itemsAt = (i: number) => lists.map((one) => one[i]!);
    return first!.map((_, i) => common(itemsAt(i), path, contextOfItem(path, i)));
  }

  function fields(mappings: readonly Row[], path: readonly string[]): Data {
    const keys = Object.keys(mappings[0]!);
    const areAlike = mappings.every((one) => Object.keys(one).join('\n') === keys.join('\n'));
    if (!areAlike) return refuse();
    const valuesOf = (key: string) => mappings.map((one) => one[key]!);
    return Object.fromEntries(
      keys.map((key) => [key, common(valuesOf(key), [...path, key], contextOf(key, path))]),
    );
  }

  function scalar(data: readonly Data[], path: readonly string[], context: Context): Data {
    const texts = data.filter((one) => typeof one === 'string');
    const pattern = texts.length === data.length ? patternOf(texts, names) : undefined;
    switch (context) {
      case 'fixed':
        return refuse();
      case 'name':
        if (pattern === undefined) return refuse();
        return path.at(-1) === 'DependsOn' ? pattern : { 'Fn::Sub': pattern };
      case 'substituted':
        return pattern ?? (path[0] === 'Properties' ? withVariable(texts, path) : refuse());
      case 'value':
        return path[0] === 'Properties' ? ownValue(data, path, pattern) : refuse();
    }
  }

  /** The value of a property: the mark, a text around it, or an entry of the mapping. */
  function ownValue(data: readonly Data[], path: readonly string[], pattern: string | undefined): Data {
    if (data.every((one, i) => String(one) === marks[i])) return { Ref: zone };
    return pattern === undefined ? entryFor(data, path).value : { 'Fn::Sub': pattern };
  }

  /** Where the texts of `Fn::Sub` differ in another way than by their mark: its variable has the difference. */
  function withVariable(texts: readonly string[], path: readonly string[]): Data {
    const { head, tail } = sharedEnds(texts);
    const parts = texts.map((text) => text.slice(head.length, text.length - tail.length));
    if (parts.some((part) => !/^[\w -]+$/.test(part)) || head.lastIndexOf('${') > head.lastIndexOf('}'))
      return refuse();
    const { place, value } = entryFor(parts, path);
    return texts[0]!.includes(`{${place}`) ? refuse() : [`${head}\${${place}}${tail}`, { [place]: value }];
  }

  /** What finds a copy's own value in the mapping. */
  function entryFor(
    data: readonly Data[],
    path: readonly string[],
  ): { readonly place: string; readonly value: Data } {
    const name = path.findLast((key) => key !== 'Ref' && !key.startsWith('Fn::'))!;
    let place = name;
    const isTaken = () => marks.some((mark, i) => (rows.get(mark)![place] ?? data[i]) !== data[i]);
    for (let number = 2; isTaken(); number++) place = `${name}${number}`;
    for (const [i, mark] of marks.entries()) rows.get(mark)![place] = data[i]!;
    return { place, value: { 'Fn::FindInMap': [mapping, { Ref: zone }, place] } };
  }

  /** A text that says `${Zone}` already would be put together too. */
  function unlooped(data: Data): Data {
    return JSON.stringify(data).includes(`{${zone}}`) ? refuse() : data;
  }

  const body = common(bodies, [], 'value');
  if (!isPossible) return undefined;
  return { body, rows: Object.values(rows.get(marks[0]!)!).length > 0 ? Object.fromEntries(rows) : {} };
}

function contextOf(key: string, path: readonly string[]): Context {
  if (key === 'Ref' || (key === 'DependsOn' && path.length === 0)) return 'name';
  return key === 'Fn::Sub' ? 'substituted' : 'value';
}

function contextOfItem(path: readonly string[], index: number): Context {
  const outer = path.at(-1);
  if (outer === 'Fn::Sub') return index === 0 ? 'fixed' : 'value';
  // A condition's name cannot be put together.
  if (outer === 'Fn::If' && index === 0) return 'fixed';
  const isName = (outer === 'Fn::GetAtt' && index === 0) || (outer === 'DependsOn' && path.length === 1);
  return isName ? 'name' : 'value';
}

/** A text with the loop's identifier wherever the texts differ, if they differ only in their marks. */
function patternOf(texts: readonly string[], { marks, zone }: CopyNames): string | undefined {
  const [first] = texts;
  if (texts.some(({ length }) => length !== first!.length) || /\$\{!|\{\{/.test(first!)) return undefined;
  let pattern = '';
  for (let i = 0; i < first!.length; i++) {
    const letters = texts.map((text) => text[i]!);
    if (letters.every((letter) => letter === letters[0])) pattern += letters[0];
    else if (letters.every((letter, at) => letter === marks[at])) pattern += `\${${zone}}`;
    else return undefined;
  }
  return pattern;
}

/** What all texts begin and end with. */
function sharedEnds(texts: readonly string[]): { readonly head: string; readonly tail: string } {
  const [first] = texts;
  const least = Math.min(...texts.map(({ length }) => length));
  let start = 0;
  while (start < least && texts.every((text) => text[start] === first![start])) start++;
  let end = 0;
  while (end < least - start && texts.every((text) => text.at(-1 - end) === first!.at(-1 - end))) end++;
  return { head: first!.slice(0, start), tail: first!.slice(first!.length - end) };
}
