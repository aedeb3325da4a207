import { integerField, itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** Parts of a Classic Load Balancer that Elastic Load Balancing takes each, but not together. */
export default defineRule({
  id: 'classic-balancer-refused',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Elastic Load Balancing rejects the Classic Load Balancer',
  why: 'A Classic Load Balancer has subnets of a VPC, or zones of EC2-Classic, not both. A listener with HTTPS or SSL has a certificate. The target of its health check is a protocol and a port, with a path for HTTP and HTTPS alone, and its timeout is below its interval. Elastic Load Balancing rejects anything else, and the stack fails.',
  howToFix: 'Remove the zones, add the certificate, or correct the health check.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancer.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_HealthCheck.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancing-loadbalancer.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-https-load-balancers.html',
  ],

  check: eachResource(
    ['AWS::ElasticLoadBalancing::LoadBalancer'],
    function* (reader) {
      yield* zonesReports(reader);
      yield* certificateReports(reader);
      yield* healthReports(reader);
    },
    { isWhole: true },
  ),
});

function* zonesReports({ object, property }: ResourceReader): Generator<Report> {
  const [zones, subnets] = [property('AvailabilityZones'), property('Subnets')];
  if (subnets.kind !== 'list' || subnets.items.length === 0) return;
  if (zones.kind !== 'zones' && !(zones.kind === 'list' && zones.items.length > 0)) return;
  yield {
    at: zones.at,
    resource: object.id,
    message: `${object.id} has AvailabilityZones and Subnets. AWS accepts one of them, and rejects ${object.id}.`,
    related: [{ at: subnets.at, message: 'The subnets are here' }],
    fixes: removalFix(object.properties, 'AvailabilityZones'),
  };
}

function* certificateReports({ object, property }: ResourceReader): Generator<Report> {
  for (const listener of itemsOf(property('Listeners'))) {
    if (listener.kind !== 'fields') continue;
    const [protocol, certificate] = [
      listener.fields.get('Protocol'),
      listener.fields.get('SSLCertificateId'),
    ];
    if (protocol?.kind !== 'known' || !/^(?:HTTPS|SSL)$/i.test(protocol.text)) continue;
    if (certificate !== undefined && certificate.kind !== 'absent') continue;
    yield {
      at: protocol.at,
      resource: object.id,
      defaults: protocol.defaults,
      message: `A listener of ${object.id} uses ${protocol.text} and has no SSLCertificateId. AWS rejects ${object.id}.`,
    };
  }
}

function* healthReports({ object, property }: ResourceReader): Generator<Report> {
  const target = valueAtPath(property, 'HealthCheck.Target');
  const fault = target.kind === 'known' ? faultOf(target.text) : undefined;
  if (target.kind === 'known' && fault !== undefined)
    yield {
      at: target.at,
      resource: object.id,
      defaults: target.defaults,
      message: `The health check of ${object.id} has the target ${target.text}, ${fault}. AWS rejects ${object.id}.`,
    };
  const seconds = (name: string): Value => valueAtPath(property, `HealthCheck.${name}`);
  const [interval, timeout] = [integerField(seconds('Interval')), integerField(seconds('Timeout'))];
  if (interval.kind !== 'known' || timeout.kind !== 'known' || timeout.value < interval.value) return;
  yield {
    at: timeout.at,
    resource: object.id,
    defaults: [...interval.defaults, ...timeout.defaults],
    message: `${object.id} is checked every ${interval.value} seconds and waits ${timeout.value} seconds for an answer. AWS rejects ${object.id}: the timeout must be below the interval.`,
    related: [{ at: interval.at, message: `The interval is ${interval.value} seconds` }],
  };
}

/** Why a target is refused, as an apposition; undefined if it is taken or not written out. */
function faultOf(text: string): string | undefined {
  const parts = /^(\w+):(\d+)(\/.*)?$/.exec(text.trim());
  if (!parts) return /^\w+:\d+[^/\d]|^\/|^\d+$/.test(text) ? 'which is no protocol with a port' : undefined;
  const [, protocol, port, path] = parts;
  if (Number(port) < 1 || Number(port) > 65_535) return `whose port is not between 1 and 65535`;
  if (/^https?$/i.test(protocol!)) return path === undefined ? 'which has no path' : undefined;
  if (/^(?:tcp|ssl)$/i.test(protocol!)) return path === undefined ? undefined : 'whose protocol has no path';
  return 'whose protocol is none of HTTP, HTTPS, TCP and SSL';
}
