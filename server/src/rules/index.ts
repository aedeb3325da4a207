import blockFromId from './addresses/block-from-id.ts';
import cidrHostBits from './addresses/cidr-host-bits.ts';
import cidrMalformed from './addresses/cidr-malformed.ts';
import clientVpnBlock from './addresses/client-vpn-block.ts';
import customerGatewayAddress from './addresses/customer-gateway-address.ts';
import dhcpOptionsRefused from './addresses/dhcp-options-refused.ts';
import dhcpOptionsTwice from './addresses/dhcp-options-twice.ts';
import eipOverQuota from './addresses/eip-over-quota.ts';
import eksBlock from './addresses/eks-block.ts';
import halfBlock from './addresses/half-block.ts';
import healthCheckPrivateAddress from './addresses/health-check-private-address.ts';
import prefixListEntries from './addresses/prefix-list-entries.ts';
import primaryAddressTwice from './addresses/primary-address-twice.ts';
import privateIpRefused from './addresses/private-ip-refused.ts';
import sourceIpPrivate from './addresses/source-ip-private.ts';
import sourceVpcOtherKind from './addresses/source-vpc-other-kind.ts';
import vpcCidrConflict from './addresses/vpc-cidr-conflict.ts';
import vpcCidrRefused from './addresses/vpc-cidr-refused.ts';
import vpcPublicRange from './addresses/vpc-public-range.ts';
import vpnTunnelBlock from './addresses/vpn-tunnel-block.ts';
import zeroBlock from './addresses/zero-block.ts';
import airflowGroupClosed from './compute/airflow-group-closed.ts';
import batchNoPath from './compute/batch-no-path.ts';
import buildNoPath from './compute/build-no-path.ts';
import buildRoleNoNetwork from './compute/build-role-no-network.ts';
import customResourceNoPath from './compute/custom-resource-no-path.ts';
import datasyncEfsUnreachable from './compute/datasync-efs-unreachable.ts';
import deviceIndex from './compute/ec2/device-index.ts';
import eipUnreachable from './compute/ec2/eip-unreachable.ts';
import fleetSize from './compute/ec2/fleet-size.ts';
import instanceConnectBlocked from './compute/ec2/instance-connect-blocked.ts';
import instanceEfs2049Blocked from './compute/ec2/instance-efs-2049-blocked.ts';
import instanceRoleNoPath from './compute/ec2/instance-role-no-path.ts';
import interfaceIndexZero from './compute/ec2/interface-index-zero.ts';
import launchTemplateGroups from './compute/ec2/launch-template-groups.ts';
import privateIpTwice from './compute/ec2/private-ip-twice.ts';
import profileIsRole from './compute/ec2/profile-is-role.ts';
import publicIpTwoInterfaces from './compute/ec2/public-ip-two-interfaces.ts';
import signalNoPath from './compute/ec2/signal-no-path.ts';
import zoneMismatch from './compute/ec2/zone-mismatch.ts';
import ecsCannotReachDb from './compute/ecs/ecs-cannot-reach-db.ts';
import ecsEfs2049Blocked from './compute/ecs/ecs-efs-2049-blocked.ts';
import ecsEfsAzGap from './compute/ecs/ecs-efs-az-gap.ts';
import ecsFargateMode from './compute/ecs/ecs-fargate-mode.ts';
import ecsFargateRefuses from './compute/ecs/ecs-fargate-refuses.ts';
import ecsFargateSize from './compute/ecs/ecs-fargate-size.ts';
import ecsHostPort from './compute/ecs/ecs-host-port.ts';
import ecsNetworkConfiguration from './compute/ecs/ecs-network-configuration.ts';
import ecsNetworkModeRefuses from './compute/ecs/ecs-network-mode-refuses.ts';
import ecsPublicIpOnEc2 from './compute/ecs/ecs-public-ip-on-ec2.ts';
import ecsRegistryContainer from './compute/ecs/ecs-registry-container.ts';
import ecsTargetGroupsOverFive from './compute/ecs/ecs-target-groups-over-five.ts';
import ecsTaskRefused from './compute/ecs/ecs-task-refused.ts';
import eksFargatePublicSubnet from './compute/eks/eks-fargate-public-subnet.ts';
import eksLaunchTemplate from './compute/eks/eks-launch-template.ts';
import eksLocalZone from './compute/eks/eks-local-zone.ts';
import eksNoApiAccess from './compute/eks/eks-no-api-access.ts';
import eksNodesNoPath from './compute/eks/eks-nodes-no-path.ts';
import emrServiceGroup from './compute/emr-service-group.ts';
import fileShareDirectoryClosed from './compute/file-share-directory-closed.ts';
import firewallDefaultAction from './compute/firewall-default-action.ts';
import firewallRuleGroupType from './compute/firewall-rule-group-type.ts';
import fleetMixedEgress from './compute/fleet-mixed-egress.ts';
import glueGroupClosed from './compute/glue-group-closed.ts';
import glueNoPathToS3 from './compute/glue-no-path-to-s3.ts';
import isolatedWithoutEndpoint from './compute/isolated-without-endpoint.ts';
import lustrePortClosed from './compute/lustre-port-closed.ts';
import resolverForwardClosed from './compute/resolver-forward-closed.ts';
import resolverPortClosed from './compute/resolver-port-closed.ts';
import resolverRuleInbound from './compute/resolver-rule-inbound.ts';
import resolverRuleRecursive from './compute/resolver-rule-recursive.ts';
import roleNotAssumable from './compute/role-not-assumable.ts';
import transferAddressType from './compute/transfer-address-type.ts';
import transferEndpointRefused from './compute/transfer-endpoint-refused.ts';
import auroraClusterPublic from './databases/aurora-cluster-public.ts';
import brokerZoneTwice from './databases/broker-zone-twice.ts';
import cacheClusterNodes from './databases/cache-cluster-nodes.ts';
import cacheFailoverOneNode from './databases/cache-failover-one-node.ts';
import cacheMultiAzOneAz from './databases/cache-multi-az-one-az.ts';
import cacheZonesNodes from './databases/cache-zones-nodes.ts';
import dbBothKindsOfGroups from './databases/db-both-kinds-of-groups.ts';
import dbFamilyOther from './databases/db-family-other.ts';
import dbInternetReachable from './databases/db-internet-reachable.ts';
import dbMemberEngine from './databases/db-member-engine.ts';
import dbMemberGroups from './databases/db-member-groups.ts';
import dbPublicSubnets from './databases/db-public-subnets.ts';
import dbSgPortMismatch from './databases/db-sg-port-mismatch.ts';
import dbSubnetGroupOneAz from './databases/db-subnet-group-one-az.ts';
import dbVpcMismatch from './databases/db-vpc-mismatch.ts';
import dbZoneWithoutSubnet from './databases/db-zone-without-subnet.ts';
import mskPublicAtCreation from './databases/msk-public-at-creation.ts';
import outsideItsGroupsVpc from './databases/outside-its-groups-vpc.ts';
import proxyCannotReachDb from './databases/proxy-cannot-reach-db.ts';
import publicAddressUnreachable from './databases/public-address-unreachable.ts';
import publiclyAccessible from './databases/publicly-accessible.ts';
import rdsPublicButPrivate from './databases/rds-public-but-private.ts';
import rdsPublicImplicit from './databases/rds-public-implicit.ts';
import rdsPublicVpcDnsOff from './databases/rds-public-vpc-dns-off.ts';
import rdsSingleAz from './databases/rds-single-az.ts';
import rdsZoneWithMultiAz from './databases/rds-zone-with-multi-az.ts';
import redshiftEnhancedRoutingNoS3 from './databases/redshift-enhanced-routing-no-s3.ts';
import searchDomainAddressPolicy from './databases/search-domain-address-policy.ts';
import searchDomainNodes from './databases/search-domain-nodes.ts';
import searchDomainOutsideVpc from './databases/search-domain-outside-vpc.ts';
import type { Rule } from './defineRule.ts';
import ecsNoPathToImage from './endpoints/ecs-no-path-to-image.ts';
import ecsNoPathToStart from './endpoints/ecs-no-path-to-start.ts';
import endpointAzDuplicates from './endpoints/endpoint-az-duplicates.ts';
import endpointAzGap from './endpoints/endpoint-az-gap.ts';
import endpointDefaultSg from './endpoints/endpoint-default-sg.ts';
import endpointOneSubnet from './endpoints/endpoint-one-subnet.ts';
import endpointPolicyBlocksAnswer from './endpoints/endpoint-policy-blocks-answer.ts';
import endpointPolicyBlocksImages from './endpoints/endpoint-policy-blocks-images.ts';
import endpointPrivateDnsOff from './endpoints/endpoint-private-dns-off.ts';
import endpointPrivateDnsTwice from './endpoints/endpoint-private-dns-twice.ts';
import endpointPrivateDnsVpcOff from './endpoints/endpoint-private-dns-vpc-off.ts';
import endpointPrivateDnsZone from './endpoints/endpoint-private-dns-zone.ts';
import endpointRegionLiteral from './endpoints/endpoint-region-literal.ts';
import endpointRegionMismatch from './endpoints/endpoint-region-mismatch.ts';
import endpointS3NoGateway from './endpoints/endpoint-s3-no-gateway.ts';
import endpointServiceAutoAccept from './endpoints/endpoint-service-auto-accept.ts';
import endpointServiceBalancer from './endpoints/endpoint-service-balancer.ts';
import endpointServiceUnknown from './endpoints/endpoint-service-unknown.ts';
import endpointSgBlocksClient from './endpoints/endpoint-sg-blocks-client.ts';
import endpointTypeDefault from './endpoints/endpoint-type-default.ts';
import endpointWithoutPlace from './endpoints/endpoint-without-place.ts';
import gatewayEndpointNotOnTable from './endpoints/gateway-endpoint-not-on-table.ts';
import gatewayEndpointSgEgress from './endpoints/gateway-endpoint-sg-egress.ts';
import privateApiNoPolicy from './endpoints/private-api-no-policy.ts';
import inventoryBroken from './files/inventory-broken.ts';
import scenariosCut from './files/scenarios-cut.ts';
import suppressionUnused from './files/suppression-unused.ts';
import syntaxBroken from './files/syntax-broken.ts';
import templateOverQuota from './files/template-over-quota.ts';
import dynamicReferenceUnquoted from './functions/dynamic-reference-unquoted.ts';
import functionRefused from './functions/function-refused.ts';
import functionUnknown from './functions/function-unknown.ts';
import subForgotten from './functions/sub-forgotten.ts';
import edgeFunctionInVpc from './lambda/edge-function-in-vpc.ts';
import lambdaCannotReachDb from './lambda/lambda-cannot-reach-db.ts';
import lambdaDedicatedTenancy from './lambda/lambda-dedicated-tenancy.ts';
import lambdaDocumentsEsmNoPath from './lambda/lambda-documents-esm-no-path.ts';
import lambdaDualStack from './lambda/lambda-dual-stack.ts';
import lambdaEfs2049Blocked from './lambda/lambda-efs-2049-blocked.ts';
import lambdaEfsAzGap from './lambda/lambda-efs-az-gap.ts';
import lambdaEfsNoDependson from './lambda/lambda-efs-no-dependson.ts';
import lambdaFileSystem from './lambda/lambda-file-system.ts';
import lambdaInPublicSubnet from './lambda/lambda-in-public-subnet.ts';
import lambdaKafkaEsmNoPath from './lambda/lambda-kafka-esm-no-path.ts';
import lambdaLimits from './lambda/lambda-limits.ts';
import lambdaMixedEgress from './lambda/lambda-mixed-egress.ts';
import lambdaNoPathToService from './lambda/lambda-no-path-to-service.ts';
import lambdaQueueEsmNoPath from './lambda/lambda-queue-esm-no-path.ts';
import lambdaRoleNoEniPermission from './lambda/lambda-role-no-eni-permission.ts';
import lambdaSingleAz from './lambda/lambda-single-az.ts';
import lambdaSnapstart from './lambda/lambda-snapstart.ts';
import lambdaUrlOpen from './lambda/lambda-url-open.ts';
import lambdaVpcMismatch from './lambda/lambda-vpc-mismatch.ts';
import lambdaVpcConfigPartial from './lambda/lambda-vpcconfig-partial.ts';
import queueVisibilityShort from './lambda/queue-visibility-short.ts';
import rotationNoPath from './lambda/rotation-no-path.ts';
import albTargetListener from './listeners/alb-target-listener.ts';
import apiIntegrationBlocked from './listeners/api-integration-blocked.ts';
import apiIntegrationTarget from './listeners/api-integration-target.ts';
import classicBalancerRefused from './listeners/classic-balancer-refused.ts';
import ecsDynamicPortClosed from './listeners/ecs-dynamic-port-closed.ts';
import ecsHealthCheckPort from './listeners/ecs-health-check-port.ts';
import ecsTargetGroupUnattached from './listeners/ecs-target-group-unattached.ts';
import lbFunctionPermission from './listeners/lb-function-permission.ts';
import lbProtocolMismatch from './listeners/lb-protocol-mismatch.ts';
import listenerActionRefused from './listeners/listener-action-refused.ts';
import listenerCertificateMissing from './listeners/listener-certificate-missing.ts';
import listenerCertificateOnHttp from './listeners/listener-certificate-on-http.ts';
import listenerCertificatesSeveral from './listeners/listener-certificates-several.ts';
import listenerConditionRefused from './listeners/listener-condition-refused.ts';
import listenerConditionUnmatched from './listeners/listener-condition-unmatched.ts';
import listenerPortTwice from './listeners/listener-port-twice.ts';
import listenerPriorityTwice from './listeners/listener-priority-twice.ts';
import targetGroupAttributeOtherType from './listeners/target-group-attribute-other-type.ts';
import targetGroupHealthCheck from './listeners/target-group-health-check.ts';
import targetGroupStickiness from './listeners/target-group-stickiness.ts';
import targetGroupTwoBalancers from './listeners/target-group-two-balancers.ts';
import albDefaultSg from './load-balancers/alb-default-sg.ts';
import albDropHeaders from './load-balancers/alb-drop-headers.ts';
import albOneAz from './load-balancers/alb-one-az.ts';
import albSubnetSmall from './load-balancers/alb-subnet-small.ts';
import asgTargetType from './load-balancers/asg-target-type.ts';
import cloudfrontOriginInternal from './load-balancers/cloudfront-origin-internal.ts';
import ecsContainerMissing from './load-balancers/ecs-container-missing.ts';
import ecsTargetType from './load-balancers/ecs-target-type.ts';
import lbAttributeOtherType from './load-balancers/lb-attribute-other-type.ts';
import lbAttributeUnknown from './load-balancers/lb-attribute-unknown.ts';
import lbClientsBlocked from './load-balancers/lb-clients-blocked.ts';
import lbDualStackSubnets from './load-balancers/lb-dual-stack-subnets.ts';
import lbElasticIp from './load-balancers/lb-elastic-ip.ts';
import lbInternetFacingPrivate from './load-balancers/lb-internet-facing-private.ts';
import lbIpv6Closed from './load-balancers/lb-ipv6-closed.ts';
import lbListenerHttp from './load-balancers/lb-listener-http.ts';
import lbListenerPortClosed from './load-balancers/lb-listener-port-closed.ts';
import lbLogsDenied from './load-balancers/lb-logs-denied.ts';
import lbPublicPrivateClients from './load-balancers/lb-public-private-clients.ts';
import lbTargetBlocked from './load-balancers/lb-target-blocked.ts';
import lbVpcMismatch from './load-balancers/lb-vpc-mismatch.ts';
import lbWeakTls from './load-balancers/lb-weak-tls.ts';
import lbZoneTwice from './load-balancers/lb-zone-twice.ts';
import webAclOnDistribution from './load-balancers/web-acl-on-distribution.ts';
import webAclOtherBalancer from './load-balancers/web-acl-other-balancer.ts';
import circularDependency from './names/circular-dependency.ts';
import createdTwice from './names/created-twice.ts';
import idUnknown from './names/id-unknown.ts';
import keyTwice from './names/key-twice.ts';
import lbNameRefused from './names/lb-name-refused.ts';
import logicalIdAsName from './names/logical-id-as-name.ts';
import nameTwice from './names/name-twice.ts';
import nameUndefined from './names/name-undefined.ts';
import nestedStackParameters from './names/nested-stack-parameters.ts';
import outputRefused from './names/output-refused.ts';
import parameterDefaultRefused from './names/parameter-default-refused.ts';
import parameterKeyUnknown from './names/parameter-key-unknown.ts';
import parameterTypeUnknown from './names/parameter-type-unknown.ts';
import recordRefused from './names/record-refused.ts';
import referenceNotCreated from './names/reference-not-created.ts';
import resourceKeyUnknown from './names/resource-key-unknown.ts';
import resourceRefused from './names/resource-refused.ts';
import samFunctionRefused from './names/sam-function-refused.ts';
import samKeyUnknown from './names/sam-key-unknown.ts';
import samTransformMissing from './names/sam-transform-missing.ts';
import sectionUnknown from './names/section-unknown.ts';
import typeUnknown from './names/type-unknown.ts';
import naclAllowAllProtocols from './network-acls/nacl-allow-all-protocols.ts';
import naclBlocksListener from './network-acls/nacl-blocks-listener.ts';
import naclBlocksNat from './network-acls/nacl-blocks-nat.ts';
import naclBlocksReturn from './network-acls/nacl-blocks-return.ts';
import naclDnsDenyUseless from './network-acls/nacl-dns-deny-useless.ts';
import naclDuplicateRuleNumber from './network-acls/nacl-duplicate-rule-number.ts';
import naclEmptyDirection from './network-acls/nacl-empty-direction.ts';
import naclEntryInvalid from './network-acls/nacl-entry-invalid.ts';
import naclIngressWorldAdmin from './network-acls/nacl-ingress-world-admin.ts';
import naclShadowedRule from './network-acls/nacl-shadowed-rule.ts';
import naclUnused from './network-acls/nacl-unused.ts';
import subnetTwoAcls from './network-acls/subnet-two-acls.ts';
import buildPolicyNoDependson from './ordering/build-policy-no-dependson.ts';
import clientVpnRouteNoDependson from './ordering/client-vpn-route-no-dependson.ts';
import ecsServiceNoListenerDependson from './ordering/ecs-service-no-listener-dependson.ts';
import ipv6BlockNoDependson from './ordering/ipv6-block-no-dependson.ts';
import lambdaPolicyNoDependson from './ordering/lambda-policy-no-dependson.ts';
import lbLogsNoDependson from './ordering/lb-logs-no-dependson.ts';
import migrationRoleNoDependson from './ordering/migration-role-no-dependson.ts';
import poolBlockNoDependson from './ordering/pool-block-no-dependson.ts';
import publicAddressNoDependson from './ordering/public-address-no-dependson.ts';
import routeMissingDependson from './ordering/route-missing-dependson.ts';
import setupNoDependson from './ordering/setup-no-dependson.ts';
import subnetSecondaryNoDependson from './ordering/subnet-secondary-no-dependson.ts';
import tgwRouteNoDependson from './ordering/tgw-route-no-dependson.ts';
import vpnPropagationNoDependson from './ordering/vpn-propagation-no-dependson.ts';
import flowLogFormat from './properties/flow-log-format.ts';
import flowLogOtherKind from './properties/flow-log-other-kind.ts';
import flowLogUndeliverable from './properties/flow-log-undeliverable.ts';
import listForText from './properties/list-for-text.ts';
import numberRefused from './properties/number-refused.ts';
import propertyMissing from './properties/property-missing.ts';
import propertyMissingForKind from './properties/property-missing-for-kind.ts';
import propertyUnknown from './properties/property-unknown.ts';
import propertyValue from './properties/property-value.ts';
import propertyWrongKind from './properties/property-wrong-kind.ts';
import spaceAroundId from './properties/space-around-id.ts';
import associationCrossVpc from './routing/association-cross-vpc.ts';
import clientVpnRouteNoAuthorization from './routing/client-vpn-route-no-authorization.ts';
import customerGatewayTwice from './routing/customer-gateway-twice.ts';
import dns64NoRoute from './routing/dns64-no-route.ts';
import firewallEndpointUnsplit from './routing/firewall-endpoint-unsplit.ts';
import igwAttachmentTarget from './routing/igw-attachment-target.ts';
import igwDoubleAttach from './routing/igw-double-attach.ts';
import latticeVpcTwice from './routing/lattice-vpc-twice.ts';
import natCrossedAz from './routing/nat-crossed-az.ts';
import natEipMismatch from './routing/nat-eip-mismatch.ts';
import natInstanceNoAddress from './routing/nat-instance-no-address.ts';
import natNotInPublicSubnet from './routing/nat-not-in-public-subnet.ts';
import natPrivateForInternet from './routing/nat-private-for-internet.ts';
import natSelfRoute from './routing/nat-self-route.ts';
import natSharedAcrossAzs from './routing/nat-shared-across-azs.ts';
import natUnused from './routing/nat-unused.ts';
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
import routeTableNoIpv6 from './routing/route-table-no-ipv6.ts';
import routeTableUnused from './routing/route-table-unused.ts';
import routeTableWithoutSubnet from './routing/route-table-without-subnet.ts';
import routeTargetWrongKind from './routing/route-target-wrong-kind.ts';
import routeTwoTargets from './routing/route-two-targets.ts';
import tgwAssociationTwice from './routing/tgw-association-twice.ts';
import tgwAttachmentAzDuplicates from './routing/tgw-attachment-az-duplicates.ts';
import tgwAttachmentTwice from './routing/tgw-attachment-twice.ts';
import tgwAutoAccept from './routing/tgw-auto-accept.ts';
import vpcOriginNoGateway from './routing/vpc-origin-no-gateway.ts';
import vpnGatewayUnused from './routing/vpn-gateway-unused.ts';
import vpnOneAsn from './routing/vpn-one-asn.ts';
import defaultSgHasRules from './security-groups/default-sg-has-rules.ts';
import eksNodeSshOpen from './security-groups/eks-node-ssh-open.ts';
import eksPublicEndpoint from './security-groups/eks-public-endpoint.ts';
import instanceGroupsByName from './security-groups/instance-groups-by-name.ts';
import instanceInterfacesConflict from './security-groups/instance-interfaces-conflict.ts';
import sgEgressImplicit from './security-groups/sg-egress-implicit.ts';
import sgEgressWorld from './security-groups/sg-egress-world.ts';
import sgExplicitName from './security-groups/sg-explicit-name.ts';
import sgIngressWorld from './security-groups/sg-ingress-world.ts';
import sgIngressWorldRdp from './security-groups/sg-ingress-world-rdp.ts';
import sgIngressWorldSsh from './security-groups/sg-ingress-world-ssh.ts';
import sgNoVpc from './security-groups/sg-no-vpc.ts';
import sgOverQuota from './security-groups/sg-over-quota.ts';
import sgPortAsProtocol from './security-groups/sg-port-as-protocol.ts';
import sgPortsIgnored from './security-groups/sg-ports-ignored.ts';
import sgRedundantRule from './security-groups/sg-redundant-rule.ts';
import sgRefOtherVpc from './security-groups/sg-ref-other-vpc.ts';
import sgRuleByName from './security-groups/sg-rule-by-name.ts';
import sgRuleInvalid from './security-groups/sg-rule-invalid.ts';
import sgRuleNoDescription from './security-groups/sg-rule-no-description.ts';
import sgSplitWorld from './security-groups/sg-split-world.ts';
import sgStandaloneEgressIneffective from './security-groups/sg-standalone-egress-ineffective.ts';
import sgTextRefused from './security-groups/sg-text-refused.ts';
import sgUnused from './security-groups/sg-unused.ts';
import sgWorldDataPort from './security-groups/sg-world-data-port.ts';
import sgWorldEveryPort from './security-groups/sg-world-every-port.ts';
import asgZoneMismatch from './subnets/asg-zone-mismatch.ts';
import clientVpnZoneTwice from './subnets/client-vpn-zone-twice.ts';
import codebuildInPublicSubnet from './subnets/codebuild-in-public-subnet.ts';
import dualStackSubnets from './subnets/dual-stack-subnets.ts';
import efsMountTargetAzTwice from './subnets/efs-mount-target-az-twice.ts';
import efsMountTargetOtherZone from './subnets/efs-mount-target-other-zone.ts';
import igwWithoutPublicIp from './subnets/igw-without-public-ip.ts';
import instancePublicIp from './subnets/instance-public-ip.ts';
import mappingRowBlocks from './subnets/mapping-row-blocks.ts';
import mskBrokerSubnets from './subnets/msk-broker-subnets.ts';
import notebookInPublicSubnet from './subnets/notebook-in-public-subnet.ts';
import partInOtherVpc from './subnets/part-in-other-vpc.ts';
import placementVpcMismatch from './subnets/placement-vpc-mismatch.ts';
import privateZoneVpcDnsOff from './subnets/private-zone-vpc-dns-off.ts';
import publicIpWithoutIgw from './subnets/public-ip-without-igw.ts';
import subnetAutoPublicIp from './subnets/subnet-auto-public-ip.ts';
import subnetImplicitMainTable from './subnets/subnet-implicit-main-table.ts';
import subnetIpv6WithoutBlock from './subnets/subnet-ipv6-without-block.ts';
import subnetOutsideVpc from './subnets/subnet-outside-vpc.ts';
import subnetOverlap from './subnets/subnet-overlap.ts';
import subnetSize from './subnets/subnet-size.ts';
import subnetTooSmall from './subnets/subnet-too-small.ts';
import subnetTwoRouteTables from './subnets/subnet-two-route-tables.ts';
import twoZonesNeeded from './subnets/two-zones-needed.ts';
import vpcDnsSupportOff from './subnets/vpc-dns-support-off.ts';
import vpcNoFlowLog from './subnets/vpc-no-flow-log.ts';
import vpcSize from './subnets/vpc-size.ts';
import zoneIndexHigh from './subnets/zone-index-high.ts';
import zoneRefused from './subnets/zone-refused.ts';
import zappaEfs2049Blocked from './zappa/efs/zappa-efs-2049-blocked.ts';
import zappaEfsArn from './zappa/efs/zappa-efs-arn.ts';
import zappaEfsNoVpc from './zappa/efs/zappa-efs-no-vpc.ts';
import zappaEfsPath from './zappa/efs/zappa-efs-path.ts';
import zappaEfsSeveral from './zappa/efs/zappa-efs-several.ts';
import zappaEnvNotText from './zappa/environment/zappa-env-not-text.ts';
import zappaEnvReserved from './zappa/environment/zappa-env-reserved.ts';
import zappaEnvTwice from './zappa/environment/zappa-env-twice.ts';
import zappaRemoteEnv from './zappa/environment/zappa-remote-env.ts';
import zappaJsonNotStrict from './zappa/file/zappa-json-not-strict.ts';
import zappaKeyTwice from './zappa/file/zappa-key-twice.ts';
import zappaNotReadable from './zappa/file/zappa-not-readable.ts';
import zappaSettingsShadowed from './zappa/file/zappa-settings-shadowed.ts';
import zappaArn from './zappa/settings/zappa-arn.ts';
import zappaCertificateIncomplete from './zappa/settings/zappa-certificate-incomplete.ts';
import zappaEndpointConfiguration from './zappa/settings/zappa-endpoint-configuration.ts';
import zappaEventSource from './zappa/settings/zappa-event-source.ts';
import zappaKeyIgnored from './zappa/settings/zappa-key-ignored.ts';
import zappaNameRefused from './zappa/settings/zappa-name-refused.ts';
import zappaNameTooLong from './zappa/settings/zappa-name-too-long.ts';
import zappaOtherRegion from './zappa/settings/zappa-other-region.ts';
import zappaPartMissing from './zappa/settings/zappa-part-missing.ts';
import zappaPolicyFile from './zappa/settings/zappa-policy-file.ts';
import zappaPrivateApi from './zappa/settings/zappa-private-api.ts';
import zappaRegionUnknown from './zappa/settings/zappa-region-unknown.ts';
import zappaSchedule from './zappa/settings/zappa-schedule.ts';
import zappaSettingRange from './zappa/settings/zappa-setting-range.ts';
import zappaSettingShape from './zappa/settings/zappa-setting-shape.ts';
import zappaSettingType from './zappa/settings/zappa-setting-type.ts';
import zappaSettingValue from './zappa/settings/zappa-setting-value.ts';
import zappaSettingsExclude from './zappa/settings/zappa-settings-exclude.ts';
import zappaExtendsCycle from './zappa/stages/zappa-extends-cycle.ts';
import zappaExtendsUndefined from './zappa/stages/zappa-extends-undefined.ts';
import zappaStageName from './zappa/stages/zappa-stage-name.ts';
import zappaAlbNetwork from './zappa/vpc/zappa-alb-network.ts';
import zappaCannotReachDb from './zappa/vpc/zappa-cannot-reach-db.ts';
import zappaDuplicateId from './zappa/vpc/zappa-duplicate-id.ts';
import zappaExtendsDropsVpc from './zappa/vpc/zappa-extends-drops-vpc.ts';
import zappaIdGuideExample from './zappa/vpc/zappa-id-guide-example.ts';
import zappaIdKind from './zappa/vpc/zappa-id-kind.ts';
import zappaIdMalformed from './zappa/vpc/zappa-id-malformed.ts';
import zappaIdPlaceholder from './zappa/vpc/zappa-id-placeholder.ts';
import zappaIdUnknown from './zappa/vpc/zappa-id-unknown.ts';
import zappaMixedEgress from './zappa/vpc/zappa-mixed-egress.ts';
import zappaNoPathToService from './zappa/vpc/zappa-no-path-to-service.ts';
import zappaPublicSubnet from './zappa/vpc/zappa-public-subnet.ts';
import zappaRegionMismatch from './zappa/vpc/zappa-region-mismatch.ts';
import zappaRoleNoEni from './zappa/vpc/zappa-role-no-eni.ts';
import zappaSingleSubnet from './zappa/vpc/zappa-single-subnet.ts';
import zappaSingleZone from './zappa/vpc/zappa-single-zone.ts';
import zappaVpcKey from './zappa/vpc/zappa-vpc-key.ts';
import zappaVpcLimits from './zappa/vpc/zappa-vpc-limits.ts';
import zappaVpcMismatch from './zappa/vpc/zappa-vpc-mismatch.ts';
import zappaVpcType from './zappa/vpc/zappa-vpc-type.ts';

