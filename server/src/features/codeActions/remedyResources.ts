import type { Change } from '../../changes/change.ts';
import { endpointResource } from '../../changes/endpointEdits.ts';
import { applyTextEdits, type Data, textEditsOf } from '../../syntax/edit.ts';
import { parse } from '../../syntax/parse.ts';
import { valueAt } from '../../syntax/tree.ts';

/**
 * Changes as resources of a YAML template, indented as below `Resources`, with AWS ids for existing objects; undefined
 * if one of them changes an existing object.
 */
export function remedyResources(changes: readonly Change[]): string | undefined {
  const resources = changes.map(resourceOf);
  if (resources.some((one) => one === undefined)) return undefined;
  const text = 'Resources:\n  First:\n    Type: AWS::EC2::VPC\n';
  const tree = parse(text, 'yaml');
  const into = valueAt(tree.root, 'Resources');
  if (into?.kind !== 'mapping') return undefined;
  const edits = textEditsOf(
    tree,
    resources.flatMap((one) =>
      one ? [{ op: 'insert-entry' as const, into, key: one.name, value: one.body }] : [],
    ),
  );
  return 'refused' in edits ? undefined : applyTextEdits(text, edits).slice(text.length);
}

function resourceOf(
  change: Change,
): { readonly name: string; readonly body: { readonly [key: string]: Data } } | undefined {
  if (change.kind === 'add-endpoint') return endpointResource(change, (id) => id);
  if (change.kind !== 'allow-in-group' || change.port === undefined) return undefined;
  const { group, direction, peer, protocol, port } = change;
  const isIn = direction === 'ingress';
  const to = 'group' in peer ? `Port${port}` : 'Outside';
  return {
    name: isIn ? `AllowIn${to}` : `AllowOut${to}`,
    body: {
      Type: isIn ? 'AWS::EC2::SecurityGroupIngress' : 'AWS::EC2::SecurityGroupEgress',
      Properties: {
        GroupId: group,
        IpProtocol: protocol,
        FromPort: port,
        ToPort: port,
        ...('group' in peer
          ? { [isIn ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId']: peer.group }
          : { CidrIp: peer.cidr }),
      },
    },
  };
}
