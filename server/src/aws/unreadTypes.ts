/**
 * Types that have subnets or security groups and whose traffic is not read: what they connect to is not documented, or they name their
 * network in another way than by ids of subnets. Nothing is said of them, neither that they are reached nor that they are not. By the
 * properties in https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const UNREAD_TYPES: ReadonlySet<string> = new Set(
  `AppStream::AppBlockBuilder BedrockAgentCore::CapacityProvider BedrockAgentCore::Gateway BedrockAgentCore::GatewayTarget
  BedrockAgentCore::Harness BedrockAgentCore::OAuth2CredentialProvider Cloud9::EnvironmentEC2 DMS::InstanceProfile
  DRS::ReplicationConfigurationTemplate DataSync::Agent DataSync::LocationEFS DataSync::LocationFSxLustre
  DataSync::LocationFSxONTAP DataSync::LocationFSxOpenZFS DataSync::LocationFSxWindows DataZone::Connection Deadline::Fleet
  Deadline::LicenseEndpoint DevOpsAgent::PrivateConnection ECS::CapacityProvider ECS::ExpressGatewayService ECS::Gateway
  EMR::Studio EMRContainers::Endpoint EVS::Environment ElasticBeanstalk::ConfigurationTemplate ElasticBeanstalk::Environment
  GameLift::GameServerGroup Glue::DevEndpoint GroundStation::DataflowEndpointGroup Lambda::NetworkConnector M2::Environment
  MWAAServerless::Workflow MediaConnect::Flow MediaConnect::FlowVpcInterface MediaConnect::RouterNetworkInterface
  MediaLive::Channel MediaLive::Input NetworkFirewall::Firewall ODB::OdbNetwork Omics::Configuration OpsWorks::Instance
  PCAConnectorAD::Connector PCS::Cluster PCS::ComputeNodeGroup RTBFabric::RequesterGateway RTBFabric::ResponderGateway
  S3Outposts::Endpoint SageMaker::EndpointConfig SageMaker::UserProfile SageMaker::Workforce SecurityAgent::AgentSpace
  SecurityAgent::Pentest Serverless::NetworkConnector WorkSpaces::Directory WorkspacesInstances::WorkspaceInstance`
    .split(/\s+/)
    .map((name) => `AWS::${name}`),
);
