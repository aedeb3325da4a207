import { itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { valueAt } from '../../syntax/tree.ts';
import { defaultsOfValue, hasText, type Value } from '../../template/evaluation/value.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A Transfer Family server whose endpoint does not go with its protocols, or with its subnets. */
export default defineRule({
  id: 'transfer-endpoint-refused',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Transfer Family rejects the endpoint of the server',
  why: 'A server that speaks FTP or FTPS needs EndpointType VPC; PUBLIC, which is the default, is for SFTP. One that speaks FTP has no Elastic IP addresses, since FTP encrypts nothing. Any other has as many addresses as subnets, or none. AWS rejects the server otherwise, and the stack fails.',
  howToFix:
    'Write EndpointType: VPC with the VPC and its subnets, remove AddressAllocationIds, or add an address for each subnet.',
  sources: [
    'https://docs.aws.amazon.com/transfer/latest/APIReference/API_CreateServer.html',
    'https://docs.aws.amazon.com/transfer/latest/APIReference/API_EndpointDetails.html',
  ],

  check: eachResource(['AWS::Transfer::Server'], function* (reader) {
    const { object, property } = reader;
    const type = property('EndpointType');
    const spoken = itemsOf(property('Protocols'));
    const plain = spoken.find((one) => one.kind === 'known' && /^FTPS?$/.test(one.text));
    const isPublic = type.kind === 'absent' || hasText(type, 'PUBLIC');
    // If the server names a VPC, the type is the mistake, which property-missing-for-kind reports.
    const isPlaced = valueAtPath(property, 'EndpointDetails.VpcId').kind !== 'absent';
    if (plain?.kind === 'known' && isPublic && !isPlaced)
      yield report(
        reader,
        plain,
        [type],
        `speaks ${plain.text}, and its EndpointType is ${type.kind === 'known' ? 'PUBLIC' : 'PUBLIC by default'}. AWS accepts ${plain.text} only with VPC.`,
      );
    const addresses = valueAtPath(property, 'EndpointDetails.AddressAllocationIds');
    if (!hasText(type, 'VPC')) return;
    if (addresses.kind !== 'list' || addresses.items.length === 0) return;
    const ftp = spoken.find((one) => hasText(one, 'FTP'));
    const details = valueAt(object.properties, 'EndpointDetails');
    if (ftp?.kind === 'known') {
      const fact = 'speaks FTP and has Elastic IP addresses. AWS accepts none for FTP.';
      const fixes = removalFix(details, 'AddressAllocationIds');
      yield { ...report(reader, addresses, [ftp], fact), fixes };
      return;
    }
    const subnets = valueAtPath(property, 'EndpointDetails.SubnetIds');
    if (subnets.kind !== 'list' || !areWrittenOut(subnets) || !areWrittenOut(addresses)) return;
    const [count, wanted] = [addresses.items.length, subnets.items.length];
    if (count === wanted) return;
    yield report(
      reader,
      addresses,
      [subnets],
      `has ${wanted === 1 ? 'one subnet' : `${wanted} subnets`} and ${count === 1 ? 'one Elastic IP address' : `${count} Elastic IP addresses`}. AWS accepts one for each subnet.`,
    );
  }),
});

/** Whether each item of a list is exactly one id in every deployment. */
function areWrittenOut({ items, hasGaps }: Extract<Value, { kind: 'list' }>): boolean {
  return !hasGaps && items.every(({ kind }) => kind === 'reference' || kind === 'known');
}

function report(
  { object }: ResourceReader,
  at: Exclude<Value, { kind: 'absent' }>,
  rests: readonly Value[],
  fact: string,
): Report {
  return {
    at: at.at,
    resource: object.id,
    defaults: [at, ...rests].flatMap(defaultsOfValue),
    message: `${object.id} ${fact}`,
  };
}
