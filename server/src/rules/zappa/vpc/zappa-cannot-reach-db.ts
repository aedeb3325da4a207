import { ownerOfPrivateHost } from '../../../aws/privateHosts.ts';
import { databaseHosts } from '../../../inventory/hosts.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import { withNames } from '../../../inventory/words.ts';
import { usesOf } from '../../../network/analysis/uses.ts';
import { placements } from '../../../network/analysis/workloads/placement.ts';
import { hasNoItems } from '../../../network/field.ts';
import { keyOfField } from '../../../network/lookup.ts';
import type { Network } from '../../../network/model.ts';
import type { LambdaFunction } from '../../../network/workload.ts';
import type { Answer } from '../../../reach/question.ts';
import { clauseOf } from '../../../wording/blockers.ts';
import { listed } from '../../../wording/listed.ts';
import { hostsIn, type NamedHost } from '../../../zappa/hosts.ts';
import { deployedStages, type Stage } from '../../../zappa/settings.ts';
import { type CheckedFile, defineRule, type Report } from '../../defineRule.ts';
import { failingAnswer, failingSubnets, workload } from '../../reaching.ts';
import { allPlacedStages, existingNetwork, stagesInOrder } from './placedStages.ts';
import { blockerRemedies } from './remedies.ts';

/** A stage whose environment names a database of the inventory that it cannot open a connection to. */
export default defineRule({
  id: 'zappa-cannot-reach-db',
  area: 'zappa',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'The function cannot reach a database that its environment names',
  why: 'An environment variable contains the host name of a database in the inventory, but the network drops the packets to it or the answers from it, so every connection waits until it times out. The finding names the security group, network ACL or route that blocks the connection, or says that the stage has no vpc_config, or that the database listens on another port. Hosts of DocumentDB, ElastiCache, MemoryDB, private MSK brokers and OpenSearch domains in a VPC have private addresses alone, so a stage without vpc_config is reported without an inventory too.',
  howToFix:
    'Change the security group, network ACL or route that the finding names; the quick fix copies the AWS CLI command.',
  whenToIgnore: 'If the inventory is out of date, or the function does not connect to the database.',
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
    const network = existingNetwork(file);
    const { inventory } = file;
    if (inventory) yield* otherPorts(file, inventory);
    yield* fromOutside(file);
    const placedStages = allPlacedStages(file);
    const reports = new Map<string, SharedReport>();
    for (const stage of stagesInOrder(file)) {
      const source = network?.workloads.get(stage.name);
      if (!network || !inventory || source?.kind !== 'function') continue;
      for (const { id, at } of privateUses(source, network)) {
        const key = `${at.start} ${source.vpcConfig?.node?.start ?? ''}`;
        const known = reports.get(key);
        if (known?.stages.includes(stage)) continue;
        if (known) {
          known.stages.push(stage);
          continue;
        }
        const answer = failingAnswer(network, workload(source.id), workload(id));
        if (!answer) continue;
        const [placed] = placedStages.filter((one) => one.stage === stage);
        reports.set(key, {
          stages: [stage],
          owner: placed?.owner,
          reportFor: (name) => ({
            at,
            message: messageOf(name, source, id, answer, inventory),
            remedies: placed ? blockerRemedies(placed, workload(id), answer, network) : [],
          }),
        });
      }
    }
    for (const { stages, owner, reportFor } of reports.values()) {
      const stage = stages.find((one) => one === owner) ?? stages[0]!;
      const extendedBy = stages.flatMap(({ name }) => (name === stage.name ? [] : [name]));
      yield { ...reportFor(stage.name), stage: stage.name, extendedBy };
    }
  },
});

