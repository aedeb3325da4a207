import { isSubnetPrefix, reservedInAws, usableInAws } from '../../../server/src/cidr/awsSubnet.ts';
import { netmaskOf, sizeOf } from '../../../server/src/cidr/cidr.ts';
import { formatAddress, formatCidr, formatCount } from '../../../server/src/cidr/format.ts';
import { zoneLetter } from '../../../server/src/subnetPlan/allocate/tiers.ts';
import {
  type Block,
  fitsIn,
  ipv6Text,
  isSubnet,
  type Limit,
  limitsOfBlock,
  limitsOfRoot,
  PAGES,
  type Root,
  type Row,
  type SubnetPlan,
  subnetsOf,
  usableIn,
} from '../../../server/src/subnetPlan/index.ts';
import { Icon, type IconName } from '../shared/icons.tsx';
import type { KeyAction } from './grid/keyboard.ts';
import { canJoinRow, canSplitRow } from './grid/rowCan.ts';
import { cellText, count, largestText, sharesText, shortCount } from './words.ts';

interface Props {
  readonly plan: SubnetPlan;
  readonly row: Row;
  /** Notes on what is unknown in the template, for the row of its VPC. */
  readonly notes: readonly string[];
  readonly act: (action: KeyAction['does']) => void;
  readonly rootActions: {
    readonly change: () => void;
    readonly ipv6: () => void;
    readonly remove: () => void;
    readonly plan: () => void;
  };
}

/** Details of the selected row, and its actions. */
export function Details({ plan, row, notes, act, rootActions }: Props) {
  const { root, block } = row;
  const cidr = formatCidr((block ?? root).cidr);
  const facts = [
    ...(block ? blockFacts(root, block) : rootFacts(plan, row)),
    ...noteFact((block ?? root).note),
  ];
  return (
    <section class="details" aria-label="Selected block">
      <div class="details-head">
        <h2>
          {cellText(row, 'name') || cidr} <span class="quiet">{cidr}</span>
        </h2>
        <Actions row={row} act={act} rootActions={rootActions} />
      </div>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name} class="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Limits limits={block ? limitsOfBlock(root, block) : limitsOfRoot(plan, root)} notes={notes} />
    </section>
  );
}

function Actions({ row, act, rootActions }: Pick<Props, 'row' | 'act' | 'rootActions'>) {
  const { root, block, kind } = row;
  const keyButton = (title: string, does: KeyAction['does'], key: string) => (
    <button type="button" class="button-secondary" onClick={() => act(does)} title={`${title} (${key})`}>
      {title}
    </button>
  );
  const isPlanned = block && kind !== 'template';
  const isInTemplate = kind === 'template' || (!block && root.isBound);
  return (
    <div class="details-actions">
      {!block && <RootButton title="Plan subnets…" act={rootActions.plan} />}
      {canSplitRow(row) && keyButton('Split', 'split', 'S')}
      {canSplitRow(row) && keyButton('Split to…', 'splitTo', 'Shift+S')}
      {canJoinRow(row) && keyButton(kind === 'group' || kind === 'root' ? 'Join all' : 'Join', 'join', 'J')}
      {isPlanned && kind !== 'group' && keyButton(block.isGap ? 'Make free' : 'Reserve', 'gap', 'K')}
      {isPlanned && kind !== 'free' && keyButton('Clear', 'clear', 'Delete')}
      {isInTemplate && keyButton('Show in template', 'reveal', 'Ctrl+Enter')}
      {!block && !root.isBound && <RootButton title="Change block…" act={rootActions.change} />}
      {!block && root.cidr.family === 4 && <RootButton title="IPv6…" act={rootActions.ipv6} />}
      {!block && <RootButton title="Remove" act={rootActions.remove} />}
    </div>
  );
}

function RootButton({ title, act }: { readonly title: string; readonly act: () => void }) {
  return (
    <button type="button" class="button-secondary" onClick={act}>
      {title}
    </button>
  );
}

