import { CompletionItemKind } from 'vscode-languageserver-types';
import { ENDPOINT_SERVICES, GATEWAY_SERVICES, serviceText } from '../../../aws/services.ts';
import { keyOfField } from '../../../network/lookup.ts';
import { type Context, type PropertyPlace, siblingText } from './context.ts';
import type { Suggestion } from './suggestion.ts';
import { vpcOfPlace } from './vpc.ts';

/** Names of AWS's services in the stack's region, with the kind of their endpoint; those that the VPC has come last. */
export function serviceNames(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const vpc = vpcOfPlace(context, place);
  const there = new Set<string>();
  for (const { endpoints } of context.networks) {
    for (const { id, service, vpc: own } of endpoints.values()) {
      if (id !== place.id && service.kind === 'known' && keyOfField(own) === vpc)
        there.add(service.value.name);
    }
  }
  const written = siblingText(place.mapping, 'VpcEndpointType');
  const isGateway = written === undefined ? undefined : written === 'Gateway';
  return [...ENDPOINT_SERVICES]
    .filter((name) => isGateway === undefined || isGateway === GATEWAY_SERVICES.has(name) || name === 's3')
    .map((name, index) => ({ name, index, isThere: there.has(name) }))
    .toSorted((a, b) => Number(a.isThere) - Number(b.isThere) || a.index - b.index)
    .map(({ name, isThere }) => ({
      value: { 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${name}` },
      label: name,
      detail: [serviceText(name), kindsOf(name), isThere ? 'the VPC has one' : undefined]
        .filter(Boolean)
        .join(' · '),
      kind: CompletionItemKind.Value,
    }));
}

/** Facts EP-01, EP-09: S3 and DynamoDB have both kinds. */
function kindsOf(name: string): string {
  return GATEWAY_SERVICES.has(name) ? 'gateway endpoint (free), or interface' : 'interface endpoint';
}

/** The kind that goes with the service beside. */
export function endpointTypes(context: Context, { id, schema }: PropertyPlace): readonly Suggestion[] {
  const service = context.networks
    .map(({ endpoints }) => endpoints.get(id)?.service)
    .find((one) => one?.kind === 'known');
  const isGateway =
    service?.kind === 'known' && service.value.isAws && GATEWAY_SERVICES.has(service.value.name);
  const first = isGateway ? 'Gateway' : 'Interface';
  return [first, ...(schema?.enum ?? []).filter((one) => one !== first)].map((value) => ({
    value,
    kind: CompletionItemKind.EnumMember,
    ...(value === 'Gateway' && { detail: 'of a route table; free, for S3 and DynamoDB' }),
    ...(value === 'Interface' && { detail: 'an address in a subnet' }),
  }));
}
