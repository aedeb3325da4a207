import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../server/src/rules/index.ts';
import { analysisOf, findingsIn, fixturesOf } from './ruleFixtures.ts';

/** Errors that offer no quick fix, each with the choice that only the user can make. Every other error offers one. */
const WITHOUT_FIX: Readonly<Record<string, string>> = {
  'association-cross-vpc': 'Whether the subnet or the table is of the wrong VPC is not known.',
  'cache-zones-nodes': 'Whether a zone or a node is missing is not known.',
  'client-vpn-block': 'The networks of the clients, which a block must not overlap either, are in no file.',
  'db-family-other': 'Whether the family or the version of the database is meant is not known.',
  'db-vpc-mismatch': 'Which of the two VPCs is meant is not known.',
  'device-index': 'Which interface is meant to be the first one is not known.',
  'dhcp-options-refused': 'Which of the servers are needed is not known.',
  'ecs-network-mode-refuses': 'The other container has to be called in another way, which only its image can say.',
  'ecs-registry-container': 'Which container is to be found by the name is not known.',
  'ecs-target-group-unattached': 'A listener of which load balancer, and for which paths, is not known.',
  'ecs-target-groups-over-five': 'How the containers are divided among services is a design.',
  'ecs-task-refused': 'Which name is meant, and where the log goes, is not known.',
  'efs-mount-target-other-zone': 'Whether the zone of the file system or of the subnet is meant is not known.',
  'eks-block': 'Which blocks are free in the networks around the VPC is in no file.',
  'eks-local-zone': 'Which Availability Zone is meant, or whether nodes of another kind are, is not known.',
  'eks-launch-template': 'Instances launched from the template otherwise may need the setting.',
  'emr-service-group': 'The group for the service has rules of its own, between it and the nodes.',
  'endpoint-one-subnet': 'Each subnet needs an endpoint and routes of its own, or the others are too many.',
  'endpoint-service-balancer': 'A Network Load Balancer has to be added, with its own targets and listeners.',
  'file-share-directory-closed': 'The addresses of the domain controllers are in no file.',
  'firewall-rule-group-type': 'Its place among the rule groups of the other list, which have priorities, is not known.',
  'health-check-private-address': 'Which public address or alarm tells the same is not known.',
  'lambda-file-system': 'The access point and the mount target may be in another stack.',
  'lambda-vpc-mismatch': 'Which of the two VPCs is meant is not known.',
  'lattice-vpc-twice': 'Which service network gets an endpoint, with its own groups, is not known.',
  'lb-attribute-other-type': 'Whether the attribute or the type of the load balancer is meant is not known.',
  'lb-function-permission': 'The permission may be of an alias or a version, or for this target group alone.',
  'lb-logs-denied': 'Which policy the bucket has for its other writers is not known.',
  'lb-vpc-mismatch': 'Which of the two VPCs is meant is not known.',
  'list-for-text': 'How the items are joined depends on what the other template splits.',
  'listener-action-refused': 'Which target group, answer or redirect is meant is not known.',
  'listener-certificates-several': 'Which certificate is the default one is not known.',
  'mapping-row-blocks': 'Which block is free in the network of that stage is in no file.',
  'number-refused': 'Which of the accepted numbers is meant, and is free, is not known.',
  'part-in-other-vpc': 'Which of the two VPCs is meant is not known.',
  'peering-overlap': 'One of the VPCs gets a new block, and with it every subnet, or the two use PrivateLink.',
  'placement-vpc-mismatch': 'Which of the two VPCs is meant is not known.',
  'role-not-assumable': 'Who else uses the role, and whether another one is meant, is not known.',
  'route-cross-vpc-target': 'Whether the table or the target is of the wrong VPC is not known.',
  'search-domain-address-policy': 'Which addresses the security group is to allow in place of the policy is not known.',
  'sg-ref-other-vpc': 'The VPCs may be peered by hand later, or the block of the other one is meant.',
  'syntax-broken': 'What the text is meant to say is not known.',
  'target-group-attribute-other-type': 'Whether the attribute or the protocol of the target group is meant is not known.',
  'target-group-two-balancers': 'A second group needs its own targets, which services and instances register themselves.',
  'template-over-quota': 'How a template is divided into stacks is a design.',
  'tgw-attachment-twice': 'Which attachment stays, and what refers to the other, is not known.',
  'vpc-cidr-refused': 'Which block is free in the networks around the VPC is in no file.',
  'web-acl-on-distribution': 'The distribution may be in another stack, and the web ACL in another region.',
  'web-acl-other-balancer': 'An Application Load Balancer has to be added, with its own listeners and targets.',
  'zappa-efs-arn': 'The id of the access point is only in AWS.',
  'zappa-efs-several': 'Which file system holds the data is not known.',
  'zappa-name-too-long': 'Which part of the name can go is not known.',
  'zappa-other-region': 'Whether the stage or what it names is in the wrong region is not known.',
  'zappa-policy-file': 'A file has to be written, and its place chosen.',
  'zappa-settings-exclude': 'Which of the two settings is meant is not known.',
  'zappa-vpc-limits': 'Which of the ids are needed is not known.',
};

/** Of the rule's bad fixtures, whether a finding offers a fix. */
function offersFix(rule: (typeof rules)[number]): boolean {
  return fixturesOf(rule).some((one) => {
    if (one.verdict === 'good') return false;
    const findings = findingsIn(one, analysisOf(one, one.fixture.text));
    return findings.some((finding) => finding.rule === rule && finding.fixes.length > 0);
  });
}

test('an error offers a quick fix, or a reason says why it has none', () => {
  const errors = rules.filter(({ severity }) => severity === 'error');
  const without = errors.filter((rule) => !offersFix(rule)).map(({ id }) => id);
  assert.deepEqual(without.toSorted(), Object.keys(WITHOUT_FIX).toSorted());
});
