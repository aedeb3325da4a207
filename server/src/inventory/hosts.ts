import type { Inventory } from './inventory.ts';

/** A database with the host name that clients connect to. */
export interface DatabaseHost {
  readonly kind: 'db' | 'cluster';
  /** Its identifier. */
  readonly name: string | undefined;
  /** Its ARN, or its name if the ARN is not listed. */
  readonly key: string;
  /** Undefined while the database is created. */
  readonly port: number | undefined;
}

/** The databases of an inventory by host name, in lower case. */
export function databaseHosts({ parts }: Inventory): ReadonlyMap<string, DatabaseHost> {
  const hosts = new Map<string, DatabaseHost>();
  const add = (host: string | undefined, database: DatabaseHost) => {
    if (host) hosts.set(host.toLowerCase(), database);
  };
  for (const [key, { Endpoint, DBInstanceIdentifier }] of parts.DBInstances.entries)
    add(Endpoint?.Address, { kind: 'db', name: DBInstanceIdentifier, key, port: Endpoint?.Port });
  for (const [key, { Endpoint, ReaderEndpoint, DBClusterIdentifier, Port }] of parts.DBClusters.entries) {
    const database = { kind: 'cluster', name: DBClusterIdentifier, key, port: Port } as const;
    add(Endpoint, database);
    add(ReaderEndpoint, database);
  }
  return hosts;
}
