import cidrHostBits from './addresses/cidr-host-bits.ts';
import cidrMalformed from './addresses/cidr-malformed.ts';
import dbSubnetGroupOneAz from './databases/db-subnet-group-one-az.ts';
import type { Rule } from './defineRule.ts';
import endpointPrivateDnsVpcOff from './endpoints/endpoint-private-dns-vpc-off.ts';
import endpointTypeDefault from './endpoints/endpoint-type-default.ts';
import suppressionUnused from './files/suppression-unused.ts';
import syntaxBroken from './files/syntax-broken.ts';
import lambdaCannotReachDb from './lambda/lambda-cannot-reach-db.ts';
import lambdaInPublicSubnet from './lambda/lambda-in-public-subnet.ts';
import lambdaMixedEgress from './lambda/lambda-mixed-egress.ts';
import lambdaVpcConfigPartial from './lambda/lambda-vpcconfig-partial.ts';
import albOneAz from './load-balancers/alb-one-az.ts';
import naclDuplicateRuleNumber from './network-acls/nacl-duplicate-rule-number.ts';
import natEipMismatch from './routing/nat-eip-mismatch.ts';
import natNotInPublicSubnet from './routing/nat-not-in-public-subnet.ts';
import natSelfRoute from './routing/nat-self-route.ts';
import routeDuplicateDestination from './routing/route-duplicate-destination.ts';
import routeNoTarget from './routing/route-no-target.ts';
import routeTwoTargets from './routing/route-two-targets.ts';
import sgIngressWorldRdp from './security-groups/sg-ingress-world-rdp.ts';
import sgIngressWorldSsh from './security-groups/sg-ingress-world-ssh.ts';
import sgRedundantRule from './security-groups/sg-redundant-rule.ts';
import sgSplitWorld from './security-groups/sg-split-world.ts';
import sgStandaloneEgressIneffective from './security-groups/sg-standalone-egress-ineffective.ts';
import subnetOutsideVpc from './subnets/subnet-outside-vpc.ts';
import subnetOverlap from './subnets/subnet-overlap.ts';
import subnetSize from './subnets/subnet-size.ts';
import subnetTwoRouteTables from './subnets/subnet-two-route-tables.ts';
import vpcSize from './subnets/vpc-size.ts';
import zappaExtendsCycle from './zappa/zappa-extends-cycle.ts';
import zappaExtendsUndefined from './zappa/zappa-extends-undefined.ts';
import zappaIdKind from './zappa/zappa-id-kind.ts';
import zappaIdMalformed from './zappa/zappa-id-malformed.ts';
import zappaIdPlaceholder from './zappa/zappa-id-placeholder.ts';
import zappaJsonNotStrict from './zappa/zappa-json-not-strict.ts';
import zappaVpcKey from './zappa/zappa-vpc-key.ts';
import zappaVpcType from './zappa/zappa-vpc-type.ts';

/** Every rule, by area and name. A test compares the list with the folder, the fixtures and the pages. */
export const rules: readonly Rule[] = [
  cidrHostBits,
  cidrMalformed,
  dbSubnetGroupOneAz,
  endpointPrivateDnsVpcOff,
  endpointTypeDefault,
  suppressionUnused,
  syntaxBroken,
  lambdaCannotReachDb,
  lambdaInPublicSubnet,
  lambdaMixedEgress,
  lambdaVpcConfigPartial,
  albOneAz,
  naclDuplicateRuleNumber,
  natEipMismatch,
  natNotInPublicSubnet,
  natSelfRoute,
  routeDuplicateDestination,
  routeNoTarget,
  routeTwoTargets,
  sgIngressWorldRdp,
  sgIngressWorldSsh,
  sgRedundantRule,
  sgSplitWorld,
  sgStandaloneEgressIneffective,
  subnetOutsideVpc,
  subnetOverlap,
  subnetSize,
  subnetTwoRouteTables,
  vpcSize,
  zappaExtendsCycle,
  zappaExtendsUndefined,
  zappaIdKind,
  zappaIdMalformed,
  zappaIdPlaceholder,
  zappaJsonNotStrict,
  zappaVpcKey,
  zappaVpcType,
];
