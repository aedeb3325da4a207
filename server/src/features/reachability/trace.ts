import type { Analysis } from '../../analysis.ts';
import { parseCidr } from '../../cidr/parse.ts';
import type { Trace, TraceAnswer, TraceFix, TraceRequest, TraceSubnet } from '../../protocol.ts';
import type { Blocker } from '../../reach/question.ts';
import type { TextEdit } from '../../syntax/edit.ts';
import { sentenceOf } from '../../wording/blockers.ts';
import { listed } from '../../wording/listed.ts';
import { chosenMap } from '../map/shownMap.ts';
import { rangeOf } from '../ranges.ts';
import { type DocumentVersion, workspaceEdit } from '../workspaceEdit.ts';
import { hopText } from './hopText.ts';
import { fixOf, placeInFile, type ReachAnswer, reachIn, wholeFixOf } from './reachability.ts';
import { partyText, scenarioOfAnswer, subnetVerdicts, throughText, trafficOfAnswer } from './reachWords.ts';

/** An answer as an editor shows it: the blockers, the edits that remove them, and every hop with its line. */
export function traceOf(analysis: Analysis, request: TraceRequest, document: DocumentVersion): Trace {
  const { from, to, protocol = 'tcp', port, scenario } = request;
  const shown = scenario === undefined ? undefined : chosenMap(analysis, scenario)?.scenarios;
  const result = reachIn(analysis, { from, to, protocol, ...(port !== undefined && { port }) }, shown);
  if (result.kind === 'refused') return { sentence: result.sentence, answers: [] };
  const answers = result.answers.toSorted((a, b) => ORDER[a.verdict] - ORDER[b.verdict]);
  return { answers: answers.map((answer) => asTrace(answer, request, analysis, document)) };
}

/** Failures come first. */
const ORDER = { blocked: 0, partial: 1, unknown: 2, reachable: 3 } as const;

function asTrace(
  answer: ReachAnswer,
  { from, to }: TraceRequest,
  analysis: Analysis,
  document: DocumentVersion,
): TraceAnswer {
  const when = scenarioOfAnswer(answer);
  const subnets = subnetsOf(answer, analysis);
  const first = answer.pairs.find(({ verdict }) => verdict !== 'reachable')?.from;
  return {
    title: `${from} → ${to}, ${trafficOfAnswer(answer)}${when === '' ? '' : `, ${when}`}`,
    traffic: trafficOfAnswer(answer),
    verdict: answer.verdict,
    summary: `${summaryOf(answer, from, to)}${when === '' ? '' : ` ${when}`}`,
    blockers: answer.blockedBy.map((blocker) => ({
      label: blocker.resource,
      message: sentenceOf(blocker.reason),
      code: blocker.code,
      ...placed(blocker, answer, analysis),
    })),
    fixes: traceFixes(answer, analysis, document),
    hops: answer.hops.map((hop) => ({
      label: hop.resource,
      text: hopText(hop),
      allows: hop.allows,
      ...(hop.isUnknown && { isUnknown: true }),
      ...placed(hop, answer, analysis),
    })),
    ...(subnets.length > 0 && typeof first === 'string' && { hopsFrom: first }),
    subnets,
    assumptions: [
      ...answer.behind.map(
        (one) =>
          `from ${one.from} to ${one.to} on ${trafficOfAnswer(one)}: ${one.verdict}${one.why.length > 0 ? `: ${one.why.join('; ')}` : ''}`,
      ),
      ...answer.assumptions,
    ],
    nextSteps: answer.verdict === 'unknown' ? nextSteps(analysis) : [],
  };
}

/** An AWS id in the text refers to an object that an inventory can describe. */
function nextSteps({ content, inventory, tree }: Analysis): TraceAnswer['nextSteps'] {
  const lacksInventory = !inventory && /\b(?:subnet|sg|vpc|rtb|nat|igw)-[0-9a-f]{8}/.test(tree.text);
  const hasParameters = content.kind === 'template' && content.template.parameters.size > 0;
  return [
    ...(lacksInventory ? ['inventory' as const] : []),
    ...(hasParameters ? ['parameters' as const] : []),
  ];
}

/** Undefined for an object that is only in the inventory. */
function placed(one: Parameters<typeof placeInFile>[0], { network }: ReachAnswer, { lines }: Analysis) {
  const at = placeInFile(one, network);
  return at && { range: rangeOf(lines, at) };
}

function traceFixes(answer: ReachAnswer, analysis: Analysis, document: DocumentVersion): readonly TraceFix[] {
  const { blockedBy, network } = answer;
  const asFix = (title: string, edits: readonly TextEdit[] | undefined, blocker: Blocker): TraceFix => ({
    title,
    ...placed(blocker, answer, analysis),
    ...(blocker.change.kind === 'other' && blocker.change.page && { page: blocker.change.page }),
    ...(edits && { edit: workspaceEdit(analysis.lines, edits, document) }),
  });
  const whole = blockedBy.some(allowsEveryone) ? undefined : wholeFixOf(blockedBy, network, analysis);
  return [
    ...(whole ? [asFix(whole.title, whole.edits, blockedBy[0]!)] : []),
    ...blockedBy.map((blocker) => {
      const { title, edits } = fixOf(blocker, network, analysis);
      return asFix(title, allowsEveryone(blocker) ? undefined : edits, blocker);
    }),
  ];
}

/** A rule for the whole internet is not offered as a fix; it has to be written deliberately. */
function allowsEveryone({ change }: Blocker): boolean {
  if (change.kind !== 'allow-in-group' || change.direction !== 'ingress' || 'group' in change.peer)
    return false;
  const cidr = parseCidr(change.peer.cidr);
  return cidr.kind === 'cidr' && cidr.prefix === 0;
}

function subnetsOf(answer: ReachAnswer, analysis: Analysis): readonly TraceSubnet[] {
  const verdicts = subnetVerdicts(answer);
  if (new Set(verdicts.values()).size < 2) return [];
  return [...verdicts]
    .toSorted(([, a], [, b]) => ORDER[a] - ORDER[b])
    .map(([name, verdict]): TraceSubnet => {
      const subnet = answer.network.subnets.get(name);
      return {
        name,
        verdict,
        ...(subnet && placed({ resource: subnet.id, at: subnet.at }, answer, analysis)),
      };
    });
}

function summaryOf(answer: ReachAnswer, from: string, to: string): string {
  const [source, destination] = [partyText(from, 'first'), partyText(to)];
  switch (answer.verdict) {
    case 'reachable': {
      const through = throughText(answer);
      return `${source} reaches ${destination}${through === undefined ? '' : ` through ${through}`}`;
    }
    case 'blocked':
      return `${source} cannot reach ${destination}`;
    case 'partial': {
      const verdicts = [...subnetVerdicts(answer)];
      const named = (wanted: string) =>
        verdicts.filter(([, verdict]) => verdict === wanted).map(([name]) => name);
      const [working, failing] = [named('reachable'), named('blocked')];
      return working.length > 0 && failing.length > 0 && working.length + failing.length === verdicts.length
        ? `${source} reaches ${destination} from ${listed(working)} but not from ${listed(failing)}`
        : `${source} does not always reach ${destination}`;
    }
    case 'unknown':
      return `Unknown whether ${partyText(from)} reaches ${destination}`;
  }
}
