import { CompletionItemKind } from 'vscode-languageserver-types';
import { portOfEngine } from '../../../../aws/workloadTypes.ts';
import { table } from '../../../../table.ts';
import type { PropertyPlace } from '../context.ts';
import type { Suggestion } from './suggestion.ts';

/**
 * The engines of a database or cache, most used first.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 */
const ENGINES: Readonly<Record<string, readonly string[]>> = table({
  'AWS::RDS::DBInstance': [
    ...['postgres', 'mysql', 'mariadb', 'aurora-postgresql', 'aurora-mysql'],
    ...['sqlserver-ex', 'sqlserver-web', 'sqlserver-se', 'sqlserver-ee'],
    ...['oracle-se2', 'oracle-se2-cdb', 'oracle-ee', 'oracle-ee-cdb', 'db2-se', 'db2-ae'],
    ...['custom-oracle-ee', 'custom-oracle-ee-cdb', 'custom-oracle-se2', 'custom-oracle-se2-cdb'],
    ...['custom-sqlserver-ee', 'custom-sqlserver-se', 'custom-sqlserver-web', 'custom-sqlserver-dev'],
  ],
  'AWS::RDS::DBCluster': ['aurora-postgresql', 'aurora-mysql', 'postgres', 'mysql'],
  'AWS::ElastiCache::CacheCluster': ['valkey', 'redis', 'memcached'],
  'AWS::ElastiCache::ReplicationGroup': ['valkey', 'redis'],
  'AWS::ElastiCache::ServerlessCache': ['valkey', 'redis', 'memcached'],
});

export function engineNames({ type }: PropertyPlace): readonly Suggestion[] {
  return (ENGINES[type] ?? []).map((value) => {
    const port = portOfEngine(value);
    return { value, kind: CompletionItemKind.EnumMember, ...(port && { detail: `port ${port}` }) };
  });
}
