import { find } from '../../network/lookup.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { blockedServices, relatedOf } from '../reaching.ts';
import { resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** An event source mapping on an Amazon MQ broker from whose subnets Lambda cannot be called. */
export default defineRule({
  id: 'lambda-queue-esm-no-path',
  area: 'lambda',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: "The message broker's subnets have no route to Lambda",
  why: 'Lambda polls a private Amazon MQ broker from the subnets and with the security groups of the broker, never from those of the function. From there it calls Lambda, Secrets Manager for the password, and STS for ActiveMQ. Without a NAT gateway or endpoints for these services the mapping delivers no messages.',
  howToFix: "Add a NAT gateway, or interface endpoints for the named services, to the broker's subnets.",
  whenToIgnore: 'If the route or the endpoints are created outside this template.',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/process-mq-messages-with-lambda.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    const engines = new Map(
      resourcesOfTypes(file, ['AWS::AmazonMQ::Broker']).map(({ object, property }) => [
        object.id,
        property('EngineType'),
      ]),
    );
    for (const mapping of network.eventSourceMappings.values()) {
      const broker = find(network.workloads, mapping.source);
      const engine = broker && engines.get(broker.id);
      if (!broker || engine?.kind !== 'known') continue;
      const { publicIp } = broker;
      if (publicIp.kind === 'unknown' || (publicIp.kind === 'known' && publicIp.value)) continue;
      const isActive = engine.text.toUpperCase() === 'ACTIVEMQ';
      const services = [
        'lambda',
        ...(isActive ? ['sts'] : []),
        ...(mapping.usesSecret ? ['secretsmanager'] : []),
      ];
      const cutOff = blockedServices(network, broker, services);
      const [first] = cutOff;
      if (!first) continue;
      yield {
        at: mapping.at,
        resource: mapping.resource,
        defaults: [...first.answer.defaults, ...engine.defaults],
        message: `${mapping.id} reads ${broker.id}, whose subnets have no route to ${listed(cutOff.map(({ name }) => name))}, so it delivers no messages.`,
        related: [
          { at: broker.at, message: `${mapping.id} reads this broker` },
          ...relatedOf(first.answer.blockedBy),
        ],
      };
    }
  },
});