/** A variable with a port on which its database does not listen. */
function* otherPorts({ zappa }: CheckedFile, inventory: Inventory): Generator<Report> {
  const hosts = databaseHosts(inventory);
  const seen = new Set<number>();
  for (const stage of zappa?.stages ?? []) {
    for (const { host, port, variable, at } of hostsIn(stage, hosts)) {
      const { port: own, name } = hosts.get(host)!;
      if (port === undefined || own === undefined || port === own || seen.has(at.start)) continue;
      seen.add(at.start);
      yield {
        at,
        stage: stage.name,
        message: `${variable} has port ${port}, but database ${name} listens on ${own}. Connections fail.`,
      };
    }
  }
}

/** A variable with a host in some VPC, in a stage that runs outside of all of them. */
function* fromOutside({ zappa, network, inventory }: CheckedFile): Generator<Report> {
  const known = inventory && databaseHosts(inventory);
  const inVpcs = { has: (host: string) => !known?.has(host) && ownerOfPrivateHost(host) !== undefined };
  const found = new Map<number, { stages: string[]; host: NamedHost }>();
  for (const stage of zappa ? deployedStages(zappa) : []) {
    const source = network.workloads.get(stage.name);
    if (source?.kind !== 'function' || !isOutside(source)) continue;
    for (const host of hostsIn(stage, inVpcs)) {
      const same = found.get(host.at.start);
      // A variable can name several hosts.
      if (same) same.stages = [...new Set([...same.stages, stage.name])];
      else found.set(host.at.start, { stages: [stage.name], host });
    }
  }
  for (const { stages, host } of found.values()) {
    const [stage, ...extendedBy] = stages;
    yield {
      at: host.at,
      stage: stage!,
      extendedBy,
      message: `${host.variable} names ${ownerOfPrivateHost(host.host)}, which has private addresses alone, and stage "${stage}" runs outside a VPC. Connections time out.`,
    };
  }
}

/** Fact LAM-10. */
function isOutside({ subnets }: LambdaFunction): boolean {
  return hasNoItems(subnets);
}

/** The workloads that a function certainly reaches by private addresses, by id, with the places that name them. */
function privateUses(source: LambdaFunction, network: Network) {
  return usesOf(source, network).flatMap(({ to, at }) =>
    to.kind === 'workload' && isByPrivateAddress(source.id, to.id, network) ? [{ id: to.id, at }] : [],
  );
}

/** What is reported once for the stages that share a variable and a `vpc_config`. */
interface SharedReport {
  readonly stages: Stage[];
  /** The stage that the `vpc_config` is written in. */
  readonly owner: Stage | undefined;
  readonly reportFor: (stage: string) => Report;
}

/**
 * Whether the host name certainly means a private address: the database has no other, or the function asks from within
 * its VPC.
 */
function isByPrivateAddress(from: string, to: string, network: Network): boolean {
  const database = network.workloads.get(to);
  if (database?.publicIp.kind === 'known' && !database.publicIp.value) return true;
  const vpcsOf = (id: string) =>
    new Set(
      placements(network)
        .get(id)
        ?.subnets.map(({ vpc }) => keyOfField(vpc)),
    );
  const [here, there] = [vpcsOf(from), vpcsOf(to)];
  return here.size === 1 && there.size === 1 && !here.has(undefined) && here.has([...there][0]);
}

/** The message; `id` is the id in the model, `db:app` or `cluster:app`. */
function messageOf(
  stage: string,
  source: LambdaFunction,
  id: string,
  answer: Answer,
  inventory: Inventory,
): string {
  const database = `database ${id.replace(/^(db|cluster):/, '')}`;
  if (isOutside(source))
    return `Stage "${stage}" runs outside a VPC, so it cannot connect to ${database} on ${answer.port}, which has no public address.`;
  const [first] = answer.blockedBy;
  const naming = (name: string) => (name === source.id ? 'this function' : withNames(name, inventory));
  const reason = first ? `: ${clauseOf(first.reason, naming)}.` : '.';
  if (answer.verdict === 'blocked')
    return `Stage "${stage}" cannot connect to ${database} on ${answer.port}${reason}`;
  return `Stage "${stage}" cannot always connect to ${database} on ${answer.port} from ${listed(failingSubnets(answer).map(naming))}${reason}`;
}
