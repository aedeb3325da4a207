import { isConditional } from '../../changes/resources.ts';
import { usersOf } from '../../network/analysis/uses.ts';
import { defaultsOf } from '../../network/field.ts';
import type { Network, SecurityGroupRule } from '../../network/model.ts';
import type { ListeningPort, Workload } from '../../network/workload.ts';
import { entryAt } from '../../syntax/tree.ts';
import { listed } from '../../wording/listed.ts';
import { groupName, trafficOfRule } from '../../wording/ruleWords.ts';
import { clientsIn, functionsIn } from '../clients.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { settingFix } from '../shared/fixes/settingFix.ts';
import { allInboundRules, mayAllow } from '../shared/traffic/groupRulesFor.ts';

/** A database whose groups have no rule for the port that it answers on. */
export default defineRule({
  id: 'db-sg-port-mismatch',
  area: 'databases',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'No security group of the database allows its port',
  why: 'A database listens on its Port property or on the default port of its engine: 3306 for MySQL and MariaDB, 5432 for PostgreSQL, 1433 for SQL Server, 6379 for Redis and Valkey. A cluster of Aurora PostgreSQL without Port listens on 3306, unless its mode is serverless. Security groups drop all inbound traffic that no rule allows, so if there are none or they name only other ports, every connection times out.',
  whenToIgnore: 'If rules for the port are added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'RDS-06',
    'RDS-08',
    'DB-02',
    'DB-03',
    'SG-01',
    'G65',
  ],

  *check({ network }) {
    for (const store of network.workloads.values()) {
      const [listening, ...others] = store.listeningPorts;
      if (!STORES.has(store.kind) || store.securityGroups.kind !== 'known' || others.length > 0) continue;
      // lambda-cannot-reach-db reports a database that a function names.
      if (listening?.port.kind !== 'known' || isNamedByFunction(store.id, network)) continue;
      const port = listening.port.value;
      const rules = allInboundRules(store.id, network);
      const other =
        rules?.filter(({ protocol }) => protocol.kind === 'known' && protocol.value === 'tcp') ?? [];
      if (!rules || rules.some((rule) => mayAllow(rule, port))) continue;
      // If nothing in the file opens connections, the rules may be added later.
      if (other.length === 0 && clientsIn(network).length === 0) continue;
      yield {
        at: store.at,
        resource: store.id,
        defaults: defaultsOf(listening.port, ...rules.flatMap(({ protocol, ports }) => [protocol, ports])),
        message: `${store.id} listens on ${port}${whyThere(listening)}, but ${allowedInstead(other)}. All connections to ${store.id} time out.`,
        related: other.map((rule) => ({
          at: rule.at,
          message: `${groupName(rule)} allows ${trafficOfRule(rule)}`,
        })),
        fixes:
          listening.isOfCloudFormation && rules.some((rule) => mayAllow(rule, 5432))
            ? settingFix(store.properties, 'Port', 5432, `Set Port of ${store.id} to 5432`)
            : rules.length === 1
              ? fixesOf(rules[0]!, port)
              : [],
      };
    }
  },
});

const STORES: ReadonlySet<Workload['kind']> = new Set(['database', 'cache', 'warehouse']);

function whyThere({ isOfCloudFormation }: ListeningPort): string {
  return isOfCloudFormation ? ', which CloudFormation gives to Aurora without a Port' : '';
}

/** What the groups of a database allow in place of its port, as a clause. */
function allowedInstead(rules: readonly SecurityGroupRule[]): string {
  if (rules.length === 0) return 'its security groups have no inbound rule for TCP';
  const groups = [...new Set(rules.map(groupName))];
  const traffic = [...new Set(rules.map(trafficOfRule))];
  return `${listed(groups)} ${groups.length === 1 ? 'allows' : 'allow'} only ${listed(traffic)}`;
}

function isNamedByFunction(id: string, network: Network): boolean {
  const users = usersOf({ kind: 'workload', id }, network);
  return functionsIn(network).some((source) => users.has(source.id));
}

/** Not preferred: the rule may be right, and the port of the database wrong. */
function fixesOf({ node, ports }: SecurityGroupRule, port: number): readonly Fix[] {
  if (ports.kind !== 'known' || ports.value.from !== ports.value.to || ports.defaults.length > 0) return [];
  const ends = ['FromPort', 'ToPort'].map((name) => entryAt(node, name)?.value);
  const scalars = ends.filter((end) => end?.kind === 'scalar' && end.tag === undefined);
  if (isConditional(node) || scalars.length !== 2) return [];
  return [
    {
      title: `Allow port ${port}`,
      preferred: false,
      edits: scalars.map((end) => ({ op: 'replace', node: end!, value: port })),
    },
  ];
}