function Limits({ limits, notes }: { readonly limits: Iterable<Limit>; readonly notes: readonly string[] }) {
  const all = [...limits];
  if (all.length + notes.length === 0) return null;
  return (
    <ul class="limits">
      {all.map((limit) => (
        <li key={limit.text} class={`limit limit-${limit.kind}`}>
          <Icon name={LIMIT_ICONS[limit.kind]} />
          <span>
            {limit.text}
            {[...new Set(limit.facts.map((fact) => PAGES[fact]!))].map((page) => (
              <a key={page} class="source" href={page}>
                AWS's page
              </a>
            ))}
          </span>
        </li>
      ))}
      {notes.map((note) => (
        <li key={note} class="limit limit-note">
          <Icon name="info" />
          <span>{note}</span>
        </li>
      ))}
    </ul>
  );
}

const LIMIT_ICONS: Readonly<Record<Limit['kind'], IconName>> = {
  refused: 'error',
  trouble: 'warning',
  note: 'info',
};

type Fact = readonly [name: string, value: string];

function blockFacts(root: Root, block: Block): readonly Fact[] {
  const { cidr } = block;
  const usable = usableInAws(cidr);
  const netmask = netmaskOf(cidr);
  const place = [
    block.zone !== null && `zone ${zoneLetter(block.zone)}`,
    block.tier !== '' && `tier ${block.tier}`,
  ]
    .filter(Boolean)
    .join(', ');
  const facts: Fact[] = [];
  if (block.blocks.length > 0) {
    const sum = usableIn(block);
    const inSubnets = sum === undefined ? 'no subnets' : `${shortCount(sum)} usable addresses in its subnets`;
    facts.push(['Contains', `${count(block.blocks.length, 'block')}, ${inSubnets}`]);
  } else facts.push(['Usable', `${shortCount(usable)} of ${formatCount(sizeOf(cidr))} addresses`]);
  if (netmask) facts.push(['Netmask', formatAddress(netmask)]);
  const ipv6 = ipv6Text(root, block);
  if (ipv6 !== '') facts.push(['IPv6', ipv6]);
  if (place !== '') facts.push(['Place', place]);
  if (block.blocks.length > 0 || !isSubnetPrefix(cidr.family, cidr.prefix)) return facts;
  const kept = reservedInAws(cidr).map(
    ({ address, purpose }) => `${shortAddress(formatAddress(address))} ${purpose.split(/[;,]/)[0]}`,
  );
  facts.push(['AWS keeps', kept.join(' · ')]);
  // For a block without a plan this need not be computed.
  if (cidr.family === 4 && isSubnet(block)) {
    const fits = fitsIn(usable, cidr.prefix);
    facts.push([
      'Room for',
      fits
        .map((fit) => `${formatCount(fit.count)} ${fit.what}${fit.count === 0n ? ` (${fit.why})` : ''}`)
        .join(', or '),
    ]);
  }
  return facts;
}

function noteFact(note: string): readonly Fact[] {
  return note === '' ? [] : [['Note', note]];
}

/** .16.1 for 10.0.16.1; the whole address is shown next to it. */
function shortAddress(text: string): string {
  return text.includes(':') ? text : `.${text.split('.').slice(2).join('.')}`;
}

function rootFacts(plan: SubnetPlan, row: Row): readonly Fact[] {
  const { root } = row;
  const ipv6 = cellText(row, 'ipv6');
  const own = [...subnetsOf(plan)].filter((one) => one.root === root).map(({ block }) => block);
  const there = own.filter(({ resource }) => resource !== null).length;
  const planned = own.length - there;
  return [
    ['Size', `${formatCount(sizeOf(root.cidr))} addresses, ${sharesText(root)}${largestText(root)}`],
    ...(ipv6 === '' ? [] : [['IPv6', ipv6] as const]),
    [
      'Subnets',
      there > 0
        ? `${count(there, 'subnet')} in the template, ${planned === 0 ? 'none' : formatCount(BigInt(planned))} planned`
        : planned === 0
          ? 'no subnets'
          : `${count(planned, 'subnet')} planned`,
    ],
  ];
}
