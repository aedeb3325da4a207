import type {
  ReachVerdict,
  Trace,
  TraceAnswer,
  TraceFix,
  TraceRequest,
} from '../../../server/src/protocol.ts';

type Range = NonNullable<TraceFix['range']>;

/** What a row shows of the answer; the view gives each its icon. */
export type RowState = ReachVerdict | 'fix' | 'by-hand' | 'info' | 'group' | 'step';

/** What Enter on a row does. */
export type Action =
  | { readonly kind: 'go'; readonly range: Range }
  | { readonly kind: 'fix'; readonly edit: NonNullable<TraceFix['edit']>; readonly range: Range | undefined }
  | { readonly kind: 'page'; readonly address: string }
  | { readonly kind: 'step'; readonly step: TraceAnswer['nextSteps'][number] };

/** A row of the tree. */
export interface TraceNode {
  readonly label: string;
  /** After the label, in grey. */
  readonly description: string;
  readonly state: RowState;
  /** What a screen reader says in place of the icon: "Blocked by". */
  readonly accessibleLabel: string;
  readonly tooltip?: string;
  readonly action?: Action;
  readonly children: readonly TraceNode[];
  readonly isCollapsed?: boolean;
}

/**
 * A row for each answer, the verdict, and below it what blocks, what opens it, and the path. The path is collapsed where
 * something blocks, since that is what the reader came for.
 */
export function traceNodes({ answers }: Trace): readonly TraceNode[] {
  return answers.map((answer) => ({
    label: answer.summary,
    description: answer.traffic,
    state: answer.verdict,
    accessibleLabel: VERDICTS[answer.verdict],
    children: partsOf(answer),
  }));
}

function partsOf(answer: TraceAnswer): readonly TraceNode[] {
  const { blockers, fixes, subnets, hops, hopsFrom, assumptions, nextSteps, verdict } = answer;
  const isOpen = blockers.length === 0;
  return [
    ...blockers.map(({ label, message, code, range }) =>
      row('blocked', 'Blocked by', label, withoutSubject(message, label), range, codeText(code)),
    ),
    ...fixes.map(fixNode),
    ...nextSteps.map((step) => ({
      ...row('step', 'Next step', NEXT_STEPS[step], ''),
      action: { kind: 'step' as const, step },
    })),
    ...group(
      verdict === 'unknown' ? 'Unknown' : 'Assumptions',
      assumptions.map((text) => row('info', '', text, '')),
      true,
    ),
    ...group(
      'From each subnet',
      subnets.map((subnet) =>
        row(subnet.verdict, VERDICTS[subnet.verdict], subnet.name, VERDICTS[subnet.verdict], subnet.range),
      ),
      true,
    ),
    ...group(
      hopsFrom === undefined ? 'Path' : `Path from ${hopsFrom}`,
      hops.map(({ label, text, allows, isUnknown, range }) => {
        const state = allows ? 'reachable' : isUnknown ? 'unknown' : 'blocked';
        return row(state, HOPS[state], label, text, range);
      }),
      isOpen,
    ),
  ];
}

function fixNode({ title, edit, range, page }: TraceFix): TraceNode {
  if (edit)
    return {
      ...row('fix', 'Fix', title, 'changes the file'),
      action: { kind: 'fix', edit, range },
    };
  if (page !== undefined)
    return {
      ...row('by-hand', 'Instead', title, 'opens the AWS documentation'),
      action: { kind: 'page', address: page },
    };
  return row('by-hand', 'Fix by hand', title, 'by hand', range);
}

/** A row that opens its line, if it has one. */
function row(
  state: RowState,
  accessibleLabel: string,
  label: string,
  text: string,
  range?: Range | undefined,
  tooltip?: string,
): TraceNode {
  const line = range && `line ${range.start.line + 1}`;
  return {
    label,
    description: [text, line].filter((part) => part).join(' · '),
    state,
    accessibleLabel,
    ...(tooltip !== undefined && { tooltip }),
    ...(range && { action: { kind: 'go', range } }),
    children: [],
  };
}

function group(title: string, rows: readonly TraceNode[], isOpen: boolean): readonly TraceNode[] {
  if (rows.length === 0) return [];
  return [{ ...row('group', '', title, ''), children: rows, isCollapsed: !isOpen }];
}

/** The sentence without its subject, which is the label before it, and without its full stop. */
function withoutSubject(sentence: string, subject: string): string {
  const rest = sentence.startsWith(`${subject} `) ? sentence.slice(subject.length + 1) : sentence;
  return rest.replace(/\.$/, '');
}

function codeText(code: string | null): string | undefined {
  return code === null ? undefined : `VPC Reachability Analyzer calls this ${code}.`;
}

/** The answer as text for a message or a ticket. */
export function traceText(title: string, nodes: readonly TraceNode[]): string {
  const lines = (node: TraceNode, depth: number): string[] => {
    const mark = MARKS[node.state];
    const own = `${'  '.repeat(depth)}${mark === '' ? '' : `${mark} `}${nodeText(node)}`;
    return [own, ...node.children.flatMap((child) => lines(child, depth + 1))];
  };
  // A next step is an action, not a part of the answer.
  const isAnswer = ({ state }: TraceNode) => state !== 'step';
  const answers = nodes.map((node) => ({ ...node, children: node.children.filter(isAnswer) }));
  return `${[title, ...answers.flatMap((node) => lines(node, 0))].join('\n')}\n`;
}

/** A row without what its action does, but with the address of a page that it opens. */
function nodeText({ label, description, action }: TraceNode): string {
  if (action?.kind === 'fix') return label;
  const more = action?.kind === 'page' ? action.address : description;
  return more === '' ? label : `${label}: ${more}`;
}

const VERDICTS: Readonly<Record<ReachVerdict, string>> = {
  reachable: 'Reachable',
  partial: 'Sometimes reachable',
  blocked: 'Not reachable',
  unknown: 'Unknown',
};

const HOPS = { reachable: 'Allows', blocked: 'Blocks', unknown: 'Unknown' } as const;

const MARKS: Readonly<Record<RowState, string>> = {
  reachable: '✓',
  partial: '~',
  blocked: '✗',
  unknown: '?',
  fix: 'Fix:',
  'by-hand': 'By hand:',
  info: '-',
  group: '',
  step: '',
};

const NEXT_STEPS = {
  inventory: 'Copy AWS CLI commands for an inventory',
  parameters: 'Choose a parameter file…',
} as const;

/** The first row with a line. */
export function nodeAtLine(roots: readonly TraceNode[], line: number): TraceNode | undefined {
  return roots
    .flatMap(nodesBelow)
    .find(({ action }) => action?.kind === 'go' && action.range.start.line === line);
}

/** The row above each row that is not a root. */
export function parentsOf(roots: readonly TraceNode[]): ReadonlyMap<TraceNode, TraceNode> {
  return new Map(
    roots.flatMap(nodesBelow).flatMap((node) => node.children.map((child) => [child, node] as const)),
  );
}

function nodesBelow(node: TraceNode): readonly TraceNode[] {
  return [node, ...node.children.flatMap(nodesBelow)];
}

/** The question in the opposite direction; the port of the question was the destination's. */
export function reversed({ uri, from, to, protocol }: TraceRequest): TraceRequest {
  return { uri, from: to, to: from, ...(protocol && { protocol }) };
}
