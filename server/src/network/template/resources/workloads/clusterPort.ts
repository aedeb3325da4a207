import type { Span } from '../../../../syntax/span.ts';
import type { ListeningPort } from '../../../workload.ts';
import { fieldOf } from '../../fieldOfValue.ts';
import type { Property } from '../../readResource.ts';

/**
 * The port of a cluster of Aurora PostgreSQL that names none and copies none; undefined for any other cluster. RDS itself would take
 * 5432, but CloudFormation passes on a port of its own (fact RDS-08):
 * https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds/pull/336
 */
export function portOfAurora(type: string, property: Property, at: Span): ListeningPort | undefined {
  if (type !== 'AWS::RDS::DBCluster') return undefined;
  const engine = fieldOf(property('Engine'), (name) => name.trim().toLowerCase());
  if (engine.kind !== 'known' || engine.value !== 'aurora-postgresql') return undefined;
  const port = fieldOf(property('EngineMode'), (mode) => (/^serverless$/i.test(mode.trim()) ? 5432 : 3306));
  if (port.kind === 'unknown')
    return { protocol: 'tcp', port: { kind: 'unknown', why: 'its EngineMode decides it', at } };
  const value = port.kind === 'known' ? port.value : 3306;
  const defaults = [...engine.defaults, ...(port.kind === 'known' ? port.defaults : [])];
  return {
    protocol: 'tcp',
    port: { kind: 'known', value, at, defaults },
    ...(value !== 5432 && { isOfCloudFormation: true }),
  };
}
