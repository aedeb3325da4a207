import { isConditional } from '../../changes/resources.ts';
import { cardsOfInstance } from '../../network/analysis/workloads/placement.ts';
import { defaultsOf, type Field, type KnownField, type Target } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import type { Network, Route } from '../../network/model.ts';
import type { PlainWorkload } from '../../network/workload.ts';
import { valueAt } from '../../syntax/tree.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { fact } from '../engine/watchedFile.ts';

/** A route to an instance or a network interface that accepts only packets of its own address. */
export default defineRule({
  id: 'route-instance-source-dest-check',
  area: 'routing',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The route target is an instance with the source/destination check on',
  why: 'An instance drops packets that are neither from nor to its own address unless SourceDestCheck is false; the default is true. A NAT instance, firewall or VPN server forwards packets of other hosts, so all traffic of this route is lost. The rule reports nothing if a script or function in the file turns the check off.',
  whenToIgnore: 'If the check is turned off outside this template.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html',
  ],

  *check(file) {
    const { network, template } = file;
    if (template?.hasMacros) return;
    for (const route of network.routes) {
      for (const { property, target } of route.targets) {
        if (property !== 'InstanceId' && property !== 'NetworkInterfaceId') continue;
        if (target.kind !== 'known' || isTurnedOff(file)) continue;
        const one = checkingTarget(target, network);
        if (one) yield reportOf(route, target, one);
      }
    }
  },
});

function reportOf(route: Route, target: KnownField<Target>, one: PlainWorkload): Report {
  const check = one.sourceDestCheck;
  const isPreset = check.kind === 'absent';
  return {
    at: target.at,
    resource: route.id,
    defaults: defaultsOf(target, check),
    message: `${one.id} has SourceDestCheck on${isPreset ? ' by default' : ''}, so it drops every packet that ${route.id} sends to it.`,
    related: [{ at: isPreset ? one.at : check.at, message: `${one.id} has the source/destination check on` }],
    fixes: fixesOf(one),
  };
}

/** The instance or network interface that a route names, if its source/destination check is on. */
function checkingTarget(target: Field<Target>, network: Network) {
  const one = find(network.workloads, target);
  if (one?.kind !== 'instance' && one?.kind !== 'network-interface') return undefined;
  // If an instance has several interfaces, each has its own check.
  if (cardsOfInstance(one, network).length > 0) return undefined;
  const check = one.sourceDestCheck;
  const mayBeOff = check.kind === 'unknown' || (check.kind === 'known' && !check.value);
  return mayBeOff ? undefined : one;
}

const isTurnedOff = fact('source/destination check is turned off', ({ tree }) => TURNED_OFF.test(tree.text));

/** Calls of AWS's CLI and SDKs that turn it off later. */
const TURNED_OFF =
  /source-dest-check|modify[-_]?instance[-_]?attribute|modify[-_]?network[-_]?interface[-_]?attribute/i;

function fixesOf({ id, properties }: PlainWorkload): readonly Fix[] {
  const node = valueAt(properties, 'SourceDestCheck');
  if (!properties || (node && (node.kind !== 'scalar' || node.tag !== undefined || isConditional(node))))
    return [];
  return [
    {
      title: `Set SourceDestCheck of ${id} to false`,
      preferred: true,
      edits: [{ op: 'set-entry', in: properties, key: 'SourceDestCheck', value: false }],
    },
  ];
}
