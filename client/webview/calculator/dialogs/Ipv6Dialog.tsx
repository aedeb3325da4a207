import { useState } from 'preact/hooks';
import { formatCidr } from '../../../../server/src/cidr/format.ts';
import type { OperationResult, Root } from '../../../../server/src/subnetPlan/index.ts';
import { Modal } from './Modal.tsx';

interface Props {
  readonly root: Root;
  /** Sets the block of a text, `amazon` or nothing. */
  readonly set: (text: string) => OperationResult;
  readonly done: (outcome: OperationResult) => void;
  readonly close: () => void;
}

type Choice = 'none' | 'amazon' | 'own';

/** Chooses the IPv6 block of a VPC. */
export function Ipv6Dialog({ root, set, done, close }: Props) {
  const { ipv6 } = root;
  const [choice, setChoice] = useState<Choice>(ipv6 === null || ipv6 === 'amazon' ? 'amazon' : 'own');
  const [own, setOwn] = useState(ipv6 === null || ipv6 === 'amazon' ? '' : formatCidr(ipv6));
  const isMissing = choice === 'own' && own.trim() === '';
  const outcome = set(choice === 'none' ? '' : choice === 'amazon' ? 'amazon' : own);
  const radio = (value: Choice, title: string) => (
    <label>
      <input
        type="radio"
        name="ipv6"
        checked={choice === value}
        data-first={choice === value}
        onChange={() => setChoice(value)}
      />
      <span>{title}</span>
    </label>
  );
  return (
    <Modal
      title={`IPv6 of ${root.vpc}`}
      action="Set"
      isReady={outcome.kind === 'done' && !isMissing}
      act={() => done(outcome)}
      close={close}
    >
      <div class="choice column" role="radiogroup" aria-label="IPv6 block">
        {radio('none', 'None')}
        {radio('amazon', 'Amazon-provided /56, known after deployment')}
        {radio('own', 'A block of your own')}
      </div>
      {choice === 'own' && (
        <div class="fields column">
          <label>
            Block
            <input
              type="text"
              value={own}
              placeholder="2001:db8::/56"
              spellcheck={false}
              onInput={(event) => setOwn(event.currentTarget.value)}
            />
          </label>
        </div>
      )}
      <p class={outcome.kind === 'refused' ? 'error' : 'quiet'} aria-live="polite">
        {outcome.kind === 'refused' && !isMissing
          ? outcome.message
          : choice === 'none'
            ? 'No subnet has an IPv6 block.'
            : 'Each subnet gets a /64.'}
      </p>
    </Modal>
  );
}
