import { NO_VALUE, unknown, type Value } from '../../../../template/evaluation/value.ts';
import { valueAtPath } from '../../fieldOfValue.ts';
import type { Draft, ResourceReader } from '../../readResource.ts';
import { readWorkload } from './workload.ts';

/**
 * The tasks of an express service. ECS makes groups of its own beside the ones that the service names, and its page does not say
 * whether tasks get public addresses: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/express-service-work.html
 */
export function readExpressService(reader: ResourceReader, draft: Draft): void {
  const { object, property } = reader;
  const groups = valueAtPath(property, 'NetworkConfiguration.SecurityGroups');
  const own = unknown('ECS makes security groups of its own', object.at);
  const said: Readonly<Record<string, Value>> = {
    Subnets: valueAtPath(property, 'NetworkConfiguration.Subnets'),
    SecurityGroups: {
      kind: 'list',
      items: groups.kind === 'list' ? [...groups.items, own] : [own],
      at: object.at,
    },
    AssignPublicIp: unknown('AWS does not say which tasks get public addresses', object.at),
  };
  readWorkload({ ...reader, property: (name) => said[name] ?? NO_VALUE }, draft);
}
