import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  type Position,
} from 'vscode-languageserver-types';
import { lineBreakOf, lineStartOf } from '../../syntax/lines.ts';
import { lineStartsOf, offsetAt } from '../../syntax/span.ts';
import { rangeOf } from '../ranges.ts';
import type { CompletionOptions } from './options.ts';

/** What a template begins with: the sections, of which the last is open. */
const BEGINNINGS: readonly {
  readonly label: string;
  readonly detail: string;
  readonly sections: readonly (readonly [name: string, value?: string])[];
}[] = [
  {
    label: 'AWSTemplateFormatVersion',
    detail: 'a CloudFormation template',
    sections: [['AWSTemplateFormatVersion', '2010-09-09'], ['Resources']],
  },
  {
    label: 'Transform',
    detail: 'a SAM template',
    sections: [
      ['AWSTemplateFormatVersion', '2010-09-09'],
      ['Transform', 'AWS::Serverless-2016-10-31'],
      ['Resources'],
    ],
  },
  { label: 'Resources', detail: 'resources of a template', sections: [['Resources']] },
];

/** The format in which an editor's language is written, as far as templates are. */
export function formatOfLanguage(languageId: string): 'yaml' | 'json' | undefined {
  if (/json/.test(languageId)) return 'json';
  return /yaml|cloudformation/.test(languageId) ? 'yaml' : undefined;
}

/**
 * The beginning of a template, in a file that has nothing but comments and the start of a word: any file may become one. A
 * single letter has to be the capital one, since files of most other kinds begin in lower case.
 */
export function newFileCompletion(
  text: string,
  format: 'yaml' | 'json',
  position: Position,
  { hasSnippets = false, trigger }: CompletionOptions,
): readonly CompletionItem[] {
  const lines = lineStartsOf(text);
  const place = trigger === undefined ? placeIn(text, format, offsetAt(text, lines, position)) : undefined;
  if (!place) return [];
  const { prefix, typed } = place;
  const begins = (name: string) =>
    prefix.length === 1 ? name.startsWith(prefix) : name.toLowerCase().startsWith(prefix.toLowerCase());
  // In JSON, resources alone do not tell a template from other files.
  const beginnings = format === 'json' ? BEGINNINGS.slice(0, 2) : BEGINNINGS;
  return beginnings
    .filter(({ label }) => begins(label))
    .map(({ label, detail, sections }, index) => {
      const before = format === 'yaml' ? yamlText(sections, text) : jsonText(sections, text, place);
      return {
        label,
        detail,
        labelDetails: { description: detail },
        kind: CompletionItemKind.Struct,
        sortText: String(index),
        filterText: place.isQuoted ? `"${label}` : label,
        insertTextMode: InsertTextMode.asIs,
        ...(hasSnippets && { insertTextFormat: InsertTextFormat.Snippet }),
        textEdit: { range: rangeOf(lines, typed), newText: before.join(hasSnippets ? '$0' : '') },
      };
    });
}

interface NewPlace {
  readonly prefix: string;
  /** The word at the cursor, with its quotes. */
  readonly typed: { readonly start: number; readonly end: number };
  readonly isQuoted: boolean;
  readonly isInBraces: boolean;
}

/** Undefined if the file has anything else. */
function placeIn(text: string, format: 'yaml' | 'json', offset: number): NewPlace | undefined {
  if (text.length > LONGEST) return undefined;
  let [start, end] = [offset, offset];
  while (isLetter(text[start - 1])) start--;
  while (isLetter(text[end])) end++;
  const word = text.slice(start, offset);
  const isQuoted = format === 'json' && text[start - 1] === '"';
  if (isQuoted) start--;
  if (isQuoted && text[end] === '"') end++;
  const [before, behind] = [text.slice(0, start), text.slice(end)];
  const place = { prefix: word, typed: { start, end }, isQuoted };
  if (format === 'json') {
    const isInBraces = before.trim() === '{' && ['', '}'].includes(behind.trim());
    const isAlone = before.trim() === '' && behind.trim() === '' && word === '' && !isQuoted;
    return isInBraces || isAlone ? { ...place, isInBraces } : undefined;
  }
  const above = before.split('\n');
  const isFirst = above.pop() === '' && above.every((line) => /^(?:#.*|---)?$/.test(line.trim()));
  return isFirst && behind.trim() === '' ? { ...place, isInBraces: false } : undefined;
}

function isLetter(character = ''): boolean {
  return /\w/.test(character);
}

/** The comments before a template are short. */
const LONGEST = 5000;

/** The text before and after the cursor. */
function yamlText(
  sections: (typeof BEGINNINGS)[number]['sections'],
  text: string,
): readonly [string, string] {
  const lineBreak = lineBreakOf(text);
  const written = sections.map(([name, value]) => (value === undefined ? `${name}:` : `${name}: "${value}"`));
  return [`${written.join(lineBreak)}${lineBreak}  `, ''];
}

/** As `yamlText`. Lines are indented as the cursor's is, by two blanks if there are no braces yet. */
function jsonText(
  sections: (typeof BEGINNINGS)[number]['sections'],
  text: string,
  { typed, isInBraces }: NewPlace,
): readonly [string, string] {
  const lineBreak = lineBreakOf(text);
  const own = text.slice(lineStartOf(text, typed.start), typed.start);
  const unit = isInBraces && own !== '' && own.trim() === '' ? own : '  ';
  const written = sections.map(([name, value]) => `"${name}": ${value === undefined ? '{' : `"${value}"`}`);
  const [open, close] = isInBraces ? ['', ''] : [`{${lineBreak}${unit}`, `${lineBreak}}`];
  return [
    `${open}${written.join(`,${lineBreak}${unit}`)}${lineBreak}${unit}${unit}`,
    `${lineBreak}${unit}}${close}`,
  ];
}
