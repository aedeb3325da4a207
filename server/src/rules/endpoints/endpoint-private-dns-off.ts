import { changeEdits } from '../../changes/changeEdits.ts';
import { changeTitle } from '../../changes/changeTitle.ts';
import { isConditional } from '../../changes/resources.ts';
import { defaultsOf } from '../../network/field.ts';
import { keyOfField } from '../../network/lookup.ts';
import { entryAt } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import { clientsIn, uses } from '../clients.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { ask, INTERNET, workload } from '../reaching.ts';

/** An interface endpoint without private DNS, in a VPC whose clients have no other path to the service. */
export default defineRule({
  id: 'endpoint-private-dns-off',
  area: 'endpoints',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The endpoint has no private DNS, so clients do not use it',
  why: "SDKs resolve the service's public DNS name. Without private DNS, which is off by default in CloudFormation, that name still resolves to public addresses, and only clients that are configured with the endpoint's own name use the endpoint. If the clients have no route to the internet, their calls time out although the endpoint exists.",
  whenToIgnore:
    "If the clients are configured with the endpoint's own DNS name, or a private hosted zone resolves the service name to it.",
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html',
    'EP-07',
    'DNS-05',
    'G42',
  ],

  *check(file) {
    const { network } = file;
    for (const endpoint of network.endpoints.values()) {
      const { type, service, privateDns } = endpoint;
      if (type.kind !== 'known' || type.value !== 'Interface') continue;
      // S3 and DynamoDB have gateway endpoints, and private DNS of S3 has other rules.
      if (service.kind !== 'known' || !service.value.isAws || ['s3', 'dynamodb'].includes(service.value.name))
        continue;
      if (privateDns.kind === 'unknown' || (privateDns.kind === 'known' && privateDns.value)) continue;
      const clients = clientsIn(network, keyOfField(endpoint.vpc));
      const cutOff = clients.filter(({ id }) => ask(network, workload(id), INTERNET)?.verdict === 'blocked');
      if (cutOff.length === 0 || cutOff.length < clients.length) continue;
      const { name } = service.value;
      const users = cutOff.filter((client) => uses(client, name, network));
      yield {
        at: endpoint.at,
        resource: endpoint.id,
        // Any client may use the endpoint's own DNS name instead; without a sign that it uses the service at all, the
        // finding is less certain.
        severity: users.length > 0 ? 'warning' : 'info',
        defaults: defaultsOf(type, service, privateDns),
        message: `Without private DNS (PrivateDnsEnabled) on ${endpoint.id}, the name of ${name} resolves to public addresses, which ${listed(
          (users.length > 0 ? users : cutOff).map(({ id }) => id),
          3,
        )} cannot reach.`,
        related: cutOff.map(({ id, at }) => ({ at, message: `${id} has no route to the internet` })),
        fixes: fixesOf(endpoint.id, users.length > 0, file),
      };
    }
  },
});

/** A user who writes `false` may call the endpoint by its own DNS name. */
function fixesOf(endpoint: string, isUsed: boolean, file: CheckedFile): readonly Fix[] {
  const change = { kind: 'enable-private-dns', endpoint } as const;
  const own = entryAt(file.network.endpoints.get(endpoint)?.properties, 'PrivateDnsEnabled');
  const edits = own && isConditional(own.value) ? undefined : changeEdits(change, file);
  return edits ? [{ title: changeTitle(change), preferred: isUsed && !own, edits }] : [];
}
