import { useState } from 'preact/hooks';
import { isSubnetPrefix, usableInAws } from '../../../../server/src/cidr/awsSubnet.ts';
import { splitCount } from '../../../../server/src/cidr/blocks.ts';
import { formatCidr, formatCount } from '../../../../server/src/cidr/format.ts';
import {
  findBlock,
  longestPrefix,
  MOST_PARTS,
  nextPrefix,
  type OperationResult,
  type SubnetPlan,
  splitInto,
  splitTo,
  stepOf,
} from '../../../../server/src/subnetPlan/index.ts';
import { shortCount } from '../words.ts';
import { Modal } from './Modal.tsx';

interface Common {
  readonly plan: SubnetPlan;
  readonly done: (outcome: OperationResult) => void;
  readonly close: () => void;
}

/** Splits a block to a prefix length, or into a number of parts. */
export function SplitDialog({ plan, at, done, close }: Common & { readonly at: string }) {
  const found = findBlock(plan, at);
  const cidr = found?.kind === 'block' ? found.block.cidr : found?.root.cidr;
  const [by, setBy] = useState<'prefix' | 'parts'>('prefix');
  const [prefix, setPrefix] = useState(
    cidr ? Math.min(nextPrefix(cidr) + stepOf(cidr.family), longestPrefix(cidr.family)) : 0,
  );
  const [parts, setParts] = useState('3');
  if (!cidr) return null;
  const prefixes: number[] = [];
  for (
    let one = nextPrefix(cidr);
    one <= longestPrefix(cidr.family) && splitCount(cidr, one) <= BigInt(MOST_PARTS);
    one += stepOf(cidr.family)
  )
    prefixes.push(one);
  const outcome = by === 'prefix' ? splitTo(plan, at, prefix) : splitInto(plan, at, Number(parts));
  return (
    <Modal
      title={`Split ${formatCidr(cidr)}`}
      action="Split"
      isReady={outcome.kind === 'done'}
      act={() => done(outcome)}
      close={close}
    >
      <div class="choice">
        <label>
          <input type="radio" name="split" checked={by === 'prefix'} onChange={() => setBy('prefix')} /> Into
          blocks of
        </label>
        <select
          aria-label="Prefix"
          data-first
          value={String(prefix)}
          onChange={(event) => {
            setBy('prefix');
            setPrefix(Number(event.currentTarget.value));
          }}
        >
          {prefixes.map((one) => (
            <option key={one} value={String(one)}>
              /{one}: {formatCount(splitCount(cidr, one))} blocks
              {isSubnetPrefix(cidr.family, one)
                ? `, ${shortCount(usableInAws({ ...cidr, prefix: one }))} usable each`
                : ''}
            </option>
          ))}
        </select>
      </div>
      <div class="choice">
        <label>
          <input type="radio" name="split" checked={by === 'parts'} onChange={() => setBy('parts')} /> Into a
          number of equal parts
        </label>
        <input
          type="number"
          aria-label="Parts"
          min="2"
          max={MOST_PARTS}
          value={parts}
          onInput={(event) => {
            setBy('parts');
            setParts(event.currentTarget.value);
          }}
        />
      </div>
      <p class={outcome.kind === 'refused' ? 'error' : 'quiet'} aria-live="polite">
        {outcome.message}
      </p>
    </Modal>
  );
}

interface TextProps {
  readonly title: string;
  readonly action: string;
  readonly fields: readonly { readonly label: string; readonly value: string; readonly hint?: string }[];
  readonly tryIt: (...values: readonly string[]) => OperationResult;
  readonly done: (outcome: OperationResult) => void;
  readonly close: () => void;
}

/** One or two fields for an operation. Errors are shown below the fields while typing. */
export function TextDialog({ title, action, fields, tryIt, done, close }: TextProps) {
  const [values, setValues] = useState(fields.map(({ value }) => value));
  const outcome = tryIt(...values);
  return (
    <Modal
      title={title}
      action={action}
      isReady={outcome.kind === 'done'}
      act={() => done(outcome)}
      close={close}
    >
      <div class="fields column">
        {fields.map(({ label, hint }, index) => (
          <label key={label}>
            {label}
            <input
              type="text"
              value={values[index]}
              spellcheck={false}
              onInput={(event) => setValues(values.with(index, event.currentTarget.value))}
            />
            {hint && <span class="quiet">{hint}</span>}
          </label>
        ))}
      </div>
      <p class={outcome.kind === 'refused' ? 'error' : 'quiet'} aria-live="polite">
        {outcome.message}
      </p>
    </Modal>
  );
}

/** Explains what AWS will do before a subnet of the template is moved. */
export function ConfirmDialog({
  texts,
  act,
  close,
}: {
  readonly texts: readonly string[];
  readonly act: () => void;
  readonly close: () => void;
}) {
  return (
    <Modal title="AWS replaces a subnet" action="Plan it all the same" act={act} close={close}>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p class="quiet">The template does not change until you write the plan into it.</p>
    </Modal>
  );
}

/** Imports a pasted list, plan or link. */
export function ImportDialog({
  read,
  openFile,
  close,
}: {
  readonly read: (text: string) => string | undefined;
  readonly openFile: () => void;
  readonly close: () => void;
}) {
  const [text, setText] = useState('');
  const [error, setError] = useState('');
  return (
    <Modal
      title="Import"
      action="Import"
      isReady={text.trim() !== ''}
      act={() => setError(read(text) ?? '')}
      close={close}
    >
      <div class="fields column">
        <label>
          A list of CIDR blocks, with names if there are any; CSV or cells of a spreadsheet; a plan file
          (JSON); an export or link of Visual Subnet Calculator; a link of davidc/subnets
          <textarea
            rows={8}
            spellcheck={false}
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setError('');
            }}
          />
        </label>
      </div>
      <p class="error" aria-live="polite">
        {error}
      </p>
      <p>
        <span class="quiet">Links are read locally; nothing is opened or sent. </span>
        <button type="button" class="link" onClick={openFile}>
          Choose a file…
        </button>
      </p>
    </Modal>
  );
}
