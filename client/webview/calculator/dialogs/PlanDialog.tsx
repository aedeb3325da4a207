import { useMemo, useState } from 'preact/hooks';
import { SUBNET_PREFIXES, usableInAws } from '../../../../server/src/cidr/awsSubnet.ts';
import { formatCidr, formatCount } from '../../../../server/src/cidr/format.ts';
import { logicalIdFor } from '../../../../server/src/subnetPlan/allocate/template.ts';
import {
  findBlock,
  type NeedOutcome,
  planByHosts,
  planByTiers,
  type SubnetPlan,
  setZones,
} from '../../../../server/src/subnetPlan/index.ts';
import { largestText, sharesText, shortCount } from '../words.ts';
import { firstTiers, type TierRow } from './firstTiers.ts';
import { Modal } from './Modal.tsx';

interface Props {
  readonly plan: SubnetPlan;
  readonly at: string;
  readonly by: 'tiers' | 'hosts';
  readonly done: (outcome: NeedOutcome) => void;
  readonly close: () => void;
}

const FIRST_HOSTS: readonly TierRow[] = [
  { name: 'app', size: '500' },
  { name: 'database', size: '50' },
];

/** Plans by need, with a live preview. */
export function PlanDialog({ plan, at, by: first, done, close }: Props) {
  const [by, setBy] = useState(first);
  const [key, setKey] = useState(findBlock(plan, at)?.root.id ?? at);
  const [zones, setZoneCount] = useState(plan.zones);
  const [tiers, setTiers] = useState(() => firstTiers(plan));
  const [hosts, setHosts] = useState(FIRST_HOSTS);
  const outcome = useMemo(
    () => outcomeOf(plan, key, by, zones, tiers, hosts),
    [plan, key, by, zones, tiers, hosts],
  );
  const lines = by === 'tiers' ? tiers : hosts;
  const setLines = by === 'tiers' ? setTiers : setHosts;
  const setLine = (index: number, change: Partial<TierRow>) =>
    setLines(lines.map((line, other) => (other === index ? { ...line, ...change } : line)));
  const found = findBlock(plan, at);
  const places = plan.roots.map((root) => ({ key: root.id, title: `${root.vpc} ${formatCidr(root.cidr)}` }));
  if (found?.kind === 'block')
    places.push({
      key: at,
      title: `${found.block.name || 'Selected block'} ${formatCidr(found.block.cidr)}`,
    });
  const family = found?.root.cidr.family ?? 4;
  const { largest, smallest, step } = SUBNET_PREFIXES[family];
  const prefixes = Array.from(
    { length: (smallest - largest) / step + 1 },
    (_, index) => smallest - index * step,
  );
  return (
    <Modal
      title="Plan subnets"
      action="Plan"
      isReady={outcome.kind === 'done'}
      act={() => done(outcome)}
      close={close}
    >
      <div class="choice" role="radiogroup" aria-label="Plan by">
        <label>
          <input type="radio" name="by" checked={by === 'tiers'} onChange={() => setBy('tiers')} /> Tiers over
          zones
        </label>
        <label>
          <input type="radio" name="by" checked={by === 'hosts'} onChange={() => setBy('hosts')} /> By number
          of hosts
        </label>
      </div>
      <div class="fields">
        <label>
          In
          <select value={key} onChange={(event) => setKey(event.currentTarget.value)}>
            {places.map((place) => (
              <option key={place.key} value={place.key}>
                {place.title}
              </option>
            ))}
          </select>
        </label>
        {by === 'tiers' && (
          <label>
            Zones
            <input
              type="number"
              min="1"
              max="26"
              value={zones}
              onInput={(event) => setZoneCount(event.currentTarget.valueAsNumber)}
            />
          </label>
        )}
      </div>
      <table class="need">
        <thead>
          <tr>
            <th scope="col">{by === 'tiers' ? 'Tier' : 'Subnet'}</th>
            <th scope="col">{by === 'tiers' ? 'Each subnet' : 'Hosts'}</th>
            <th scope="col">
              <span class="sr-only">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={index}>
              <td>
                <input
                  type="text"
                  aria-label={`Name ${index + 1}`}
                  maxLength={60}
                  value={line.name}
                  onInput={(event) => setLine(index, { name: event.currentTarget.value })}
                />
              </td>
              <td>
                {by === 'tiers' ? (
                  <select
                    aria-label={`Size of ${line.name}`}
                    value={line.size}
                    onChange={(event) => setLine(index, { size: event.currentTarget.value })}
                  >
                    <option value="">automatic</option>
                    {prefixes.map((prefix) => (
                      <option key={prefix} value={String(prefix)}>
                        /{prefix} ({shortCount(usableInAws({ kind: 'cidr', family, base: 0n, prefix }))}{' '}
                        usable)
                      </option>
                    ))}
                  </select>
                ) : (
                  <input
                    type="number"
                    min="1"
                    aria-label={`Hosts of ${line.name}`}
                    value={line.size}
                    onInput={(event) => setLine(index, { size: event.currentTarget.value })}
                  />
                )}
              </td>
              <td>
                <button
                  type="button"
                  class="link"
                  aria-label={`Remove ${line.name}`}
                  onClick={() => setLines(lines.filter((_, other) => other !== index))}
                >
                  Remove
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button
        type="button"
        class="link"
        onClick={() => setLines([...lines, { name: '', size: by === 'tiers' ? '' : '50' }])}
      >
        Add {by === 'tiers' ? 'a tier' : 'a subnet'}
      </button>
      <div class="preview" aria-live="polite">
        <Preview
          outcome={outcome}
          root={key.split(' ')[0]!}
          isBound={findBlock(plan, key)?.root.isBound === true}
        />
      </div>
    </Modal>
  );
}

