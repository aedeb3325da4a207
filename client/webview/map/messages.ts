import type { Thing } from '../../../server/src/diagram/scene.ts';
import type { MapAnswer, ReachVerdict, Trace } from '../../../server/src/protocol.ts';
import { isJson, isListOf, isNotice, isText, isTextOrNull, type Json } from '../shared/messages.ts';

// Messages between the page and the extension. Both sides validate them, since the other may be of another version.

/** The map that the page shows, and the document that it is of. */
export interface ShownMap extends MapAnswer {
  readonly uri: string;
  /** The display name: the file name. */
  readonly name: string;
}

/** A finding of the document, as the editor underlines it. */
export interface MapFinding {
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  /** The line that it begins on, from 0. */
  readonly line: number;
}

/** What of the document is drawn. */
export interface MapSelection {
  readonly scenario: string | null;
  readonly unfolded: readonly string[];
}

export type MapPageMessage =
  /** The page is ready to receive messages; the choice is the one that it remembers. */
  | ({ readonly type: 'ready' } & MapSelection)
  | ({ readonly type: 'choose' } & MapSelection)
  /** Show a line of the document, from 0; go there if `focus`. */
  | { readonly type: 'reveal'; readonly line: number; readonly focus: boolean }
  /** What the source reaches. */
  | { readonly type: 'reach'; readonly from: string }
  | { readonly type: 'ask'; readonly from: string; readonly to: string }
  /** Apply a fix of the last answer. */
  | { readonly type: 'fix'; readonly answer: number; readonly fix: number }
  /** Offer the quick fixes of a finding. */
  | { readonly type: 'quickFix'; readonly line: number }
  | { readonly type: 'save'; readonly format: SavedFormat; readonly text: string }
  /** Save or copy what the server writes. */
  | { readonly type: 'mermaid'; readonly outline: string }
  | { readonly type: 'calculator'; readonly vpc: string };

/** What the page writes itself; a PNG as the address that has it in base 64. */
const SAVED_FORMATS = ['svg', 'png', 'drawio'] as const;
export type SavedFormat = (typeof SAVED_FORMATS)[number];

export type MapHostMessage =
  /** The map as it is now; null where the document has no network. */
  | { readonly type: 'map'; readonly map: ShownMap | null }
  | { readonly type: 'findings'; readonly findings: readonly MapFinding[] }
  /** The cursor is on that line of the document. */
  | { readonly type: 'cursor'; readonly line: number }
  | {
      readonly type: 'reached';
      readonly from: string;
      readonly verdicts: Readonly<Record<string, ReachVerdict>>;
    }
  | { readonly type: 'trace'; readonly from: string; readonly to: string; readonly trace: Trace }
  /** Something to tell. */
  | { readonly type: 'notice'; readonly text: string; readonly failed: boolean };

const isNumber = (value: unknown): boolean => Number.isFinite(value);
const isIndex = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const isRecordOf = (value: unknown, test: (one: unknown) => boolean): boolean =>
  isJson(value) && Object.values(value).every(test);

/** Whether a value is a message from the page. */
export function isMapPageMessage(value: unknown): value is MapPageMessage {
  if (!isJson(value)) return false;
  switch (value.type) {
    case 'ready':
    case 'choose':
      return isTextOrNull(value.scenario) && isListOf(value.unfolded, isText);
    case 'reveal':
      return isIndex(value.line) && typeof value.focus === 'boolean';
    case 'reach':
      return isText(value.from);
    case 'ask':
      return isText(value.from) && isText(value.to);
    case 'fix':
      return isIndex(value.answer) && isIndex(value.fix);
    case 'quickFix':
      return isIndex(value.line);
    case 'save':
      return SAVED_FORMATS.includes(value.format as SavedFormat) && isText(value.text);
    case 'mermaid':
      return isText(value.outline);
    case 'calculator':
      return isText(value.vpc);
    default:
      return false;
  }
}

