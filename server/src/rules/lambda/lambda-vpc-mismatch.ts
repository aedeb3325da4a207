import { workloadsOf } from '../../network/workload.ts';
import { defineRule } from '../defineRule.ts';
import { partsOfOtherVpc } from '../shared/placement/vpcMismatch.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** A function with subnets or security groups of two VPCs. */
export default defineRule({
  id: 'lambda-vpc-mismatch',
  area: 'lambda',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnets and security groups of the function belong to different VPCs',
  why: 'The subnets of a function determine its VPC, and all its subnets and security groups must belong to that VPC. Otherwise Lambda rejects the function, and the stack fails.',
  howToFix: 'Use subnets and security groups of one VPC.',
  sources: ['https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfigResponse.html', 'LAM-11', 'G5'],

  *check(file) {
    const { network, template } = file;
    if (!template || template.hasMacros) return;
    const whole = wholeNetwork(file);
    for (const one of workloadsOf(network, 'function'))
      yield* partsOfOtherVpc(
        one,
        whole,
        `Lambda rejects ${one.id}: its subnets and security groups must belong to one VPC.`,
      );
  },
});
