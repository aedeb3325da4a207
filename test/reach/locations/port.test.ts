import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../../server/src/analysis.ts';
import { networkOfTemplate } from '../../../server/src/network/template/networkOfTemplate.ts';
import { defaultPort } from '../../../server/src/reach/locations/port.ts';
import type { Party } from '../../../server/src/reach/question.ts';

function portIn(resources: string, to: Party) {
  const content = analyze(
    'template.yaml',
    `Parameters:\n  Port: { Type: Number }\nResources:\n${resources}`,
  )?.content;
  assert.ok(content?.kind === 'template');
  const [scenario] = content.scenarios.all;
  const port = defaultPort(to, networkOfTemplate(scenario!));
  return 'why' in port ? 'unknown' : port.value;
}

const database = (more: string) =>
  `  To: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, ${more} } }\n`;
const cluster = (more: string) =>
  `  Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql, ${more} } }\n`;
const BALANCER = `  To: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: application } }\n`;
const listener = (id: string, port: string, of = 'To') =>
  `  ${id}: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref ${of}, Port: ${port}, Protocol: HTTP } }\n`;

test('the port that a destination answers on, where none is asked for', () => {
  const to: Party = { kind: 'workload', id: 'To' };
  for (const [what, resources, port] of [
    ['its own', database('Port: 6000'), 6000],
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
    ['the default of the engine', database('AllocatedStorage: 20'), 5432],
    ['one that is not known', database('Port: !Ref Port'), 'unknown'],
    [
      'the one of its cluster',
      `${cluster('Port: 7000')}${database('DBClusterIdentifier: !Ref Cluster')}`,
      7000,
    ],
    ['itself as its own cluster', database('Port: 6000, DBClusterIdentifier: !Ref To'), 6000],
    ['the one of a listener', `${BALANCER}${listener('Listener', '8080')}`, 8080],
    ['not that of a listener of another', `${BALANCER}${listener('Listener', '8080', 'Other')}`, 443],
    [
      'a known one beside an unknown one',
      `${BALANCER}${listener('A', '!Ref Port')}${listener('B', '81')}`,
      81,
    ],
    ['443 for what says none', '  To: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-1 } }\n', 443],
  ] as const)
    assert.equal(portIn(resources, to), port, what);
});

test('a file system answers on the port of its mount targets, and what is no workload on 443', () => {
  const files = `  Files: { Type: AWS::EFS::FileSystem }
  Target: { Type: AWS::EFS::MountTarget, Properties: { FileSystemId: !Ref Files, SubnetId: subnet-1, SecurityGroups: [sg-1] } }
`;
  // https://docs.aws.amazon.com/efs/latest/ug/network-access.html
  assert.equal(portIn(files, { kind: 'file-system', id: 'Files' }), 2049);
  assert.equal(portIn(files, { kind: 'internet' }), 443);
  assert.equal(portIn(files, { kind: 'service', name: 's3' }), 443);
});
