import { useState } from 'preact/hooks';
import { formatCidr } from '../../../../server/src/cidr/format.ts';
import type { UpdatedSubnet, WantedSubnet } from '../../../../server/src/protocol.ts';
import { zoneLetter } from '../../../../server/src/subnetPlan/allocate/tiers.ts';
import {
  insertable,
  ipv6Text,
  replacementText,
  type SubnetPlan,
  updatesOf,
} from '../../../../server/src/subnetPlan/index.ts';
import { Icon } from '../icons.tsx';
import { count } from '../words.ts';
import { Modal } from './Modal.tsx';

export interface WriteRequest {
  readonly vpc: string;
  readonly subnets: readonly WantedSubnet[];
  readonly updates: readonly UpdatedSubnet[];
  readonly form: 'literal' | 'select';
}

interface Props {
  readonly plan: SubnetPlan;
  readonly vpc: string;
  readonly name: string;
  readonly write: (request: WriteRequest) => void;
  readonly close: () => void;
}

/** Previews what will be written to the template, and what AWS will replace. */
export function WriteDialog({ plan, vpc, name, write, close }: Props) {
  const [form, setForm] = useState<'literal' | 'select'>('literal');
  const blocks = insertable(plan, vpc);
  const updates = updatesOf(plan).filter(({ root }) => root.vpc === vpc);
  const root = plan.roots.find((one) => one.isBound && one.vpc === vpc);
  const isSlice = blocks.length > 0 && new Set(blocks.map(({ cidr }) => cidr.prefix)).size === 1;
  const request: WriteRequest = {
    vpc,
    form,
    subnets: blocks.map(({ name, cidr, zone, tier, ipv6 }) => ({
      name,
      cidr: formatCidr(cidr),
      zone,
      tier,
      ipv6: root?.ipv6 ? ipv6 : null,
    })),
    updates: updates.map(({ block: { cidr, zone, resource }, replacedFor }) => ({
      id: resource!.id,
      ...(replacedFor.includes('block') && { cidr: formatCidr(cidr) }),
      ...(replacedFor.includes('zone') && zone !== null && { zone }),
    })),
  };
  return (
    <Modal
      title={`Write into ${name}`}
      action={updates.length > 0 ? 'Write and replace' : 'Insert'}
      act={() => write(request)}
      close={close}
    >
      {blocks.length > 0 && (
        <>
          <p>
            {count(blocks.length, 'subnet')} of {vpc}, as one edit that the editor can undo:
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard. */}
          <div class="write-list" tabIndex={0} role="region" aria-label="Subnets to insert">
            <table>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Block</th>
                  <th scope="col">Zone</th>
                  {root?.ipv6 && <th scope="col">IPv6</th>}
                </tr>
              </thead>
              <tbody>
                {blocks.map((block) => (
                  <tr key={formatCidr(block.cidr)}>
                    <td>{block.name}</td>
                    <td>
                      <code>{formatCidr(block.cidr)}</code>
                    </td>
                    <td>{block.zone === null ? '–' : zoneLetter(block.zone)}</td>
                    {root?.ipv6 && <td>{ipv6Text(root, block)}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
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
                {!isSlice && ', which takes subnets of one size'}
              </span>
            </label>
          </div>
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
