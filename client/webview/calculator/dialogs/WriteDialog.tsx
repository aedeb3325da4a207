import { useEffect, useState } from 'preact/hooks';
import { formatCidr } from '../../../../server/src/cidr/format.ts';
import { zoneLetter } from '../../../../server/src/subnetPlan/allocate/tiers.ts';
import {
  type Block,
  insertable,
  ipv6Text,
  type Root,
  replacementText,
  type SubnetPlan,
  updatesOf,
} from '../../../../server/src/subnetPlan/index.ts';
import { Icon } from '../../shared/icons.tsx';
import type { BoundTemplate, Preview, SubnetsToWrite } from '../messages.ts';
import { count } from '../words.ts';
import { Modal } from './Modal.tsx';

interface Props {
  readonly plan: SubnetPlan;
  readonly vpc: string;
  readonly template: BoundTemplate | null;
  readonly preview: Preview | null;
  /** Asks for the preview of a request. */
  readonly ask: (request: SubnetsToWrite) => void;
  readonly write: (request: SubnetsToWrite) => void;
  readonly close: () => void;
}

/** The route tables that are chosen, by tier; without an entry it is the one that clearly is the tier's. */
type Tables = Readonly<Record<string, string | null>>;

/** Shows what will be written into the template, and what AWS will replace. */
export function WriteDialog({ plan, vpc, template, preview, ask, write, close }: Props) {
  const [form, setForm] = useState<'literal' | 'select'>('literal');
  const [tables, setTables] = useState<Tables>({});
  const blocks = insertable(plan, vpc);
  const updates = updatesOf(plan).filter(({ root }) => root.vpc === vpc);
  const root = plan.roots.find((one) => one.isBound && one.vpc === vpc);
  const version = template?.version ?? 0;
  const request: SubnetsToWrite = {
    version,
    vpc,
    form,
    subnets: blocks.map(({ name, cidr, zone, tier, ipv6 }) => ({
      name,
      cidr: formatCidr(cidr),
      zone,
      tier,
      ipv6: root?.ipv6 ? ipv6 : null,
      ...(tables[tier] !== undefined && { routeTable: tables[tier] }),
    })),
    updates: updates.map(({ block: { cidr, zone, resource }, replacedFor }) => ({
      id: resource!.id,
      ...(replacedFor.includes('block') && { cidr: formatCidr(cidr) }),
      ...(replacedFor.includes('zone') && zone !== null && { zone }),
    })),
  };
  useEffect(() => {
    // The subnets that change are listed below; their new values alone would say nothing.
    if (blocks.length > 0) ask({ ...request, updates: [] });
  }, [form, tables, version]);
  const refused = preview && 'refused' in preview ? preview.refused : undefined;
  const isSlice = blocks.length > 0 && new Set(blocks.map(({ cidr }) => cidr.prefix)).size === 1;
  return (
    <Modal
      title={`Write into ${template?.name ?? 'the template'}`}
      action={updates.length > 0 ? 'Write and replace' : 'Insert'}
      isReady={refused === undefined}
      act={() => write(request)}
      close={close}
      isWide
    >
      {blocks.length > 0 && (
        <>
          <p>
            {count(blocks.length, 'subnet')} of {vpc}, as one edit that the editor can undo:
          </p>
          <NewSubnets blocks={blocks} root={root} preview={preview} />
          <RouteTables
            tiers={[...new Set(blocks.map(({ tier }) => tier))]}
            known={template?.vpcs.find(({ id }) => id === vpc)?.routeTables ?? []}
            tables={tables}
            choose={(tier, table) => {
              const { [tier]: _, ...others } = tables;
              setTables(table === undefined ? others : { ...others, [tier]: table });
            }}
          />
          <div class="choice column" role="radiogroup" aria-label="How the blocks are written">
            <label>
              <input
                type="radio"
                name="form"
                data-first
                checked={form === 'literal'}
                onChange={() => setForm('literal')}
              />
              <span>
                As blocks: <code>{formatCidr(blocks[0]!.cidr)}</code>
              </span>
            </label>
            <label class={isSlice ? '' : 'quiet'}>
              <input
                type="radio"
                name="form"
                disabled={!isSlice}
                checked={form === 'select'}
                onChange={() => setForm('select')}
              />
              <span>
                As parts of the VPC's block: <code>!Select [n, !Cidr […]]</code>
                {!isSlice && ' (only for subnets of one size)'}
              </span>
            </label>
          </div>
          {refused !== undefined && <p class="error">{refused}</p>}
          {preview && 'text' in preview && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
            <pre class="write-text" tabIndex={0} role="region" aria-label="Text to insert">
              {preview.text}
            </pre>
          )}
        </>
      )}
      {updates.map((update) => (
        <p key={update.block.resource!.id} class="limit limit-trouble">
          <Icon name="warning" />
          <span>{replacementText(update)}</span>
        </p>
      ))}
    </Modal>
  );
}

interface NewSubnetsProps {
  readonly blocks: readonly Block[];
  readonly root: Root | undefined;
  readonly preview: Preview | null;
}

/** The subnets by the names that they get in the template. */
function NewSubnets({ blocks, root, preview }: NewSubnetsProps) {
  const written = preview && 'subnets' in preview ? preview.subnets : [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <div class="write-list" tabIndex={0} role="region" aria-label="Subnets to insert">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Block</th>
            <th scope="col">Zone</th>
            {root?.ipv6 && <th scope="col">IPv6</th>}
            <th scope="col">Route table</th>
          </tr>
        </thead>
        <tbody>
          {blocks.map((block, index) => (
            <tr key={formatCidr(block.cidr)}>
              <td>{written[index]?.id ?? block.name}</td>
              <td>
                <code>{formatCidr(block.cidr)}</code>
              </td>
              <td>{block.zone === null ? '–' : zoneLetter(block.zone)}</td>
              {root?.ipv6 && <td>{ipv6Text(root, block)}</td>}
              <td>{written[index] && (written[index].routeTable ?? 'main')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RouteTablesProps {
  readonly tiers: readonly string[];
  readonly known: readonly string[];
  readonly tables: Tables;
  readonly choose: (tier: string, table: string | null | undefined) => void;
}

/** Asks for the route table of each tier. */
function RouteTables({ tiers, known, tables, choose }: RouteTablesProps) {
  if (known.length === 0) return null;
  // A logical id has only letters and digits, so these two are none.
  const [AUTOMATIC, MAIN] = ['-', '--'];
  return (
    <div class="fields write-tables">
      {tiers.map((tier) => (
        <label key={tier}>
          Route table{tier === '' ? '' : ` of ${tier}`}
          <select
            value={tables[tier] === undefined ? AUTOMATIC : (tables[tier] ?? MAIN)}
            onChange={({ currentTarget: { value } }) =>
              choose(tier, value === AUTOMATIC ? undefined : value === MAIN ? null : value)
            }
          >
            <option value={AUTOMATIC}>by the tier's name</option>
            {known.map((id) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
            <option value={MAIN}>main route table</option>
          </select>
        </label>
      ))}
    </div>
  );
}
