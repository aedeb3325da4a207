import cidrHostBits from './addresses/cidr-host-bits.ts';
import cidrMalformed from './addresses/cidr-malformed.ts';
import vpcCidrRefused from './addresses/vpc-cidr-refused.ts';
import vpcPublicRange from './addresses/vpc-public-range.ts';
import dbInternetReachable from './databases/db-internet-reachable.ts';
import dbSgPortMismatch from './databases/db-sg-port-mismatch.ts';
import dbSubnetGroupOneAz from './databases/db-subnet-group-one-az.ts';
import dbVpcMismatch from './databases/db-vpc-mismatch.ts';
import outsideItsGroupsVpc from './databases/outside-its-groups-vpc.ts';
import rdsPublicButPrivate from './databases/rds-public-but-private.ts';
import rdsZoneWithMultiAz from './databases/rds-zone-with-multi-az.ts';
import type { Rule } from './defineRule.ts';
import ecsNoPathToImage from './endpoints/ecs-no-path-to-image.ts';
import endpointAzDuplicates from './endpoints/endpoint-az-duplicates.ts';
import endpointDefaultSg from './endpoints/endpoint-default-sg.ts';
import endpointPrivateDnsOff from './endpoints/endpoint-private-dns-off.ts';
import endpointPrivateDnsTwice from './endpoints/endpoint-private-dns-twice.ts';
import endpointPrivateDnsVpcOff from './endpoints/endpoint-private-dns-vpc-off.ts';
import endpointS3NoGateway from './endpoints/endpoint-s3-no-gateway.ts';
import endpointSgBlocksClient from './endpoints/endpoint-sg-blocks-client.ts';
import endpointTypeDefault from './endpoints/endpoint-type-default.ts';
import gatewayEndpointNotOnTable from './endpoints/gateway-endpoint-not-on-table.ts';
import gatewayEndpointSgEgress from './endpoints/gateway-endpoint-sg-egress.ts';
import inventoryBroken from './files/inventory-broken.ts';
import scenariosCut from './files/scenarios-cut.ts';
import suppressionUnused from './files/suppression-unused.ts';
import syntaxBroken from './files/syntax-broken.ts';
import templateOverQuota from './files/template-over-quota.ts';
import dynamicReferenceUnquoted from './functions/dynamic-reference-unquoted.ts';
import functionRefused from './functions/function-refused.ts';
import lambdaCannotReachDb from './lambda/lambda-cannot-reach-db.ts';
import lambdaDedicatedTenancy from './lambda/lambda-dedicated-tenancy.ts';
import lambdaEfs2049Blocked from './lambda/lambda-efs-2049-blocked.ts';
import lambdaInPublicSubnet from './lambda/lambda-in-public-subnet.ts';
import lambdaKafkaEsmNoPath from './lambda/lambda-kafka-esm-no-path.ts';
import lambdaMixedEgress from './lambda/lambda-mixed-egress.ts';
import lambdaNoPathToService from './lambda/lambda-no-path-to-service.ts';
import lambdaRoleNoEniPermission from './lambda/lambda-role-no-eni-permission.ts';
import lambdaVpcMismatch from './lambda/lambda-vpc-mismatch.ts';
import lambdaVpcConfigPartial from './lambda/lambda-vpcconfig-partial.ts';
import albDefaultSg from './load-balancers/alb-default-sg.ts';
import albOneAz from './load-balancers/alb-one-az.ts';
import ecsContainerMissing from './load-balancers/ecs-container-missing.ts';
import ecsTargetType from './load-balancers/ecs-target-type.ts';
import lbInternetFacingPrivate from './load-balancers/lb-internet-facing-private.ts';
import lbListenerPortClosed from './load-balancers/lb-listener-port-closed.ts';
import lbTargetBlocked from './load-balancers/lb-target-blocked.ts';
import lbVpcMismatch from './load-balancers/lb-vpc-mismatch.ts';
import circularDependency from './names/circular-dependency.ts';
import nameUndefined from './names/name-undefined.ts';
import naclBlocksNat from './network-acls/nacl-blocks-nat.ts';
import naclBlocksReturn from './network-acls/nacl-blocks-return.ts';
import naclDuplicateRuleNumber from './network-acls/nacl-duplicate-rule-number.ts';
import naclEmptyDirection from './network-acls/nacl-empty-direction.ts';
import naclEntryInvalid from './network-acls/nacl-entry-invalid.ts';
import naclShadowedRule from './network-acls/nacl-shadowed-rule.ts';
import clientVpnRouteNoDependson from './ordering/client-vpn-route-no-dependson.ts';
import ecsServiceNoListenerDependson from './ordering/ecs-service-no-listener-dependson.ts';
import ipv6BlockNoDependson from './ordering/ipv6-block-no-dependson.ts';
import lambdaPolicyNoDependson from './ordering/lambda-policy-no-dependson.ts';
import publicAddressNoDependson from './ordering/public-address-no-dependson.ts';
import routeMissingDependson from './ordering/route-missing-dependson.ts';
import subnetSecondaryNoDependson from './ordering/subnet-secondary-no-dependson.ts';
import tgwRouteNoDependson from './ordering/tgw-route-no-dependson.ts';
import vpnPropagationNoDependson from './ordering/vpn-propagation-no-dependson.ts';
import flowLogUndeliverable from './properties/flow-log-undeliverable.ts';
import propertyMissing from './properties/property-missing.ts';
import propertyUnknown from './properties/property-unknown.ts';
import propertyValue from './properties/property-value.ts';
import propertyWrongKind from './properties/property-wrong-kind.ts';
import associationCrossVpc from './routing/association-cross-vpc.ts';
import igwAttachmentTarget from './routing/igw-attachment-target.ts';
import igwDoubleAttach from './routing/igw-double-attach.ts';
import natEipMismatch from './routing/nat-eip-mismatch.ts';
import natNotInPublicSubnet from './routing/nat-not-in-public-subnet.ts';
import natPrivateForInternet from './routing/nat-private-for-internet.ts';
import natSelfRoute from './routing/nat-self-route.ts';
import peeringNoRole from './routing/peering-no-role.ts';
import peeringOneWay from './routing/peering-one-way.ts';
import peeringOverlap from './routing/peering-overlap.ts';
import peeringTransitive from './routing/peering-transitive.ts';
import routeCrossVpcTarget from './routing/route-cross-vpc-target.ts';
import routeDuplicateDestination from './routing/route-duplicate-destination.ts';
import routeIgwNotAttached from './routing/route-igw-not-attached.ts';
import routeInsideVpcCidr from './routing/route-inside-vpc-cidr.ts';
import routeInstanceSourceDestCheck from './routing/route-instance-source-dest-check.ts';
import routeIpFamily from './routing/route-ip-family.ts';
import routeNoTarget from './routing/route-no-target.ts';
import routeReservedDestination from './routing/route-reserved-destination.ts';
import routeTargetWrongKind from './routing/route-target-wrong-kind.ts';
import routeTwoTargets from './routing/route-two-targets.ts';
import tgwAttachmentAzDuplicates from './routing/tgw-attachment-az-duplicates.ts';
import instanceGroupsByName from './security-groups/instance-groups-by-name.ts';
import instanceInterfacesConflict from './security-groups/instance-interfaces-conflict.ts';
import sgIngressWorldRdp from './security-groups/sg-ingress-world-rdp.ts';
import sgIngressWorldSsh from './security-groups/sg-ingress-world-ssh.ts';
import sgNoVpc from './security-groups/sg-no-vpc.ts';
import sgRedundantRule from './security-groups/sg-redundant-rule.ts';
import sgRefOtherVpc from './security-groups/sg-ref-other-vpc.ts';
import sgRuleByName from './security-groups/sg-rule-by-name.ts';
import sgRuleInvalid from './security-groups/sg-rule-invalid.ts';
import sgSplitWorld from './security-groups/sg-split-world.ts';
import sgStandaloneEgressIneffective from './security-groups/sg-standalone-egress-ineffective.ts';
import sgTextRefused from './security-groups/sg-text-refused.ts';
import sgWorldDataPort from './security-groups/sg-world-data-port.ts';
import efsMountTargetAzTwice from './subnets/efs-mount-target-az-twice.ts';
import placementVpcMismatch from './subnets/placement-vpc-mismatch.ts';
import publicIpWithoutIgw from './subnets/public-ip-without-igw.ts';
import subnetImplicitMainTable from './subnets/subnet-implicit-main-table.ts';
import subnetOutsideVpc from './subnets/subnet-outside-vpc.ts';
import subnetOverlap from './subnets/subnet-overlap.ts';
import subnetSize from './subnets/subnet-size.ts';
import subnetTwoRouteTables from './subnets/subnet-two-route-tables.ts';
import twoZonesNeeded from './subnets/two-zones-needed.ts';
import vpcDnsSupportOff from './subnets/vpc-dns-support-off.ts';
import vpcSize from './subnets/vpc-size.ts';
import zappaAlbNetwork from './zappa/zappa-alb-network.ts';
import zappaCannotReachDb from './zappa/zappa-cannot-reach-db.ts';
import zappaDuplicateId from './zappa/zappa-duplicate-id.ts';
import zappaEfs2049Blocked from './zappa/zappa-efs-2049-blocked.ts';
import zappaEfsNoVpc from './zappa/zappa-efs-no-vpc.ts';
import zappaEfsPath from './zappa/zappa-efs-path.ts';
import zappaEfsSeveral from './zappa/zappa-efs-several.ts';
import zappaEnvNotText from './zappa/zappa-env-not-text.ts';
import zappaExtendsCycle from './zappa/zappa-extends-cycle.ts';
import zappaExtendsDropsVpc from './zappa/zappa-extends-drops-vpc.ts';
import zappaExtendsUndefined from './zappa/zappa-extends-undefined.ts';
import zappaIdGuideExample from './zappa/zappa-id-guide-example.ts';
import zappaIdKind from './zappa/zappa-id-kind.ts';
import zappaIdMalformed from './zappa/zappa-id-malformed.ts';
import zappaIdPlaceholder from './zappa/zappa-id-placeholder.ts';
import zappaIdUnknown from './zappa/zappa-id-unknown.ts';
import zappaJsonNotStrict from './zappa/zappa-json-not-strict.ts';
import zappaMixedEgress from './zappa/zappa-mixed-egress.ts';
import zappaNoPathToService from './zappa/zappa-no-path-to-service.ts';
import zappaNotReadable from './zappa/zappa-not-readable.ts';
import zappaPrivateApi from './zappa/zappa-private-api.ts';
import zappaPublicSubnet from './zappa/zappa-public-subnet.ts';
import zappaRoleNoEni from './zappa/zappa-role-no-eni.ts';
import zappaSettingType from './zappa/zappa-setting-type.ts';
import zappaSettingsShadowed from './zappa/zappa-settings-shadowed.ts';
import zappaSingleSubnet from './zappa/zappa-single-subnet.ts';
import zappaSingleZone from './zappa/zappa-single-zone.ts';
import zappaStageName from './zappa/zappa-stage-name.ts';
import zappaVpcKey from './zappa/zappa-vpc-key.ts';
import zappaVpcLimits from './zappa/zappa-vpc-limits.ts';
import zappaVpcMismatch from './zappa/zappa-vpc-mismatch.ts';
import zappaVpcType from './zappa/zappa-vpc-type.ts';

