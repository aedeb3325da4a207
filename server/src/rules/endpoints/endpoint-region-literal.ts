import { entryAt } from '../../syntax/tree.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { regionOfStack, type WrittenService, writtenServices } from './writtenServices.ts';

/** An endpoint whose service is written with its region, in a template that could be deployed anywhere. */
export default defineRule({
  id: 'endpoint-region-literal',
  area: 'endpoints',
  severity: 'info',
  profile: 'strict',
  appliesTo: ['template'],
  title: 'The endpoint names its region',
  why: 'The template works in that region alone: elsewhere EC2 does not find the service. With the pseudo parameter AWS::Region the name follows the stack.',
  whenToIgnore: 'If the template is only for this region.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html',
    'EP-09',
    'G47',
  ],

  *check(file) {
    const services = [...writtenServices(file)];
    const stack = regionOfStack(file, services);
    for (const service of services) {
      const { reader, value, region } = service;
      // endpoint-region-mismatch reports a region other than the stack's.
      if (stack && region !== stack.region) continue;
      const { id } = reader.object;
      yield {
        at: value.at,
        resource: id,
        defaults: value.defaults,
        message: `${id} is for a service of ${region}. In any other region EC2 does not find it.`,
        fixes: fixesOf(service),
      };
    }
  },
});

function fixesOf({ reader, value, region }: WrittenService): readonly Fix[] {
  const node = entryAt(reader.object.properties, 'ServiceName')?.value;
  if (!node || node !== value.origin) return [];
  const text = value.text.replace(region, '${AWS::Region}');
  return [
    {
      title: 'Use AWS::Region',
      preferred: true,
      edits: [{ op: 'replace', node, value: { 'Fn::Sub': text } }],
    },
  ];
}
