import { workloadsOf } from '../../../network/workload.ts';
import { nearerCauseOf } from '../../causes.ts';
import { defineRule } from '../../defineRule.ts';
import { failingAnswer, fixesOfBlockers, fromFailingSubnets, relatedOf, workload } from '../../reaching.ts';

/** Nodes of a Kubernetes cluster that cannot pull what every node runs. */
export default defineRule({
  id: 'eks-nodes-no-path',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The nodes cannot reach Amazon ECR and do not join the cluster',
  why: 'A node pulls the VPC CNI, CoreDNS and kube-proxy from Amazon ECR before it is ready. In a public subnet it needs a public address, which a managed node group has only where MapPublicIpOnLaunch is true; in other subnets it needs a NAT gateway, or endpoints for ecr.api, ecr.dkr and S3. Otherwise the node group fails with "Instances failed to join the kubernetes cluster" or Ec2SubnetInvalidConfiguration.',
  howToFix:
    'Set MapPublicIpOnLaunch of public subnets, add a NAT gateway, or add endpoints for ecr.api, ecr.dkr and S3.',
  whenToIgnore: 'If the route, the NAT gateway or the endpoints are created outside this template.',
  sources: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const nodes of workloadsOf(network, 'node-group')) {
      // Pods on Fargate may need only images of another registry.
      if (nodes.type !== 'AWS::EKS::Nodegroup' || nodes.launchTemplate.kind !== 'absent') continue;
      const answer = failingAnswer(
        network,
        workload(nodes.id),
        { kind: 'service', name: 'ecr.dkr' },
        { port: 443 },
      );
      if (!answer) continue;
      yield {
        at: nodes.at,
        resource: nodes.id,
        defaults: answer.defaults,
        message: `The nodes of ${nodes.id} cannot reach Amazon ECR${fromFailingSubnets(answer)}. They do not join the cluster.`,
        related: relatedOf(answer.blockedBy),
        fixes: fixesOfBlockers(answer.blockedBy, nodes.id, file),
        ...nearerCauseOf(answer, network),
      };
    }
  },
});
