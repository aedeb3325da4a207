import { CompletionItemKind } from 'vscode-languageserver-types';
import { ENDPOINT_SERVICES, GATEWAY_SERVICES, serviceText } from '../../../../aws/services.ts';
import { keyOfField } from '../../../../network/lookup.ts';
import type { Data } from '../../../../syntax/edit.ts';
import { entryAt } from '../../../../syntax/tree.ts';
import { wordsOf } from '../../../subnets/tierFromName.ts';
import { type Context, type PropertyPlace, siblingText } from '../context.ts';
import type { Suggestion } from './suggestion.ts';
import { vpcOfPlace } from './vpc.ts';

/**
 * Names of AWS services in the stack's region, with the kind of their endpoint; those for which the VPC has an endpoint
 * come last.
 */
export function serviceNames(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const vpc = vpcOfPlace(context, place);
  const there = new Set<string>();
  for (const { endpoints } of context.networks) {
    for (const { id, service, vpc: own } of endpoints.values()) {
      if (id !== place.id && service.kind === 'known' && keyOfField(own) === vpc)
        there.add(service.value.name);
    }
  }
  const named = nameAsBegun(context);
  const written = siblingText(place.mapping, 'VpcEndpointType');
  const isGateway = written === undefined ? undefined : written === 'Gateway';
  return [...ENDPOINT_SERVICES]
    .filter((name) => isGateway === undefined || isGateway === GATEWAY_SERVICES.has(name) || name === 's3')
    .map((name, index) => ({ name, index, isThere: there.has(name), called: calledIn(place.id, name) }))
    .toSorted((a, b) => Number(a.isThere) - Number(b.isThere) || b.called - a.called || a.index - b.index)
    .map(({ name, isThere }) => ({
      value: named(name),
      label: name,
      detail: [
        serviceText(name) === name ? '' : serviceText(name),
        kindsOf(name),
        isThere ? 'the VPC has one' : undefined,
      ]
        .filter(Boolean)
        .join(' · '),
      kind: CompletionItemKind.Value,
    }));
}

/**
 * How many letters of a service's name an id contains: SqsEndpoint has sqs, SecretsEndpoint has the start of
 * secretsmanager.
 */
function calledIn(id: string, service: string): number {
  const name = service.replaceAll(/[^a-z0-9]/g, '');
  if (id.toLowerCase().includes(name)) return name.length;
  const begun = wordsOf(id).filter((word) => word.length > 2 && name.startsWith(word));
  return Math.max(0, ...begun.map(({ length }) => length));
}

/** The service of an endpoint, as written or the first suggestion, by AWS's name. */
export function likelyService(context: Context, place: PropertyPlace): string | undefined {
  const written = context.networks
    .map(({ endpoints }) => endpoints.get(place.id)?.service)
    .find((one) => one?.kind === 'known');
  if (written?.kind === 'known') return written.value.isAws ? written.value.name : undefined;
  return entryAt(place.mapping, 'ServiceName') ? undefined : serviceNames(context, place)[0]?.label;
}

/**
 * Continues a name as it was started: with a literal region, or with a reference to the stack's region in `Fn::Sub`.
 */
function nameAsBegun({ place, path }: Context): (service: string) => Data {
  const head = /^com\.amazonaws\.(?:[a-z0-9-]+|\$\{AWS::Region\})\./.exec(place.prefix)?.[0];
  if (head !== undefined) return (service) => head + service;
  const text = 'com.amazonaws.${AWS::Region}.';
  const isText = path.at(-1) === 'Fn::Sub';
  return (service) => (isText ? text + service : { 'Fn::Sub': text + service });
}

/** Facts EP-01, EP-09: S3 and DynamoDB have both kinds. */
function kindsOf(name: string): string {
  return GATEWAY_SERVICES.has(name) ? 'gateway endpoint (free), or interface' : 'interface endpoint';
}

/** The endpoint types of the service in the same mapping. */
export function endpointTypes(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const { schema } = place;
  const isGateway = GATEWAY_SERVICES.has(likelyService(context, place) ?? '');
  const first = isGateway ? 'Gateway' : 'Interface';
  return [first, ...(schema?.enum ?? []).filter((one) => one !== first)].map((value) => ({
    value,
    kind: CompletionItemKind.EnumMember,
    ...(value === 'Gateway' && { detail: 'of a route table; free, for S3 and DynamoDB' }),
    ...(value === 'Interface' && { detail: 'an address in a subnet' }),
  }));
}
