import { find } from '../../lookup.ts';
import { cidrField, ownerField, targetField } from '../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../readResource.ts';

/** AWS Client VPN: https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/how-it-works.html */

export function readAuthorization({ object, property }: ResourceReader, draft: Draft): void {
  draft.clientVpnAuthorizations.push({
    ...object,
    endpoint: ownerField(property('ClientVpnEndpointId')),
    destination: cidrField(property('TargetNetworkCidr'), 4),
    isForOneGroup: property('AccessGroupId').kind !== 'absent',
  });
}

export function readClientVpnRoute({ object, property }: ResourceReader, draft: Draft): void {
  draft.clientVpnRoutes.push({
    ...object,
    endpoint: ownerField(property('ClientVpnEndpointId')),
    destination: cidrField(property('DestinationCidrBlock'), 4),
    subnet: targetField(property('TargetVpcSubnetId')),
  });
}

/** The endpoint has an interface in each subnet that is associated with it. */
export function addAssociatedSubnet({ property }: ResourceReader, draft: Draft): void {
  const endpoint = find(draft.workloads, ownerField(property('ClientVpnEndpointId')));
  const subnet = targetField(property('SubnetId'));
  if (!endpoint || !('taskDefinitions' in endpoint) || subnet.kind === 'absent') return;
  const { subnets, at } = endpoint;
  const items = subnets.kind === 'known' ? subnets.items : [];
  draft.workloads.set(endpoint.id, {
    ...endpoint,
    subnets: { kind: 'known', items: [...items, subnet], at: subnets.kind === 'known' ? subnets.at : at },
  });
}
