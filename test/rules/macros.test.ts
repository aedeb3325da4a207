import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../server/src/rules/index.ts';
import { fixturesOf, ownFindingsIn, type RuleFixture } from './ruleFixtures.ts';

/**
 * Rules that also report in a template with a macro, since they are about what is written or what follows from it. All others are silent
 * there: a macro can add, remove and rewrite anything before CloudFormation reads the template.
 */
const REPORTING = new Set(
  `
    alb-one-az alb-subnet-small cidr-host-bits cidr-malformed codebuild-in-public-subnet
    db-internet-reachable db-public-subnets db-sg-port-mismatch db-subnet-group-one-az
    default-sg-has-rules dynamic-reference-unquoted ecs-cannot-reach-db endpoint-az-gap
    endpoint-private-dns-off endpoint-sg-blocks-client fleet-mixed-egress gateway-endpoint-not-on-table
    gateway-endpoint-sg-egress igw-double-attach igw-without-public-ip instance-public-ip key-twice
    lambda-cannot-reach-db lambda-dual-stack lambda-efs-2049-blocked lambda-in-public-subnet
    lambda-kafka-esm-no-path lambda-mixed-egress lambda-no-path-to-service lambda-single-az
    lb-clients-blocked lb-internet-facing-private lb-target-blocked lb-zone-twice
    nacl-allow-all-protocols nacl-blocks-nat nacl-blocks-return nacl-dns-deny-useless
    nacl-duplicate-rule-number nacl-empty-direction nacl-ingress-world-admin nacl-shadowed-rule
    nat-crossed-az nat-not-in-public-subnet nat-private-for-internet nat-self-route
    nat-shared-across-azs peering-one-way peering-overlap peering-transitive public-ip-without-igw
    publicly-accessible route-duplicate-destination route-inside-vpc-cidr route-ip-family
    route-reserved-destination route-target-wrong-kind route-two-targets sam-key-unknown scenarios-cut
    sg-egress-world sg-ingress-world sg-ingress-world-rdp sg-ingress-world-ssh sg-over-quota
    sg-redundant-rule sg-split-world sg-standalone-egress-ineffective sg-world-data-port
    sg-world-every-port subnet-auto-public-ip subnet-outside-vpc subnet-overlap subnet-size
    subnet-too-small subnet-two-route-tables syntax-broken vpc-cidr-conflict vpc-public-range vpc-size
    zero-block zone-index-high
    `
    .trim()
    .split(/\s+/),
);

for (const rule of rules.filter(({ appliesTo }) => appliesTo.includes('template'))) {
  const isReporting = REPORTING.has(rule.id);
  test(`${rule.id} ${isReporting ? 'reports' : 'is silent'} in a template with a macro`, () => {
    const bad = fixturesOf(rule).filter(({ verdict, kind, format }) => verdict === 'bad' && kind === 'template' && format === 'yaml');
    const found = bad.filter((one) => ownFindingsIn(one, withMacro(one)).length > 0);
    if (isReporting) assert.notEqual(found.length, 0, 'It can leave the list.');
    else
      assert.deepEqual(
        found.map(({ fixture }) => fixture.name),
        [],
      );
  });
}

function withMacro({ fixture: { text } }: RuleFixture): string {
  return /^Transform:/m.test(text)
    ? text.replace(/^Transform: *\[?([\w:-]+)\]? *$/m, 'Transform: [$1, OwnMacro]')
    : text.replace(/^(?=\w+:)/m, 'Transform: OwnMacro\n');
}
