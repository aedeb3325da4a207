/**
 * Types that have subnets or security groups and whose traffic is not read: what they connect to is not documented, or they name their
 * network in another way than by ids of subnets. Nothing is said of them, neither that they are reached nor that they are not. By the
 * properties in https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const UNREAD_TYPES: ReadonlySet<string> = new Set(
  `BedrockAgentCore::CapacityProvider BedrockAgentCore::Gateway BedrockAgentCore::GatewayTarget
  BedrockAgentCore::Harness BedrockAgentCore::OAuth2CredentialProvider Cloud9::EnvironmentEC2
  DRS::ReplicationConfigurationTemplate DataSync::LocationFSxONTAP
  DataZone::Connection
  Deadline::Fleet DevOpsAgent::PrivateConnection ECS::Gateway
  EMRContainers::Endpoint EVS::Environment ElasticBeanstalk::ConfigurationTemplate
  GroundStation::DataflowEndpointGroup M2::Environment
  MediaConnect::Flow MediaConnect::FlowVpcInterface
  MediaConnect::RouterNetworkInterface MediaLive::Input NetworkFirewall::Firewall ODB::OdbNetwork
  Omics::Configuration OpsWorks::Instance PCAConnectorAD::Connector PCS::Cluster
  RTBFabric::RequesterGateway RTBFabric::ResponderGateway S3Outposts::Endpoint SageMaker::UserProfile
  SageMaker::Workforce SecurityAgent::AgentSpace SecurityAgent::Pentest WorkSpaces::Directory
  WorkspacesInstances::WorkspaceInstance`
    .split(/\s+/)
    .map((name) => `AWS::${name}`),
);
