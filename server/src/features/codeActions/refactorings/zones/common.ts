import { isDataList, isDataMapping } from '../../../../syntax/edit/print.ts';
import type { Data } from '../../../../syntax/edit.ts';

/** The common body of several copies, with placeholders, and the value of each placeholder for each copy. */
export interface Commoned {
  readonly body: Data;
  /** By a copy's mark and the placeholder's name. */
  readonly rows: { readonly [mark: string]: { readonly [place: string]: Data } };
}

export interface CopyNames {
  /** The texts in which the copies' names differ, in order. */
  readonly marks: readonly string[];
  /** The name of the loop's variable, which stands for the mark. */
  readonly zone: string;
  /** The name of the mapping with the differences. */
  readonly mapping: string;
}

type Row = { [place: string]: Data };

/**
 * How a text is used: `name`: it must result in a resource's name. `substituted`: it is in Fn::Sub. `fixed`: it cannot
 * contain a call.
 */
type Context = 'value' | 'name' | 'substituted' | 'fixed';

/** Undefined if the copies differ in more than their mark and single values of their properties. */
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

  /** If texts of `Fn::Sub` differ in more than their mark, a variable of the call gets the difference. */
  function withVariable(texts: readonly string[], path: readonly string[]): Data {
    const { head, tail } = sharedEnds(texts);
    const parts = texts.map((text) => text.slice(head.length, text.length - tail.length));
    if (parts.some((part) => !/^[\w -]+$/.test(part)) || head.lastIndexOf('${') > head.lastIndexOf('}'))
      return refuse();
    const { place, value } = entryFor(parts, path);
    return texts[0]!.includes(`{${place}`) ? refuse() : [`${head}\${${place}}${tail}`, { [place]: value }];
  }

  /** Looks up a copy's own value in the mapping. */
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

  /** A text that already contains `${Zone}` would be replaced, too. */
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
  // The name of a condition cannot contain a placeholder.
  if (outer === 'Fn::If' && index === 0) return 'fixed';
  const isName = (outer === 'Fn::GetAtt' && index === 0) || (outer === 'DependsOn' && path.length === 1);
  return isName ? 'name' : 'value';
}

/** A text with the loop's variable wherever the texts differ, if they differ only in their marks. */
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

/** The common prefix and suffix of all texts. */
function sharedEnds(texts: readonly string[]): { readonly head: string; readonly tail: string } {
  const [first] = texts;
  const least = Math.min(...texts.map(({ length }) => length));
  let start = 0;
  while (start < least && texts.every((text) => text[start] === first![start])) start++;
  let end = 0;
  while (end < least - start && texts.every((text) => text.at(-1 - end) === first!.at(-1 - end))) end++;
  return { head: first!.slice(0, start), tail: first!.slice(first!.length - end) };
}
