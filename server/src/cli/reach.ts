import { type Command, Option } from 'commander';
import { printable, printableJson } from '../escape/printable.ts';
import {
  type Analysis,
  clauseOf,
  fixOf,
  placeInFile,
  predicateOf,
  type ReachAnswer,
  reachIn,
  scenarioOfAnswer,
  sentenceOf,
  trafficOfAnswer,
} from '../languageService.ts';
import { positionAt } from '../syntax/span.ts';
import { INVENTORY_HELP } from './check/inventoriesFor.ts';
import { ArgumentError } from './input/argumentError.ts';
import { analyzeOne, unknownParameters, unreadIn } from './input/oneFile.ts';
import { parameterFileOption, parameterOption } from './input/parameters.ts';
import { whatDecides } from './input/whatDecides.ts';
import { couldNot, type Result } from './result.ts';

type BlockerJson = ReachAnswer['blockedBy'][number];

export interface ReachOptions {
  readonly from: string;
  readonly to: string;
  readonly port?: number;
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  readonly ipv6?: true;
  readonly parameter: ReadonlyMap<string, string>;
  readonly parameterFile: readonly string[];
  readonly inventory?: string;
  readonly format: 'text' | 'json';
}

/** Adds `vpc-lens reach` to the program. */
export function registerReach(program: Command, cwd: string, finish: (result: Result) => void): void {
  program
    .command('reach')
    .description('Check whether one resource can reach another, and what blocks it.')
    .argument('<FILE>', 'a CloudFormation template, Zappa settings or a file of an inventory')
    .requiredOption('--from <SOURCE>', 'a logical id, a Zappa stage, an address, a CIDR block or "internet"')
    .requiredOption('--to <DESTINATION>', 'the same, or an AWS service such as s3 or secretsmanager')
    .addOption(
      new Option('--port <N>', "destination port (default: the destination's own, otherwise 443)").argParser(
        readPort,
      ),
    )
    .addOption(new Option('--protocol <PROTOCOL>', 'protocol').choices(['tcp', 'udp', 'icmp']).default('tcp'))
    .option('--ipv6', 'use IPv6 (implied by an IPv6 address)')
    .addOption(parameterOption())
    .addOption(parameterFileOption())
    .option('--inventory <FILE>', INVENTORY_HELP)
    .addOption(new Option('--format <FORMAT>', 'output format').choices(['text', 'json']).default('text'))
    .addHelpText('after', MORE)
    .action((file: string, options: ReachOptions) => finish(runReach(file, options, cwd)));
}

const MORE = `
Examples:
  vpc-lens reach template.yaml --from AppFunction --to Database
  vpc-lens reach template.yaml --from AppFunction --to s3 --parameter UseNat=false
  vpc-lens reach zappa_settings.json --from production --to internet --format json

Exit status: 0 reachable in every case, 1 blocked, partial or unknown, 2 the question could not be answered.
`;

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new ArgumentError(`--port must be a number from 0 to 65535, not "${text}".`);
  return port;
}

/** Answers one question; never throws for anything that a user can write. */
export function runReach(name: string, options: ReachOptions, cwd: string): Result {
  const read = analyzeOne(name, options, cwd);
  if ('problem' in read) return couldNot(read.problem);
  const { analysis } = read;
  if (!analysis) return couldNot(`${name} is not a Zappa settings file or a CloudFormation template.`);
  const unread = unreadIn(name, analysis);
  if (unread !== undefined) return couldNot(unread);
  const stderr = [...read.notes, ...unknownParameters(analysis, options)].map((note) => `${note}\n`).join('');
  const { from, to, protocol, port, ipv6 } = options;
  const result = reachIn(analysis, {
    from,
    to,
    protocol,
    ...(port !== undefined && { port }),
    ...(ipv6 && { ipv6 }),
  });
  if (result.kind === 'refused') return couldNot(result.sentence);
  const { answers } = result;
  const status = answers.every(({ verdict }) => verdict === 'reachable') ? 0 : 1;
  if (options.format === 'json') {
    const objects = answers.map((answer) => asJson(answer, options, analysis));
    return {
      status,
      stdout: `${printableJson(objects.length === 1 ? objects[0] : objects)}\n`,
      stderr,
    };
  }
  return {
    status,
    stdout: printable(answers.map((answer) => asText(answer, options, analysis)).join('\n')),
    stderr,
  };
}

type Placed = Parameters<typeof placeInFile>[0];

/** 1-based; undefined for an object that is only in the inventory. */
function lineOf(one: Placed, { network }: ReachAnswer, { lines }: Analysis): number | undefined {
  const at = placeInFile(one, network);
  // The internet, services and addresses have no position.
  return at && at.end > 0 ? positionAt(lines, at.start).line + 1 : undefined;
}

