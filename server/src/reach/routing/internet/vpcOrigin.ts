import { vpcKeyOf } from '../../../network/lookup.ts';
import { constantFilter, type Filter, type FlowContext } from '../../filters/filter.ts';
import { locationAt } from '../../locations/location.ts';
import { attachedGateway, idleGateway, mayHaveGateway } from '../gateways.ts';

/**
 * CloudFront creates a VPC origin only in a VPC with an internet gateway, although no route leads to it:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 */
export function vpcOriginFilter({ from, network }: FlowContext): Filter | undefined {
  if (from.workload?.type !== 'AWS::CloudFront::VpcOrigin') return undefined;
  const vpc = vpcKeyOf(from.subnet);
  if (vpc === undefined || attachedGateway(vpc, network) !== undefined || mayHaveGateway(vpc, network))
    return undefined;
  const at = network.vpcs.get(vpc)?.at ?? locationAt(from);
  return constantFilter({ resource: vpc, kind: 'internet-gateway', at }, 'closed', () => ({
    code: null,
    resource: vpc,
    at,
    reason: { kind: 'no-internet-gateway', vpc, to: undefined },
    change: { kind: 'attach-gateway', gateway: idleGateway(vpc, network), vpc },
  }));
}