/** Every rule, by area and name. A test compares the list with the folder, the fixtures and the pages. */
export const rules: readonly Rule[] = [
  cidrHostBits,
  cidrMalformed,
  vpcCidrRefused,
  vpcPublicRange,
  dbInternetReachable,
  dbSgPortMismatch,
  dbSubnetGroupOneAz,
  dbVpcMismatch,
  outsideItsGroupsVpc,
  rdsPublicButPrivate,
  rdsZoneWithMultiAz,
  ecsNoPathToImage,
  endpointAzDuplicates,
  endpointDefaultSg,
  endpointPrivateDnsOff,
  endpointPrivateDnsTwice,
  endpointPrivateDnsVpcOff,
  endpointS3NoGateway,
  endpointSgBlocksClient,
  endpointTypeDefault,
  gatewayEndpointNotOnTable,
  gatewayEndpointSgEgress,
  inventoryBroken,
  scenariosCut,
  suppressionUnused,
  syntaxBroken,
  templateOverQuota,
  dynamicReferenceUnquoted,
  functionRefused,
  lambdaCannotReachDb,
  lambdaDedicatedTenancy,
  lambdaEfs2049Blocked,
  lambdaInPublicSubnet,
  lambdaKafkaEsmNoPath,
  lambdaMixedEgress,
  lambdaNoPathToService,
  lambdaRoleNoEniPermission,
  lambdaVpcMismatch,
  lambdaVpcConfigPartial,
  albDefaultSg,
  albOneAz,
  ecsContainerMissing,
  ecsTargetType,
  lbInternetFacingPrivate,
  lbListenerPortClosed,
  lbTargetBlocked,
  lbVpcMismatch,
  circularDependency,
  nameUndefined,
  naclBlocksNat,
  naclBlocksReturn,
  naclDuplicateRuleNumber,
  naclEmptyDirection,
  naclEntryInvalid,
  naclShadowedRule,
  clientVpnRouteNoDependson,
  ecsServiceNoListenerDependson,
  ipv6BlockNoDependson,
  lambdaPolicyNoDependson,
  publicAddressNoDependson,
  routeMissingDependson,
  subnetSecondaryNoDependson,
  tgwRouteNoDependson,
  vpnPropagationNoDependson,
  flowLogUndeliverable,
  propertyMissing,
  propertyUnknown,
  propertyValue,
  propertyWrongKind,
  associationCrossVpc,
  igwAttachmentTarget,
  igwDoubleAttach,
  natEipMismatch,
  natNotInPublicSubnet,
  natPrivateForInternet,
  natSelfRoute,
  peeringNoRole,
  peeringOneWay,
  peeringOverlap,
  peeringTransitive,
  routeCrossVpcTarget,
  routeDuplicateDestination,
  routeIgwNotAttached,
  routeInsideVpcCidr,
  routeInstanceSourceDestCheck,
  routeIpFamily,
  routeNoTarget,
  routeReservedDestination,
  routeTargetWrongKind,
  routeTwoTargets,
  tgwAttachmentAzDuplicates,
  instanceGroupsByName,
  instanceInterfacesConflict,
  sgIngressWorldRdp,
  sgIngressWorldSsh,
  sgNoVpc,
  sgRedundantRule,
  sgRefOtherVpc,
  sgRuleByName,
  sgRuleInvalid,
  sgSplitWorld,
  sgStandaloneEgressIneffective,
  sgTextRefused,
  efsMountTargetAzTwice,
  placementVpcMismatch,
  sgWorldDataPort,
  publicIpWithoutIgw,
  subnetImplicitMainTable,
  subnetOutsideVpc,
  subnetOverlap,
  subnetSize,
  subnetTwoRouteTables,
  twoZonesNeeded,
  vpcDnsSupportOff,
  vpcSize,
  zappaAlbNetwork,
  zappaCannotReachDb,
  zappaDuplicateId,
  zappaEfs2049Blocked,
  zappaEfsNoVpc,
  zappaEfsPath,
  zappaEfsSeveral,
  zappaEnvNotText,
  zappaExtendsCycle,
  zappaExtendsDropsVpc,
  zappaExtendsUndefined,
  zappaIdGuideExample,
  zappaIdKind,
  zappaIdMalformed,
  zappaIdPlaceholder,
  zappaIdUnknown,
  zappaJsonNotStrict,
  zappaMixedEgress,
  zappaNoPathToService,
  zappaNotReadable,
  zappaPrivateApi,
  zappaPublicSubnet,
  zappaRoleNoEni,
  zappaSettingType,
  zappaSettingsShadowed,
  zappaSingleSubnet,
  zappaSingleZone,
  zappaStageName,
  zappaVpcKey,
  zappaVpcLimits,
  zappaVpcMismatch,
  zappaVpcType,
];
