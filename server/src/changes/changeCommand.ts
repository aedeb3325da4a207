import { type Change, objectsNamedBy } from './change.ts';

/**
 * The AWS CLI command that makes a change in an existing network; undefined if it needs several calls, or refers to
 * something without an AWS id. It contains no character that is special to bash, PowerShell or cmd, so it needs no
 * quotes. Options: https://docs.aws.amazon.com/cli/latest/reference/ec2/
 */
export function changeCommand(change: Change, region: string): string | undefined {
  // A logical id, a default group, or an object that another change has yet to create.
  if (!objectsNamedBy(change).every((id) => /^[a-z]+-[0-9a-f]+$/.test(id))) return undefined;
  const call = callOf(change, region);
  return call && `aws ec2 ${call} --region ${region}`;
}

function callOf(change: Change, region: string): string | undefined {
  switch (change.kind) {
    case 'add-endpoint': {
      const what = `--vpc-id ${change.vpc} --service-name com.amazonaws.${region}.${change.service}`;
      // Private DNS is requested explicitly: the API, unlike the console, does not enable it by default (fact EP-07).
      return change.type === 'Gateway'
        ? `create-vpc-endpoint --vpc-endpoint-type Gateway ${what} --route-table-ids ${change.tables.join(' ')}`
        : `create-vpc-endpoint --vpc-endpoint-type Interface ${what} --subnet-ids ${change.subnets.join(' ')} --security-group-ids ${change.groups.join(' ')} --private-dns-enabled`;
    }
    case 'endpoint-on-table':
      return `modify-vpc-endpoint --vpc-endpoint-id ${change.endpoint} --add-route-table-ids ${change.table}`;
    case 'enable-private-dns':
      return `modify-vpc-endpoint --vpc-endpoint-id ${change.endpoint} --private-dns-enabled`;
    case 'enable-dns':
      return `modify-vpc-attribute --vpc-id ${change.vpc} --${change.attribute === 'EnableDnsSupport' ? 'enable-dns-support' : 'enable-dns-hostnames'} Value=true`;
    case 'allow-in-group': {
      const { group, direction, peer, protocol, port } = change;
      if (port === undefined) return undefined;
      const whom = 'group' in peer ? `--source-group ${peer.group}` : `--cidr ${peer.cidr}`;
      return `authorize-security-group-${direction} --group-id ${group} --protocol ${protocol} --port ${port} ${whom}`;
    }
    case 'add-route': {
      if (change.target?.property !== 'NatGatewayId') return undefined;
      return `create-route --route-table-id ${change.table} --destination-cidr-block ${change.destination} --nat-gateway-id ${change.target.id}`;
    }
    default:
      return undefined;
  }
}
