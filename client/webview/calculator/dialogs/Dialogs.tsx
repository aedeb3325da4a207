import { formatCidr } from '../../../../server/src/cidr/format.ts';
import {
  addRoot,
  changeRoot,
  label,
  type OperationResult,
  setIpv6,
} from '../../../../server/src/subnetPlan/index.ts';
import { postToHost } from '../host.ts';
import { withImportedPlan } from '../state/begin.ts';
import type { SetState } from '../state/state.ts';
import { after, type Dialog, type State } from '../state/state.ts';
import { Ipv6Dialog } from './Ipv6Dialog.tsx';
import { PlanDialog } from './PlanDialog.tsx';
import { ConfirmDialog, ImportDialog, SplitDialog, TextDialog } from './SmallDialogs.tsx';
import { WriteDialog } from './WriteDialog.tsx';

interface Props {
  readonly state: State;
  readonly change: SetState;
  readonly show: (dialog: Dialog | null) => void;
}

/** The open dialog, if any. */
export function Dialogs({ state, change, show }: Props) {
  const { dialog, history, template } = state;
  const plan = history.present;
  const close = () => show(null);
  const done = (outcome: OperationResult) => change((now) => after({ ...now, dialog: null }, outcome));
  switch (dialog?.kind) {
    case 'plan':
      return <PlanDialog plan={plan} at={dialog.key} by={dialog.by} done={done} close={close} />;
    case 'split':
      return <SplitDialog plan={plan} at={dialog.key} done={done} close={close} />;
    case 'addRoot':
      return (
        <TextDialog
          title="Add a block"
          action="Add"
          fields={[
            { label: 'Block', value: '', hint: 'IPv4 or IPv6, such as 10.1.0.0/16' },
            {
              label: 'VPC',
              value: plan.roots.at(-1)?.vpc ?? 'Vpc',
              hint: 'Same VPC name: adds a secondary block. New name: adds another VPC, to peer with.',
            },
          ]}
          tryIt={(cidr = '', vpc = '') =>
            cidr.trim() === '' ? { kind: 'refused', message: '' } : addRoot(plan, cidr, vpc)
          }
          done={done}
          close={close}
        />
      );
    case 'changeRoot': {
      const root = plan.roots.find(({ id }) => id === dialog.id);
      if (!root) return null;
      return (
        <TextDialog
          title="Change the block"
          action="Change"
          fields={[
            {
              label: 'Block',
              value: formatCidr(root.cidr),
              hint: 'With the same size, all parts move along.',
            },
            { label: 'VPC', value: root.vpc },
          ]}
          tryIt={(cidr = '', vpc = '') => {
            const changed =
              cidr.trim() === formatCidr(root.cidr) ? undefined : changeRoot(plan, root.id, cidr);
            if (changed?.kind === 'refused') return changed;
            const named = label(changed?.plan ?? plan, root.id, { name: vpc });
            return changed && named.kind === 'done' ? { ...named, message: changed.message } : named;
          }}
          done={done}
          close={close}
        />
      );
    }
    case 'ipv6': {
      const root = plan.roots.find(({ id }) => id === dialog.id);
      if (!root) return null;
      return (
        <Ipv6Dialog root={root} set={(text) => setIpv6(plan, root.id, text)} done={done} close={close} />
      );
    }
    case 'confirm':
      return (
        <ConfirmDialog
          texts={dialog.texts}
          act={() => change((now) => after({ ...now, dialog: null }, dialog.outcome, true))}
          close={close}
        />
      );
    case 'import':
      return (
        <ImportDialog
          read={(text) => {
            const next = withImportedPlan(state, text);
            if (typeof next === 'string') return next;
            change(() => next);
            return undefined;
          }}
          openFile={() => {
            close();
            postToHost({ type: 'open' });
          }}
          close={close}
        />
      );
    case 'write':
      return (
        <WriteDialog
          plan={plan}
          vpc={dialog.vpc}
          template={template}
          preview={state.preview}
          ask={(request) => postToHost({ type: 'preview', ...request })}
          write={(request) => {
            close();
            postToHost({ type: 'write', ...request });
          }}
          close={close}
        />
      );
    default:
      return null;
  }
}
