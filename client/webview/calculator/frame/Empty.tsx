import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { parseCidr } from '../../../../server/src/cidr/parse.ts';

interface Props {
  readonly begin: (cidr: string, by: 'tiers' | 'hosts' | null) => void;
  readonly pickTemplate: () => void;
  readonly open: () => void;
  readonly paste: () => void;
}

/** The start page: a field for the first block, and other ways to start. */
export function Empty({ begin, pickTemplate, open, paste }: Props) {
  const [cidr, setCidr] = useState('10.0.0.0/16');
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (document.hasFocus()) field.current!.select();
  }, []);
  const read = parseCidr(cidr.trim());
  const error = read.kind === 'error' ? read.message : '';
  const start = (by: 'tiers' | 'hosts' | null) => () => error === '' && begin(cidr, by);
  return (
    <main class="empty">
      <h1>Subnet Calculator</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          start(null)();
        }}
      >
        <label for="first-block">CIDR block to plan</label>
        <div class="empty-field">
          <input
            ref={field}
            id="first-block"
            type="text"
            value={cidr}
            spellcheck={false}
            aria-describedby="first-error"
            aria-invalid={error !== ''}
            onInput={(event) => setCidr(event.currentTarget.value)}
          />
          <button type="submit" disabled={error !== ''}>
            Begin
          </button>
        </div>
        <p id="first-error" class="error" aria-live="polite">
          {error}
        </p>
      </form>
      <ul class="ways">
        <li>
          <button type="button" class="link" disabled={error !== ''} onClick={start('tiers')}>
            Public and private subnets over zones…
          </button>
        </li>
        <li>
          <button type="button" class="link" disabled={error !== ''} onClick={start('hosts')}>
            Subnets by number of hosts…
          </button>
        </li>
        <li>
          <button type="button" class="link" onClick={pickTemplate}>
            From a template in this workspace…
          </button>
        </li>
        <li>
          <button type="button" class="link" onClick={open}>
            Open a saved plan…
          </button>
        </li>
        <li>
          <button type="button" class="link" onClick={paste}>
            Paste a list of blocks, a plan or a link…
          </button>
        </li>
      </ul>
    </main>
  );
}
