// What services that AWS manages do to packets of their own accord.

import { truthOf } from '../../network/truth.ts';
import { constantFilter, type Filter, type FlowContext, filterState } from './filter.ts';

/**
 * The containers of a SageMaker model with network isolation send and receive nothing:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
 */
export function isolationFilter({ from }: FlowContext): Filter | undefined {
  const { workload } = from;
  if (!workload || !('isIsolated' in workload) || !workload.isIsolated) return undefined;
  const isIsolated = truthOf(
    workload.isIsolated,
    (is) => !is,
    'yes',
    `EnableNetworkIsolation of ${workload.id}`,
  );
  if (isIsolated === 'yes') return undefined;
  const { id, at } = workload;
  return constantFilter({ resource: id, kind: 'workload', at }, filterState(isIsolated), () => ({
    code: null,
    resource: id,
    at,
    reason: { kind: 'network-isolation', workload: id },
    change: { kind: 'other', what: `Turn EnableNetworkIsolation of ${id} off` },
  }));
}

/**
 * A file system in two zones has addresses outside of its subnets, to which FSx adds routes:
 * https://docs.aws.amazon.com/fsx/latest/ONTAPGuide/supported-fsx-clients.html
 */
export function floatingAddressFilter({ to }: FlowContext): Filter | undefined {
  const { workload } = to;
  if (!workload || !('hasFloatingAddresses' in workload)) return undefined;
  const { id, at } = workload;
  const why = `${id} is in two zones, so its addresses are outside of its subnets, and FSx adds the routes to them`;
  return constantFilter({ resource: id, kind: 'workload', at }, { why }, () => ({
    code: null,
    resource: id,
    at,
    reason: { kind: 'unknown', why },
    change: { kind: 'other', what: 'Ask for an address' },
  }));
}
