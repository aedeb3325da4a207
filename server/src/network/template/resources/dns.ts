import type { Cidr } from '../../../cidr/cidr.ts';
import { parseCidr } from '../../../cidr/parse.ts';
import { ABSENT, type Field } from '../../field.ts';
import { fieldOf, itemsOf, ownerField, targetField } from '../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../readResource.ts';

/** The name servers that the hosts of a VPC use. */
export function readDhcpOptions({ object, property }: ResourceReader, draft: Draft): void {
  const servers = itemsOf(property('DomainNameServers')).map((server) =>
    fieldOf(server, (text) => text.split(',').some((one) => one.trim() === 'AmazonProvidedDNS')),
  );
  const unknown = servers.find(({ kind }) => kind === 'unknown');
  const known = servers.filter((server) => server.kind === 'known');
  const first: Field<boolean> = known.find(({ value }) => value) ?? unknown ?? known[0] ?? ABSENT;
  draft.dhcpOptions.set(object.id, {
    ...object,
    usesAwsDns: first,
    servers: itemsOf(property('DomainNameServers')).flatMap((server) =>
      server.kind === 'known' ? server.text.split(',').flatMap(addressIn) : [],
    ),
  });
}

function addressIn(text: string): readonly Cidr[] {
  const parsed = parseCidr(`${text.trim()}/${text.includes(':') ? 128 : 32}`);
  return parsed.kind === 'cidr' ? [parsed] : [];
}

export function readDhcpOptionsAssociation({ object, property }: ResourceReader, draft: Draft): void {
  draft.dhcpOptionsAssociations.push({
    ...object,
    vpc: ownerField(property('VpcId')),
    options: targetField(property('DhcpOptionsId')),
  });
}