const VERDICTS: readonly unknown[] = ['reachable', 'partial', 'blocked', 'unknown'] satisfies ReachVerdict[];
const SEVERITIES: readonly unknown[] = ['error', 'warning', 'info', 'hint'];

/** Whether a value is a message from the extension. */
export function isMapHostMessage(value: unknown): value is MapHostMessage {
  if (!isJson(value)) return false;
  switch (value.type) {
    case 'map':
      return value.map === null || isMap(value.map);
    case 'findings':
      return isListOf(
        value.findings,
        (one) => isJson(one) && isText(one.message) && SEVERITIES.includes(one.severity) && isIndex(one.line),
      );
    case 'cursor':
      return isIndex(value.line);
    case 'reached':
      return isText(value.from) && isRecordOf(value.verdicts, (one) => VERDICTS.includes(one));
    case 'trace':
      return isText(value.from) && isText(value.to) && isTrace(value.trace);
    case 'notice':
      return isNotice(value);
    default:
      return false;
  }
}

function isMap(value: unknown): boolean {
  if (!isJson(value) || !isJson(value.scene)) return false;
  const { scene } = value;
  return (
    isText(value.uri) &&
    isText(value.name) &&
    isListOf(value.scenarios, isText) &&
    isTextOrNull(value.scenario) &&
    isRecordOf(
      value.places,
      (one) =>
        isJson(one) &&
        (one.own === null || isRange(one.own)) &&
        isListOf(one.members, isRange) &&
        isListOf(one.about, isRange),
    ) &&
    isNumber(scene.width) &&
    isNumber(scene.height) &&
    isListOf(scene.things, isThing) &&
    isListOf(scene.links, isLink) &&
    isListOf(scene.headings, (one) => isJson(one) && isPoint(one.at) && isListOf(one.lines, isText))
  );
}

const TEXTS_OF_THING = [
  'key',
  'shape',
  'icon',
  'title',
  'noun',
  'tier',
  'accessibleName',
] as const satisfies readonly (keyof Thing)[];

function isThing(value: unknown): boolean {
  if (!isJson(value)) return false;
  return (
    TEXTS_OF_THING.every((name) => isText(value[name])) &&
    isTextOrNull(value.id) &&
    isTextOrNull(value.inside) &&
    isListOf(value.boxes, isBox) &&
    (value.boxes as readonly unknown[]).length > 0 &&
    isListOf(value.lines, isText) &&
    isListOf(value.members, isText)
  );
}

function isLink(value: unknown): boolean {
  return (
    isJson(value) &&
    isText(value.from) &&
    isText(value.to) &&
    isText(value.kind) &&
    isListOf(value.points, isPoint)
  );
}

function isBox(value: unknown): boolean {
  return isJson(value) && [value.x, value.y, value.width, value.height].every(isNumber);
}

function isPoint(value: unknown): boolean {
  return isJson(value) && isNumber(value.x) && isNumber(value.y);
}

function isRange(value: unknown): boolean {
  return (
    isJson(value) &&
    [value.start, value.end].every((one) => isJson(one) && isIndex(one.line) && isIndex(one.character))
  );
}

function isTrace(value: unknown): boolean {
  if (!isJson(value)) return false;
  const isPart = (one: unknown) =>
    isJson(one) && isText(one.label) && (one.range === undefined || isRange(one.range));
  return isListOf(
    value.answers,
    (one) =>
      isJson(one) &&
      [one.title, one.traffic, one.summary].every(isText) &&
      VERDICTS.includes(one.verdict) &&
      isListOf(one.blockers, (each) => isPart(each) && isText((each as Json).message)) &&
      isListOf(one.hops, (each) => isPart(each) && isText((each as Json).text)) &&
      isListOf(one.fixes, (each) => isJson(each) && isText(each.title)) &&
      isListOf(one.assumptions, isText),
  );
}