function outcomeOf(
  plan: SubnetPlan,
  key: string,
  by: 'tiers' | 'hosts',
  zones: number,
  tiers: readonly TierRow[],
  hosts: readonly TierRow[],
): NeedOutcome {
  const lines = by === 'tiers' ? tiers : hosts;
  const nameless = lines.findIndex(({ name }) => name.trim() === '');
  if (nameless >= 0) return { kind: 'refused', message: `Row ${nameless + 1} has no name.` };
  const names = lines.map(({ name }) => name.trim());
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) return { kind: 'refused', message: `${twice} is listed twice.` };
  if (by === 'hosts')
    return planByHosts(
      plan,
      key,
      lines.map(({ size }, index) => ({ name: names[index]!, hosts: Number(size) })),
    );
  const zoned = zones === plan.zones ? undefined : setZones(plan, zones);
  if (zoned?.kind === 'refused') return zoned;
  const wanted = lines.map(({ size }, index) => ({
    name: names[index]!,
    ...(size !== '' && { prefix: Number(size) }),
  }));
  return planByTiers(zoned?.plan ?? plan, key, wanted);
}

/** The number of names in a preview; more would push the buttons off the screen. */
const NAMED = 12;

interface PreviewProps {
  readonly outcome: NeedOutcome;
  readonly root: string;
  /** Subnets of a template are written with logical ids. */
  readonly isBound: boolean;
}

function Preview({ outcome, root: id, isBound }: PreviewProps) {
  if (outcome.kind === 'refused') return <p class="error">{outcome.message}</p>;
  const { blocks, spare } = outcome.preview!;
  const root = outcome.plan.roots.find((one) => one.id === id)!;
  return (
    <>
      <table class="preview-list">
        <tbody>
          {blocks.slice(0, NAMED).map(({ name, cidr }) => (
            <tr key={name}>
              <td>{isBound ? logicalIdFor(name) : name}</td>
              <td>
                <code>{formatCidr(cidr)}</code>
              </td>
              <td class="number">{shortCount(usableInAws(cidr))} usable</td>
            </tr>
          ))}
        </tbody>
      </table>
      {blocks.length > NAMED && <p>and {formatCount(BigInt(blocks.length - NAMED))} more</p>}
      <p>
        {formatCidr(root.cidr)} with them: {sharesText(root)}
        {largestText(root)}.
        {spare !== null && spare > 0n && ` ${formatCount(spare)} more than asked for are usable.`}
      </p>
    </>
  );
}