/** Every rule, by area and name. A test compares the list with the folders, the fixtures and the pages. */
export const rules: readonly Rule[] = [
  cidrHostBits,
  cidrMalformed,
  eipOverQuota,
  privateIpRefused,
  sourceIpPrivate,
  sourceVpcOtherKind,
  vpcCidrConflict,
  vpcCidrRefused,
  vpcPublicRange,
  blockFromId,
  clientVpnBlock,
  prefixListEntries,
  vpnTunnelBlock,
  zeroBlock,
  eksBlock,
  halfBlock,
  customerGatewayAddress,
  dhcpOptionsRefused,
  dhcpOptionsTwice,
  healthCheckPrivateAddress,
  primaryAddressTwice,
  cacheMultiAzOneAz,
  cacheZonesNodes,
  dbInternetReachable,
  dbPublicSubnets,
  dbSgPortMismatch,
  dbSubnetGroupOneAz,
  dbVpcMismatch,
  outsideItsGroupsVpc,
  publiclyAccessible,
  rdsPublicButPrivate,
  rdsPublicImplicit,
  rdsSingleAz,
  rdsZoneWithMultiAz,
  redshiftEnhancedRoutingNoS3,
  searchDomainOutsideVpc,
  dbBothKindsOfGroups,
  dbMemberGroups,
  proxyCannotReachDb,
  publicAddressUnreachable,
  rdsPublicVpcDnsOff,
  cacheClusterNodes,
  cacheFailoverOneNode,
  brokerZoneTwice,
  searchDomainAddressPolicy,
  mskPublicAtCreation,
  dbZoneWithoutSubnet,
  searchDomainNodes,
  ecsNoPathToImage,
  ecsNoPathToStart,
  endpointAzDuplicates,
  endpointDefaultSg,
  endpointPrivateDnsOff,
  endpointPrivateDnsTwice,
  endpointPrivateDnsVpcOff,
  endpointS3NoGateway,
  endpointAzGap,
  endpointRegionLiteral,
  endpointRegionMismatch,
  endpointServiceAutoAccept,
  endpointServiceUnknown,
  endpointSgBlocksClient,
  endpointTypeDefault,
  gatewayEndpointNotOnTable,
  gatewayEndpointSgEgress,
  endpointOneSubnet,
  endpointPolicyBlocksAnswer,
  endpointWithoutPlace,
  privateApiNoPolicy,
  endpointPolicyBlocksImages,
  endpointServiceBalancer,
  endpointPrivateDnsZone,
  inventoryBroken,
  scenariosCut,
  suppressionUnused,
  syntaxBroken,
  templateOverQuota,
  dynamicReferenceUnquoted,
  functionRefused,
  functionUnknown,
  subForgotten,
  edgeFunctionInVpc,
  lambdaCannotReachDb,
  lambdaDedicatedTenancy,
  lambdaDocumentsEsmNoPath,
  lambdaDualStack,
  lambdaEfs2049Blocked,
  lambdaEfsAzGap,
  lambdaEfsNoDependson,
  lambdaFileSystem,
  lambdaInPublicSubnet,
  lambdaLimits,
  lambdaKafkaEsmNoPath,
  lambdaMixedEgress,
  lambdaNoPathToService,
  lambdaQueueEsmNoPath,
  lambdaRoleNoEniPermission,
  lambdaVpcMismatch,
  lambdaVpcConfigPartial,
  queueVisibilityShort,
  albDefaultSg,
  lambdaSingleAz,
  lambdaSnapstart,
  lambdaUrlOpen,
  rotationNoPath,
  albTargetListener,
  apiIntegrationBlocked,
  albDropHeaders,
  albOneAz,
  albSubnetSmall,
  ecsContainerMissing,
  ecsTargetType,
  lbInternetFacingPrivate,
  lbListenerPortClosed,
  lbIpv6Closed,
  lbListenerHttp,
  lbLogsDenied,
  lbPublicPrivateClients,
  lbTargetBlocked,
  lbVpcMismatch,
  lbWeakTls,
  lbZoneTwice,
  apiIntegrationTarget,
  ecsDynamicPortClosed,
  ecsHealthCheckPort,
  lbDualStackSubnets,
  lbElasticIp,
  lbAttributeOtherType,
  lbClientsBlocked,
  asgTargetType,
  cloudfrontOriginInternal,
  lbAttributeUnknown,
  webAclOnDistribution,
  webAclOtherBalancer,
  ecsTargetGroupUnattached,
  lbFunctionPermission,
  lbProtocolMismatch,
  listenerActionRefused,
  listenerCertificateMissing,
  listenerCertificateOnHttp,
  listenerPortTwice,
  listenerPriorityTwice,
  targetGroupAttributeOtherType,
  targetGroupHealthCheck,
  targetGroupTwoBalancers,
  classicBalancerRefused,
  listenerCertificatesSeveral,
  listenerConditionRefused,
  listenerConditionUnmatched,
  targetGroupStickiness,
  customResourceNoPath,
  datasyncEfsUnreachable,
  deviceIndex,
  ecsCannotReachDb,
  ecsEfs2049Blocked,
  ecsHostPort,
  ecsNetworkConfiguration,
  ecsNetworkModeRefuses,
  ecsPublicIpOnEc2,
  ecsRegistryContainer,
  ecsTargetGroupsOverFive,
  eipUnreachable,
  eksFargatePublicSubnet,
  eksNodesNoPath,
  glueGroupClosed,
  glueNoPathToS3,
  interfaceIndexZero,
  lustrePortClosed,
  instanceEfs2049Blocked,
  instanceRoleNoPath,
  launchTemplateGroups,
  privateIpTwice,
  profileIsRole,
  publicIpTwoInterfaces,
  signalNoPath,
  zoneMismatch,
  buildNoPath,
  buildRoleNoNetwork,
  airflowGroupClosed,
  batchNoPath,
  fleetMixedEgress,
  fileShareDirectoryClosed,
  firewallRuleGroupType,
  firewallDefaultAction,
  transferAddressType,
  transferEndpointRefused,
  ecsEfsAzGap,
  eksLaunchTemplate,
  eksLocalZone,
  eksNoApiAccess,
  emrServiceGroup,
  instanceConnectBlocked,
  isolatedWithoutEndpoint,
  resolverForwardClosed,
  resolverPortClosed,
  ecsFargateMode,
  ecsFargateRefuses,
  ecsFargateSize,
  fleetSize,
  resolverRuleInbound,
  resolverRuleRecursive,
  ecsTaskRefused,
  roleNotAssumable,
  circularDependency,
  createdTwice,
  idUnknown,
  keyTwice,
  lbNameRefused,
  logicalIdAsName,
  nameTwice,
  nameUndefined,
  nestedStackParameters,
  outputRefused,
  parameterDefaultRefused,
  parameterTypeUnknown,
  referenceNotCreated,
  resourceKeyUnknown,
  resourceRefused,
  samFunctionRefused,
  samKeyUnknown,
  typeUnknown,
  parameterKeyUnknown,
  recordRefused,
  samTransformMissing,
  sectionUnknown,
  naclAllowAllProtocols,
  naclBlocksNat,
  naclBlocksReturn,
  naclDnsDenyUseless,
  naclDuplicateRuleNumber,
  naclEmptyDirection,
  naclEntryInvalid,
  naclIngressWorldAdmin,
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
  flowLogFormat,
  flowLogOtherKind,
  flowLogUndeliverable,
  naclUnused,
  subnetTwoAcls,
  buildPolicyNoDependson,
  lbLogsNoDependson,
  migrationRoleNoDependson,
  poolBlockNoDependson,
  setupNoDependson,
  naclBlocksListener,
  listForText,
  propertyMissing,
  propertyUnknown,
  propertyValue,
  propertyWrongKind,
  spaceAroundId,
  propertyMissingForKind,
  numberRefused,
  associationCrossVpc,
  igwAttachmentTarget,
  igwDoubleAttach,
  natCrossedAz,
  natEipMismatch,
  natInstanceNoAddress,
  natNotInPublicSubnet,
  natPrivateForInternet,
  natSelfRoute,
  peeringNoRole,
  natSharedAcrossAzs,
  natUnused,
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
  routeTableNoIpv6,
  routeTableUnused,
  routeTableWithoutSubnet,
  routeTargetWrongKind,
  routeTwoTargets,
  tgwAttachmentAzDuplicates,
  tgwAutoAccept,
  vpcOriginNoGateway,
  clientVpnRouteNoAuthorization,
  firewallEndpointUnsplit,
  vpnGatewayUnused,
  customerGatewayTwice,
  dns64NoRoute,
  latticeVpcTwice,
  vpnOneAsn,
  auroraClusterPublic,
  dbFamilyOther,
  dbMemberEngine,
  tgwAssociationTwice,
  tgwAttachmentTwice,
  defaultSgHasRules,
  eksNodeSshOpen,
  eksPublicEndpoint,
  instanceGroupsByName,
  instanceInterfacesConflict,
  sgEgressImplicit,
  sgEgressWorld,
  sgExplicitName,
  sgIngressWorldRdp,
  sgIngressWorldSsh,
  sgIngressWorld,
  sgNoVpc,
  sgOverQuota,
  sgPortAsProtocol,
  sgPortsIgnored,
  sgRedundantRule,
  sgRefOtherVpc,
  sgRuleByName,
  sgRuleInvalid,
  sgRuleNoDescription,
  sgSplitWorld,
  sgStandaloneEgressIneffective,
  sgTextRefused,
  sgUnused,
  sgWorldDataPort,
  sgWorldEveryPort,
  asgZoneMismatch,
  codebuildInPublicSubnet,
  efsMountTargetAzTwice,
  igwWithoutPublicIp,
  instancePublicIp,
  mappingRowBlocks,
  mskBrokerSubnets,
  notebookInPublicSubnet,
  placementVpcMismatch,
  privateZoneVpcDnsOff,
  publicIpWithoutIgw,
  subnetImplicitMainTable,
  subnetAutoPublicIp,
  subnetIpv6WithoutBlock,
  subnetOutsideVpc,
  subnetOverlap,
  subnetSize,
  subnetTooSmall,
  subnetTwoRouteTables,
  twoZonesNeeded,
  vpcDnsSupportOff,
  vpcNoFlowLog,
  vpcSize,
  zoneIndexHigh,
  zoneRefused,
  clientVpnZoneTwice,
  efsMountTargetOtherZone,
  partInOtherVpc,
  dualStackSubnets,
  zappaAlbNetwork,
  zappaArn,
  zappaCannotReachDb,
  zappaCertificateIncomplete,
  zappaDuplicateId,
  zappaEfs2049Blocked,
  zappaEfsArn,
  zappaEfsNoVpc,
  zappaEfsPath,
  zappaEfsSeveral,
  zappaEndpointConfiguration,
  zappaEnvNotText,
  zappaEnvReserved,
  zappaEnvTwice,
  zappaEventSource,
  zappaExtendsCycle,
  zappaExtendsDropsVpc,
  zappaExtendsUndefined,
  zappaIdGuideExample,
  zappaIdKind,
  zappaIdMalformed,
  zappaIdPlaceholder,
  zappaIdUnknown,
  zappaJsonNotStrict,
  zappaKeyIgnored,
  zappaKeyTwice,
  zappaMixedEgress,
  zappaNameRefused,
  zappaNameTooLong,
  zappaNoPathToService,
  zappaNotReadable,
  zappaOtherRegion,
  zappaPartMissing,
  zappaPolicyFile,
  zappaPrivateApi,
  zappaPublicSubnet,
  zappaRegionMismatch,
  zappaRegionUnknown,
  zappaRemoteEnv,
  zappaRoleNoEni,
  zappaSchedule,
  zappaSettingRange,
  zappaSettingShape,
  zappaSettingType,
  zappaSettingValue,
  zappaSettingsExclude,
  zappaSettingsShadowed,
  zappaSingleSubnet,
  zappaSingleZone,
  zappaStageName,
  zappaVpcKey,
  zappaVpcLimits,
  zappaVpcMismatch,
  zappaVpcType,
];