/** The shape is a contract, since other programs read it. */
function asJson(answer: ReachAnswer, { from, to }: ReachOptions, analysis: Analysis): object {
  const line = (one: Placed) => lineOf(one, answer, analysis) ?? null;
  return {
    from,
    to,
    protocol: answer.protocol,
    port: answer.port ?? null,
    verdict: answer.verdict,
    pairs: answer.pairs,
    hops: answer.hops.map(({ at, isUnknown: _, why: __, ...hop }) => ({
      ...hop,
      line: line({ ...hop, at }),
    })),
    blockedBy: answer.blockedBy.map((blocker) => ({
      code: blocker.code,
      resource: blocker.resource,
      line: line(blocker),
      message: sentenceOf(blocker.reason),
      fix: fixOf(blocker, answer.network, analysis).title,
    })),
    assumptions: answer.assumptions,
    ...(answer.behind.length > 0 && { behind: answer.behind }),
    scenario: answer.scenario,
  };
}

function asText(answer: ReachAnswer, { from, to }: ReachOptions, analysis: Analysis): string {
  const line = (one: Placed) => {
    const number = lineOf(one, answer, analysis);
    if (number !== undefined) return `line ${number}`;
    return one.at.end === 0 ? '' : 'inventory';
  };
  const when = scenarioOfAnswer(answer);
  const lines = [
    `${from} → ${to}  ${trafficOfAnswer(answer)}  ${answer.verdict}${when === '' ? '' : `  ${when}`}`,
  ];
  const fixLine = (blocker: BlockerJson) => {
    const { title } = fixOf(blocker, answer.network, analysis);
    const code = blocker.code === null ? '' : `  (Reachability Analyzer: ${blocker.code})`;
    return `      fix: ${title}${code}`;
  };
  const hops = hopsWithBlockers(answer);
  lines.push(...hopLines(hops, line, fixLine));
  if (answer.pairs.length > 1 && new Set(answer.pairs.map(({ verdict }) => verdict)).size > 1) {
    for (const pair of answer.pairs) lines.push(`  ${pair.from ?? from} → ${pair.to ?? to}: ${pair.verdict}`);
  }
  for (const blocker of answer.blockedBy) {
    if (hops.some((one) => one.blocker === blocker)) continue;
    lines.push(`  ✗ ${clauseOf(blocker.reason)}  ${line(blocker)}`, fixLine(blocker));
  }
  for (const one of answer.behind) {
    const why = one.why.length > 0 ? `: ${one.why.join('; ')}` : '';
    lines.push(`  then ${one.from} → ${one.to}  ${trafficOfAnswer(one)}  ${one.verdict}${why}`);
  }
  if (answer.assumptions.length > 0) {
    lines.push(`${answer.verdict === 'unknown' ? 'Unknown' : 'Assumes'}: ${answer.assumptions.join('; ')}.`);
  }
  const decides = answer.verdict === 'unknown' ? whatDecides(answer, analysis) : [];
  if (decides.length > 0) lines.push(`To know it, add ${decides.join(' ')}`);
  return `${lines.join('\n')}\n`;
}

interface HopWithBlocker {
  readonly hop: ReachAnswer['hops'][number];
  readonly blocker: BlockerJson | undefined;
}

/** The hops, those that do not allow the traffic with the blocker that stands for them; each blocker once. */
function hopsWithBlockers({ hops, blockedBy }: ReachAnswer): readonly HopWithBlocker[] {
  const left = new Set(blockedBy);
  return hops.map((hop) => {
    const blocker = hop.allows
      ? undefined
      : [...left].find(
          ({ resource, reason }) =>
            resource === hop.resource || predicateOf(reason, hop.resource) === hop.why,
        );
    if (blocker) left.delete(blocker);
    return { hop, blocker };
  });
}

/** A table of the hops, and below each blocked one its fix. */
function hopLines(
  hops: readonly HopWithBlocker[],
  line: (one: Placed) => string,
  fixLine: (blocker: BlockerJson) => string,
): readonly string[] {
  const rows = hops.map(({ hop, blocker }) => ({
    mark: hop.allows ? '✓' : hop.isUnknown ? '?' : '✗',
    name: hop.resource,
    text: blocker ? predicateOf(blocker.reason, hop.resource) : hopWords(hop),
    line: line(blocker ?? hop),
    fix: blocker ? [fixLine(blocker)] : [],
  }));
  const nameWidth = Math.max(0, ...rows.map(({ name }) => name.length));
  const textWidth = Math.max(0, ...rows.map(({ text }) => Math.min(text.length, WIDEST)));
  return rows.flatMap(({ mark, name, text, line: at, fix }) => [
    `  ${mark} ${name.padEnd(nameWidth)}  ${text.padEnd(textWidth)}  ${at}`.trimEnd(),
    ...fix,
  ]);
}

/** The largest width of the column of words. */
const WIDEST = 60;

function hopWords({ kind, direction, by, why, allows, isUnknown }: ReachAnswer['hops'][number]): string {
  const said = by ?? why;
  if (said !== undefined) return said;
  if (kind === 'workload' && isUnknown) return 'is what makes it unknown';
  const what = kind.replaceAll('-', ' ');
  const where =
    direction === undefined ? what : `${what}, ${direction === 'ingress' ? 'inbound' : 'outbound'}`;
  return allows ? where : `${where}: ${isUnknown ? 'unknown' : 'blocked'}`;
}
