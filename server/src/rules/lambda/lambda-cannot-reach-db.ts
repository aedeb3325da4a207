import { ownerOfPrivateHostIn } from '../../aws/privateHosts.ts';
import { fieldIn } from '../../network/template/fieldOfValue.ts';
import { NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import { functionsIn } from '../clients.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { FUNCTION_TYPES } from '../shared/resources/functionProperty.ts';
import { blockedDatabases } from '../shared/traffic/blockedDatabases.ts';

/** A function that has the address of a database, cache or broker and cannot open a connection to it. */
export default defineRule({
  id: 'lambda-cannot-reach-db',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The function cannot reach a database that its environment names',
  why: 'An environment variable of the function names a database, cache, broker or proxy of the template, but the network drops the packets to it or the answers from it, so the function waits until it times out. The finding names the security group, network ACL or route that blocks the connection. A function outside a VPC is also reported for a host of DocumentDB, ElastiCache, MemoryDB, a private MSK broker or an OpenSearch domain in a VPC that is written out: those have private addresses alone.',
  whenToIgnore: 'If the function does not connect to the database although its environment names it.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'SG-01',
    'LAM-01',
    'G4',
    'https://docs.aws.amazon.com/documentdb/latest/developerguide/connect-from-outside-a-vpc.html',
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html',
    'https://docs.aws.amazon.com/msk/latest/developerguide/get-bootstrap-cli.html',
    'https://docs.aws.amazon.com/memorydb/latest/devguide/clusters.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VPCs.html',
  ],

  *check(file) {
    yield* blockedDatabases(functionsIn(file.network), file);
    yield* hostsInVpcs(file);
  },
});

/** A host that is written out and has private addresses alone, in the environment of a function outside of VPCs. */
function* hostsInVpcs(file: CheckedFile): Generator<Report> {
  const seen = new Set<number>();
  for (const reader of existingResources(file, FUNCTION_TYPES)) {
    const { id } = reader.object;
    const source = file.network.workloads.get(id);
    if (source?.kind !== 'function' || source.subnets.kind !== 'absent') continue;
    const shared =
      reader.resource.type === 'AWS::Serverless::Function' ? reader.globals('Function') : undefined;
    const environments = [reader.property('Environment'), shared?.property('Environment') ?? NO_VALUE];
    for (const [variable, value] of environments.flatMap(variablesIn)) {
      const owner = value.kind === 'known' ? ownerOfPrivateHostIn(value.text) : undefined;
      if (value.kind !== 'known' || owner === undefined || seen.has(value.at.start)) continue;
      seen.add(value.at.start);
      yield {
        at: value.at,
        resource: id,
        defaults: value.defaults,
        message: `${variable} names ${owner}, which has private addresses alone, and ${id} runs outside a VPC. Connections time out.`,
      };
    }
  }
}

function variablesIn(environment: Value): readonly (readonly [name: string, value: Value])[] {
  const variables = fieldIn(environment, 'Variables');
  return variables.kind === 'fields' ? [...variables.fields] : [];
}
