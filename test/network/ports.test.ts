import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkOf } from './shown.ts';

/** The ports that X answers on, `?` for one that is not known. */
function portsOf(resources: readonly (readonly [id: string, type: string, properties: string])[]): string {
  const lines = resources.map(
    ([id, type, properties]) => `  ${id}: { Type: ${type}, Properties: { ${properties} } }`,
  );
  const { listeningPorts } = networkOf(`Resources:\n${lines.join('\n')}\n`).workloads.get('X')!;
  return listeningPorts
    .map(({ protocol, port }) => `${protocol} ${port.kind === 'known' ? port.value : '?'}`)
    .join(', ');
}

test('an instance answers where its cluster does, wherever that stands in the text', () => {
  const instance = [
    'X',
    'AWS::RDS::DBInstance',
    'Engine: aurora-mysql, DBClusterIdentifier: !Ref C',
  ] as const;
  const cluster = ['C', 'AWS::RDS::DBCluster', 'Engine: aurora-mysql, Port: 3307'] as const;
  assert.equal(portsOf([instance, cluster]), 'tcp 3307');
  assert.equal(portsOf([cluster, instance]), 'tcp 3307');
  assert.equal(
    portsOf([['X', 'AWS::RDS::DBInstance', 'Engine: aurora-mysql, DBClusterIdentifier: other']]),
    'tcp ?',
  );
});

test('an endpoint of a proxy answers where the proxy does', () => {
  const endpoint = ['X', 'AWS::RDS::DBProxyEndpoint', 'DBProxyName: !Ref C'] as const;
  assert.equal(portsOf([endpoint, ['C', 'AWS::RDS::DBProxy', 'EngineFamily: MYSQL']]), 'tcp 3306');
});

test('a service answers on what its load balancer sends to and what its tasks say, each once', () => {
  const service = [
    'X',
    'AWS::ECS::Service',
    'TaskDefinition: !Ref T, LoadBalancers: [{ TargetGroupArn: a, ContainerPort: 8080 }]',
  ] as const;
  const task = [
    'T',
    'AWS::ECS::TaskDefinition',
    'ContainerDefinitions: [{ PortMappings: [{ ContainerPort: 8080 }, { ContainerPort: 9090 }] }]',
  ] as const;
  assert.equal(portsOf([service, task]), 'tcp 8080, tcp 9090');
});

test('a copy keeps a port that is unknown here; one that is written counts', () => {
  const restored = 'Engine: postgres, DBSnapshotIdentifier: s';
  assert.equal(portsOf([['X', 'AWS::RDS::DBInstance', restored]]), 'tcp ?');
  assert.equal(portsOf([['X', 'AWS::RDS::DBInstance', `${restored}, Port: 5433`]]), 'tcp 5433');
});
