import assert from 'node:assert/strict';
import { networkTemplate } from '../../server/src/patterns/network.ts';
import { templateData } from '../../server/src/patterns/print.ts';
import type { NetworkRequest } from '../../server/src/patterns/request.ts';

/** The template with a function and a server that use what the pattern hands out. */
export function withWorkloads(wanted: NetworkRequest): string {
  const network = networkTemplate(wanted);
  assert.ok(!('refused' in network));
  const template = templateData(network) as {
    Resources: object;
    Outputs: Record<string, { Value: unknown }>;
  };
  const outputs = Object.entries(template.Outputs);
  const subnets = outputs.filter(([name]) => name.startsWith('AppSubnet')).map(([, { Value }]) => Value);
  const group = template.Outputs.AppGroupId?.Value;
  const App = {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'python3.13',
      Handler: 'app.handler',
      Role: 'arn:aws:iam::111122223333:role/app',
      Code: { ZipFile: 'pass' },
      VpcConfig: { SubnetIds: subnets, SecurityGroupIds: [group] },
    },
  };
  const Server = {
    Type: 'AWS::EC2::Instance',
    Properties: { ImageId: 'ami-0aaaaaaaaaaaaaaaa', SubnetId: subnets[0], SecurityGroupIds: [group] },
  };
  return JSON.stringify({ ...template, Resources: { ...template.Resources, App, Server } });
}
