import { PATTERNS } from '../../server/src/patterns/patterns.ts';
import { type NetworkRequest, readNetworkRequest } from '../../server/src/patterns/request.ts';

const EXTRAS: readonly (readonly string[])[] = [
  [],
  ['bastion'],
  ['session-manager'],
  ['rds'],
  ['bastion', 'rds'],
  ['session-manager', 'rds'],
  ['endpoints=s3', 'dynamodb', 'sqs', 'sns', 'secretsmanager'],
  ['bastion', 'session-manager', 'rds', 'endpoints=sqs', 'sns', 'secretsmanager', 'ecr.api', 'logs'],
];

const BLOCKS = ['10.0.0.0/16', '172.30.4.0/22', '192.168.200.0/24'];

export interface Wanted {
  readonly title: string;
  readonly request: NetworkRequest;
}

/** Every pattern over every number of zones with every choice of extras, the last also in small blocks; without what is refused. */
export const WANTED: readonly Wanted[] = PATTERNS.flatMap(({ id }) =>
  ['2', '3'].flatMap((zones) =>
    BLOCKS.flatMap((cidr, index) =>
      EXTRAS.filter((extras) => index === 0 || extras.length > 2)
        .filter((extras) => !(id === 'internal' && extras.includes('bastion')))
        .map((extras) => ({
          title: `${id}, ${zones} zones, ${cidr}${extras.length > 0 ? `, with ${extras.join()}` : ''}`,
          request: request(id, extras, zones, cidr),
        })),
    ),
  ),
);

export function request(
  pattern: string,
  extras: readonly string[] = [],
  zones = '2',
  cidr = '10.0.0.0/16',
): NetworkRequest {
  const read = readNetworkRequest({ pattern, zones, cidr, extras });
  if ('refused' in read) throw new Error(read.refused);
  return read;
}
