// What services that AWS manages do to packets of their own accord.

import { vpcKeyOf } from '../../network/lookup.ts';
import { truthOf } from '../../network/truth.ts';
import { constantFilter, type Filter, type FlowContext, filterState } from './filter.ts';

/**
 * The containers of a SageMaker model with network isolation send and receive nothing:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
 */
export function isolationFilter({ from, to }: FlowContext): Filter | undefined {
  const workload = [from.workload, to.workload].find((one) => one && 'isIsolated' in one && one.isIsolated);
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
 * An EC2 Instance Connect Endpoint that preserves client addresses connects to instances of its own VPC alone:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html
 */
export function ownVpcFilter({ from, to }: FlowContext): Filter | undefined {
  const { workload } = from;
  if (workload?.kind !== 'instance-connect-endpoint' || !from.preservesClients) return undefined;
  const [own, there] = [vpcKeyOf(from.subnet), vpcKeyOf(to.subnet)];
  if (own === undefined || there === undefined || own === there) return undefined;
  const { id, at, keepsClientIp } = workload;
  const mayConnect = truthOf(keepsClientIp, (keeps) => !keeps, 'yes', `PreserveClientIp of ${id}`);
  return constantFilter({ resource: id, kind: 'workload', at }, filterState(mayConnect), () => ({
    code: null,
    resource: id,
    at,
    reason: { kind: 'clients-in-own-vpc', endpoint: id, vpc: own },
    change: { kind: 'other', what: `Set PreserveClientIp of ${id} to false` },
  }));
}

/**
 * An EC2 Instance Connect Endpoint is for SSH and RDP:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-using-eice.html
 */
export function loginFilter({ from, traffic }: FlowContext): Filter | undefined {
  if (from.workload?.kind !== 'instance-connect-endpoint') return undefined;
  if (traffic.protocol === 'tcp' && LOGIN_PORTS.includes(traffic.port)) return undefined;
  const { id, at } = from.workload;
  return constantFilter({ resource: id, kind: 'workload', at }, 'closed', () => ({
    code: null,
    resource: id,
    at,
    reason: { kind: 'connects-elsewhere', endpoint: id, to: `tcp ${LOGIN_PORTS.join(' and ')}` },
    change: { kind: 'other', what: 'Connect by Session Manager or a VPN instead' },
  }));
}

const LOGIN_PORTS: readonly number[] = [22, 3389];

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
