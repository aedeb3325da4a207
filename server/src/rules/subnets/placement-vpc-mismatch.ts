import { find } from '../../network/lookup.ts';
import type { Network, VpcEndpoint } from '../../network/model.ts';
import type { Workload } from '../../network/workload.ts';
import { defineRule, type Report, type Severity } from '../defineRule.ts';
import {
  groupsOfOtherVpc,
  mismatch,
  type Placed,
  partsOfOtherVpc,
  subnetsOfOtherVpc,
} from '../shared/placement/vpcMismatch.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** Something whose subnets and security groups are in two VPCs: an instance, an interface, an endpoint, a cache … */
export default defineRule({
  id: 'placement-vpc-mismatch',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnets and security groups belong to different VPCs',
  why: 'The security groups of a network interface must belong to the VPC of its subnet. EC2, and the services that create network interfaces, reject anything else with "belong to different networks". What gets its network interfaces later, such as an Auto Scaling group, a container service or a VPC connector, is created anyway and then does not work, which is a warning.',
  howToFix: 'Use subnets and security groups of one VPC.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
    'https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html',
    'https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileSystem.html',
    'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html',
    'https://github.com/QT-DevOps/DevOpsIssues/issues/376',
    'SG-11',
  ],

  *check(file) {
    const { network, template } = file;
    if (!template || template.hasMacros) return;
    const whole = wholeNetwork(file);
    for (const one of network.workloads.values()) {
      const outcome = OUTCOMES[one.kind];
      if (!outcome) continue;
      const severity: Severity = outcome === 'rejected' ? 'error' : 'warning';
      const consequence = SENTENCES[outcome](one.id);
      for (const report of partsOfOtherVpc(one, whole, consequence)) yield { ...report, severity };
    }
    for (const endpoint of network.endpoints.values()) yield* endpointReports(endpoint, whole);
    for (const one of network.transitGatewayAttachments.values()) {
      const home: Placed = { name: one.id, vpc: one.vpc, field: one.vpc };
      yield* subnetsOfOtherVpc(
        one,
        one.subnets,
        whole,
        `AWS rejects ${one.id}: its subnets must belong to the VPC that it attaches.`,
        home,
      );
    }
  },
});

function* endpointReports(endpoint: VpcEndpoint, whole: Network): Generator<Report> {
  const home: Placed = { name: endpoint.id, vpc: endpoint.vpc, field: endpoint.vpc };
  const consequence = `AWS rejects ${endpoint.id}: its subnets, security groups and route tables must belong to its VPC.`;
  yield* subnetsOfOtherVpc(endpoint, endpoint.subnets, whole, consequence, home);
  yield* groupsOfOtherVpc(endpoint, whole, consequence, home);
  for (const field of endpoint.routeTables.kind === 'known' ? endpoint.routeTables.items : []) {
    const table = find(whole.routeTables, field);
    const odd: Placed | undefined = table && { name: table.id, vpc: table.vpc, field };
    const report = odd && mismatch(endpoint, odd, home, consequence, whole);
    if (report) yield report;
  }
}

type Outcome = 'rejected' | 'starts-nothing' | 'not-connected';

/** The consequence for each kind of workload: some get their network interfaces at creation, others later. */
const OUTCOMES: Partial<Record<Workload['kind'], Outcome>> = {
  instance: 'rejected',
  'network-interface': 'rejected',
  'mount-target': 'rejected',
  'database-proxy': 'rejected',
  cache: 'rejected',
  'search-domain': 'rejected',
  broker: 'rejected',
  'replication-instance': 'rejected',
  'kubernetes-cluster': 'rejected',
  'airflow-environment': 'rejected',
  'resolver-endpoint': 'rejected',
  'instance-connect-endpoint': 'rejected',
  notebook: 'rejected',
  'file-share': 'rejected',
  'auto-scaling-group': 'starts-nothing',
  'container-service': 'starts-nothing',
  'compute-environment': 'starts-nothing',
  'build-project': 'starts-nothing',
  canary: 'not-connected',
  'vpc-connector': 'not-connected',
  'device-project': 'not-connected',
  'glue-connection': 'not-connected',
};

const SENTENCES: Readonly<Record<Outcome, (id: string) => string>> = {
  rejected: (id) => `AWS rejects ${id}: its subnets and security groups must belong to one VPC.`,
  'starts-nothing': (id) => `${id} cannot start anything.`,
  'not-connected': (id) => `${id} gets no network interface and connects to nothing.`,
};
