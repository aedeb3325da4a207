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
  const { root, block, kind } = row;
  const limits = [...(block ? limitsOfBlock(root, block) : limitsOfRoot(plan, root))];
  const button = (title: string, does: KeyAction['does'], key: string) => (
    <button type="button" class="button-secondary" onClick={() => act(does)} title={`${title} (${key})`}>
      {title}
    </button>
  );
  return (
    <section class="details" aria-label="Selected block">
      <div class="details-head">
        <h2>
          {cellText(row, 'name') || formatCidr((block ?? root).cidr)}{' '}
          <span class="quiet">{formatCidr((block ?? root).cidr)}</span>
        </h2>
        <div class="details-actions">
          {!block && (
            <button type="button" class="button-secondary" onClick={rootActions.plan}>
              Plan subnets…
            </button>
          )}
          {canSplitRow(row) && button('Split', 'split', 'S')}
          {canSplitRow(row) && button('Split to…', 'splitTo', 'Shift+S')}
          {canJoinRow(row) && button(kind === 'group' || kind === 'root' ? 'Join all' : 'Join', 'join', 'J')}
          {block &&
            kind !== 'group' &&
            kind !== 'template' &&
            button(block.isGap ? 'Make free' : 'Reserve', 'gap', 'K')}
          {block && kind !== 'free' && kind !== 'template' && button('Clear', 'clear', 'Delete')}
          {(kind === 'template' || (!block && root.isBound)) &&
            button('Show in Template', 'reveal', 'Ctrl+Enter')}
          {!block && !root.isBound && (
            <button type="button" class="button-secondary" onClick={rootActions.change}>
              Change block…
            </button>
          )}
          {!block && root.cidr.family === 4 && (
            <button type="button" class="button-secondary" onClick={rootActions.ipv6}>
              IPv6…
            </button>
          )}
          {!block && (
            <button type="button" class="button-secondary" onClick={rootActions.remove}>
              Remove
            </button>
          )}
        </div>
      </div>
      <dl class="facts">
        {[...(block ? blockFacts(root, block) : rootFacts(plan, row)), ...noteFact((block ?? root).note)].map(
          ([name, value]) => (
            <div key={name} class="fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {limits.length + notes.length > 0 && (
        <ul class="limits">
          {limits.map((limit) => (
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
      )}
    </section>
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
