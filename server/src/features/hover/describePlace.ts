import type { Analysis } from '../../analysis.ts';
import { REGIONS, regionOfZone, zonesSeenIn } from '../../aws/regions.ts';
import { GATEWAY_SERVICES, hostOfService, serviceNamed, serviceText } from '../../aws/services.ts';
import { formatCidr } from '../../cidr/format.ts';
import { joined, type Markdown, md } from '../../escape/markdown.ts';
import type { Network } from '../../network/model.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';

/** More subnets of a zone than these are only counted. */
const MOST_SUBNETS = 6;

/** A zone, a region or the service of an endpoint by its name; undefined for anything else. */
export function describePlace(text: string, analysis: Analysis): Markdown | undefined {
  const region = regionOfZone(text);
  if (region !== undefined && REGIONS.has(region)) return describeZone(text, region, analysis);
  if (REGIONS.has(text))
    return md`**${text}** — a region; an account sees at least ${zonesSeenIn(text)} Availability Zones there`;
  const [, place, name] = /^com\.amazonaws\.([a-z0-9-]+|\$\{AWS::Region\})\.([a-z0-9.-]+)$/.exec(text) ?? [];
  return place === undefined || name === undefined ? undefined : describeService(name, place);
}

/** https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html */
function describeZone(zone: string, region: string, { content }: Analysis): Markdown {
  const head = md`**${zone}** — an Availability Zone of ${region}; the letter can be another zone in another account`;
  if (content.kind !== 'template') return head;
  const names = new Set(
    content.scenarios.all.flatMap((scenario) => subnetsIn(zone, networkOfTemplate(scenario))),
  );
  if (names.size === 0) return head;
  const shown = [...names].slice(0, MOST_SUBNETS);
  const more = names.size - shown.length;
  return joined([head, md`Subnets there: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`], '\n\n');
}

function subnetsIn(zone: string, { subnets }: Network): readonly string[] {
  return [...subnets.values()].flatMap(({ id, zone: own, ipv4 }) => {
    if (own.kind !== 'known' || own.value.kind !== 'name' || own.value.name !== zone) return [];
    return [ipv4.kind === 'known' ? `${id} (${formatCidr(ipv4.value)})` : id];
  });
}

/** Facts EP-01, EP-09. https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-interface.html */
function describeService(name: string, region: string): Markdown | undefined {
  if (serviceNamed(name) === undefined) return undefined;
  const host = `${hostOfService(name)}.${region}.amazonaws.com`;
  const kind = GATEWAY_SERVICES.has(name)
    ? md`a gateway endpoint, which is free and needs RouteTableIds, or an interface endpoint`
    : md`an interface endpoint; with PrivateDnsEnabled, ${host} leads to it inside the VPC`;
  return md`**${serviceText(name)}** — ${kind}`;
}
