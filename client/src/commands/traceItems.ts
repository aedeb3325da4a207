import * as vscode from 'vscode';
import type {
  ReachVerdict,
  Trace,
  TraceAnswer,
  TraceFix,
  TraceRequest,
} from '../../../server/src/protocol.ts';

type Range = NonNullable<TraceFix['range']>;

/** A line of the trace, which opens its range or applies a fix. A line with neither is only information. */
export interface TraceItem extends vscode.QuickPickItem {
  /** The range to show in the editor while the line is active. */
  readonly range?: Range | undefined;
  readonly edit?: NonNullable<TraceFix['edit']>;
}

/** "AppFunction → Database, tcp 5432"; without conditions if there are several answers. */
export function traceTitle({ answers }: Trace, { from, to }: TraceRequest): string {
  return answers.length === 1 ? answers[0]!.title : `${from} → ${to}`;
}

/** Blockers and fixes come first, then the path, then the assumptions. */
export function traceItems({ answers }: Trace): TraceItem[] {
  if (answers.length === 1) return itemsOf(answers[0]!);
  return answers.flatMap((answer) => [
    separator(''),
    { label: answer.summary, iconPath: VERDICT_ICONS[answer.verdict] },
    ...itemsOf(answer),
  ]);
}

function itemsOf(answer: TraceAnswer): TraceItem[] {
  const { blockers, fixes, subnets, hops, hopsFrom, assumptions, verdict } = answer;
  return [
    // Without a title, which would leave less space for the sentences.
    ...blockers.map(({ label, message, code, range }) => ({
      label,
      iconPath: VERDICT_ICONS.blocked,
      description: `${lineText(range)}${code === null ? '' : ` · AWS calls this ${code}`}`,
      detail: withoutSubject(message, label),
      range,
    })),
    ...section(
      'fixes',
      fixes.map(({ title, edit, range }) =>
        edit
          ? { label: title, iconPath: FIX_ICON, description: 'Enter changes the file', edit, range }
          : { label: title, iconPath: HAND_ICON, description: 'by hand', range },
      ),
    ),
    ...section(
      'From each subnet',
      subnets.map((subnet) => ({
        label: subnet.name,
        iconPath: VERDICT_ICONS[subnet.verdict],
        description: `${VERDICT_WORDS[subnet.verdict]}${subnet.range ? ` · ${lineText(subnet.range)}` : ''}`,
        range: subnet.range,
      })),
    ),
    ...section(
      hopsFrom === undefined ? 'Path' : `Path from ${hopsFrom}`,
      hops.map(({ label, text, allows, isUnknown, range }) => ({
        label,
        iconPath: VERDICT_ICONS[allows ? 'reachable' : isUnknown ? 'unknown' : 'blocked'],
        description: `${text} · ${lineText(range)}`,
        range,
      })),
    ),
    ...section(
      verdict === 'unknown' ? 'Unknown' : 'Assumptions',
      assumptions.map((text) => ({ label: text, iconPath: new vscode.ThemeIcon('info') })),
    ),
  ];
}

/** The sentence without its subject, which is the label above it; long sentences would be cut off. */
function withoutSubject(sentence: string, subject: string): string {
  if (!sentence.startsWith(`${subject} `)) return sentence;
  const rest = sentence.slice(subject.length + 1);
  return `${rest[0]?.toUpperCase() ?? ''}${rest.slice(1)}`;
}

function section(title: string, items: readonly TraceItem[]): readonly TraceItem[] {
  return items.length === 0 ? [] : [separator(title), ...items];
}

function separator(label: string): TraceItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function lineText(range: Range | undefined): string {
  return range ? `line ${range.start.line + 1}` : 'inventory';
}

const VERDICT_WORDS: Readonly<Record<ReachVerdict, string>> = {
  reachable: 'reachable',
  partial: 'sometimes reachable',
  blocked: 'not reachable',
  unknown: 'unknown',
};

const VERDICT_ICONS: Readonly<Record<ReachVerdict, vscode.ThemeIcon>> = {
  reachable: icon('check', 'testing.iconPassed'),
  partial: icon('warning', 'list.warningForeground'),
  blocked: icon('error', 'testing.iconFailed'),
  unknown: icon('question'),
};

const FIX_ICON = icon('lightbulb', 'editorLightBulb.foreground');
const HAND_ICON = icon('edit');

function icon(name: string, colour?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, colour === undefined ? undefined : new vscode.ThemeColor(colour));
}
