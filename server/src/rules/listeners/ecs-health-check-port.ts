import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import { entryAt } from '../../syntax/tree.ts';
import { defineRule } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';
import { hasDynamicPort } from './dynamicPort.ts';

/** Tasks on ports that their hosts choose, in a target group that checks one port. */
export default defineRule({
  id: 'ecs-health-check-port',
  area: 'listeners',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The target group checks one port, and the tasks have ports that their hosts choose',
  why: 'A container in bridge mode with host port 0, or without one, gets a port of its host. A target group with a number in HealthCheckPort would check another port on the host. ECS answers "configured to use a dynamic host port, but the target group has a health check port specified", and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
    'https://github.com/aws-cloudformation/cfn-lint/issues/817',
  ],
  cfnLint: 'E3049',

  *check(file) {
    if (file.template?.hasMacros) return;
    const services = resourcesOfTypes(file, ['AWS::ECS::Service']);
    if (services.length === 0) return;
    const groups = new Map(
      resourcesOfTypes(file, ['AWS::ElasticLoadBalancingV2::TargetGroup']).map((one) => [one.object.id, one]),
    );
    for (const { object, property } of services) {
      const task = property('TaskDefinition');
      if (task.kind !== 'reference') continue;
      for (const entry of itemsOf(property('LoadBalancers'))) {
        const named = fieldIn(entry, 'TargetGroupArn');
        const group = named.kind === 'reference' ? groups.get(named.resource) : undefined;
        const port = group?.property('HealthCheckPort');
        if (entry.kind !== 'fields' || !group || port?.kind !== 'known' || !/^\d+$/.test(port.text)) continue;
        if (!hasDynamicPort(entry.fields, task.resource, file)) continue;
        yield {
          at: entryAt(group.object.properties, 'HealthCheckPort')?.value ?? port.at,
          resource: group.object.id,
          defaults: port.defaults,
          message: `${group.object.id} checks port ${port.text}, and the tasks of ${object.id} have ports that their hosts choose. ECS rejects ${object.id}.`,
          related: [{ at: object.at, message: `${object.id} registers its tasks in ${group.object.id}` }],
          fixes: removalFix(group.object.properties, 'HealthCheckPort'),
        };
      }
    }
  },
});
