// Edits of VPC endpoints.

import { serviceText } from '../aws/services.ts';
import type { Data, Edit } from '../syntax/edit.ts';
import type { NewEndpoint } from './change.ts';
import { addResource, type ChangedFile, groupIdOf, referenceTo } from './edits.ts';

/** Undefined if the file has none of the resources that the endpoint names. */
export function addEndpoint(change: NewEndpoint, file: ChangedFile): readonly Edit[] | undefined {
  const near = namesOf(change).find((id) => file.template?.resources.has(id));
  if (near === undefined) return undefined;
  const { name, body } = endpointResource(
    change,
    (id) => referenceTo(id, file),
    (id) => groupIdOf(id, file),
  );
  return addResource(file, name, near, body);
}

/** The resource of a new endpoint with its usual name. */
export function endpointResource(
  change: NewEndpoint,
  refer: (id: string) => Data,
  referGroup = refer,
): { readonly name: string; readonly body: { readonly [key: string]: Data } } {
  const { type, service, vpc } = change;
  const places =
    type === 'Gateway'
      ? { RouteTableIds: change.tables.map(refer) }
      : {
          SubnetIds: change.subnets.map(refer),
          SecurityGroupIds: change.groups.map(referGroup),
          PrivateDnsEnabled: true,
        };
  return {
    name: `${serviceText(service).replace(/[^A-Za-z0-9]/g, '')}Endpoint`,
    body: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: {
        VpcEndpointType: type,
        ServiceName: { 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${service}` },
        VpcId: refer(vpc),
        ...places,
      },
    },
  };
}

/** The most specific resources first: a new resource is written beside the first. */
function namesOf(change: NewEndpoint): readonly string[] {
  return [...(change.type === 'Gateway' ? change.tables : [...change.groups, ...change.subnets]), change.vpc];
}
