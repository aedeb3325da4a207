import { type Change, objectsNamedBy } from './change.ts';

/**
 * The call of the AWS command line that makes a change in a network that exists; undefined where it takes more than a call,
 * or names something that is not of AWS. Nothing in it means anything to bash, PowerShell or cmd, so it needs no quotes.
 * The options are those of https://docs.aws.amazon.com/cli/latest/reference/ec2/, where each call has its page.
 */
export function changeCommand(change: Change, region: string): string | undefined {
  // A logical id, a default group, or something that another change is yet to make.
  if (!objectsNamedBy(change).every((id) => /^[a-z]+-[0-9a-f]+$/.test(id))) return undefined;
  const call = callOf(change, region);
  return call && `aws ec2 ${call} --region ${region}`;
}

function callOf(change: Change, region: string): string | undefined {
  switch (change.kind) {
    case 'add-endpoint': {
      const what = `--vpc-id ${change.vpc} --service-name com.amazonaws.${region}.${change.service}`;
      // Private DNS is asked for: unlike the console, the API does not turn it on by itself (fact EP-07).
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
