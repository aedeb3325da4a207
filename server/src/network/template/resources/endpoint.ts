import { textOrPartial, type Value } from '../../../template/evaluation/value.ts';
import { ABSENT, type Field, unknownField } from '../../field.ts';
import { ENDPOINT_TYPES, type EndpointService } from '../../model.ts';
import { booleanField, fieldOf, oneOfField, ownerField, targetList, valueAtPath } from '../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../readResource.ts';
import { ipv6Of } from './ipv6.ts';

export function readEndpoint({ object, property }: ResourceReader, draft: Draft): void {
  const owner = ownerOf(property('ServiceName'));
  draft.endpoints.set(object.id, {
    ...object,
    vpc: ownerField(property('VpcId')),
    type: oneOfField(property('VpcEndpointType'), ENDPOINT_TYPES),
    service: serviceOf(property('ServiceName')),
    subnets: targetList(property('SubnetIds')),
    securityGroups: targetList(property('SecurityGroupIds')),
    routeTables: targetList(property('RouteTableIds')),
    privateDns: booleanField(property('PrivateDnsEnabled')),
    ipv6: ipv6Of('AWS::EC2::VPCEndpoint', property),
    isForInboundResolver: fieldOf(
      valueAtPath(property, 'DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint'),
      inboundOnly,
    ),
    serviceRegion: serviceRegionOf(property('ServiceRegion')),
    ...(owner !== undefined && { owner }),
  });
}

export function readEndpointService({ object, property }: ResourceReader, draft: Draft): void {
  draft.endpointServices.set(object.id, {
    ...object,
    asksForAcceptance: booleanField(property('AcceptanceRequired')),
    balancers: targetList(property('NetworkLoadBalancerArns')),
  });
}

/** The name of an endpoint service ends with its id: https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html */
function ownerOf(name: Value): string | undefined {
  return /^com\.amazonaws\.vpce\..+\.\$\{(\w+)(?:\.\w+)?\}$/.exec(textOrPartial(name) ?? '')?.[1];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-vpcendpoint-dnsoptionsspecification.html */
function inboundOnly(text: string): boolean | undefined {
  if (/^(OnlyInboundResolver|true)$/.test(text)) return true;
  return /^(AllResolvers|NotSpecified|false)$/.test(text) ? false : undefined;
}

/** A text with the stack's own region means no other region. */
function serviceRegionOf(value: Value): Field<string> {
  const isOwn = value.kind === 'unknown' && value.partial === '${AWS::Region}';
  return isOwn ? ABSENT : fieldOf(value, (text) => text.trim());
}

/** `com.amazonaws.REGION.SERVICE`, in China with `cn.` before it; the region may be unknown (facts EP-09, EP-11). */
const REGIONAL = /^(?:cn\.)?com\.amazonaws\.([a-z]{2}(?:-[a-z]+)+-\d|\$\{[^}]+\})\.(.+)$/;

/** The region in the name of an AWS service; undefined if the name has none. */
export function regionOfService(text: string): string | undefined {
  const region = REGIONAL.exec(text)?.[1];
  return region?.startsWith('$') ? undefined : region;
}

export function serviceOf(value: Value): Field<EndpointService> {
  const text = textOrPartial(value);
  if (value.kind === 'absent') return value;
  const name = text === undefined ? undefined : REGIONAL.exec(text)?.[2];
  if (text !== undefined && name !== undefined && !name.includes('${')) {
    const defaults = value.kind === 'known' ? value.defaults : [];
    const region = regionOfService(text);
    const service = { name, isAws: true, ...(region !== undefined && { region }) };
    return { kind: 'known', value: service, at: value.at, defaults };
  }
  if (value.kind === 'known') {
    return {
      kind: 'known',
      value: { name: value.text, isAws: false },
      at: value.at,
      defaults: value.defaults,
    };
  }
  return unknownField(value.kind === 'unknown' ? value : { why: 'it is not a string' }, value.at);
}
