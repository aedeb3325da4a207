import type { Analysis } from '../../analysis.ts';
import { joined, type Markdown, md, paragraphs } from '../../escape/markdown.ts';
import type { Network } from '../../network/model.ts';
import { networkOfTemplate } from '../../network/template/networkOfTemplate.ts';
import type { Span } from '../../syntax/span.ts';
import type { Scenario } from '../../template/evaluation/scenario.ts';
import { distinguishingConditions } from '../../template/scenarios/distinguishingConditions.ts';
import { lineLink } from './lineLink.ts';
import { describeAcl, describeEntry } from './resource/acl.ts';
import { describeEndpoint } from './resource/endpoint.ts';
import * as gateways from './resource/gateways.ts';
import { describeGroup, describeRule } from './resource/group.ts';
import { describeLoadBalancer, describeTargetGroup } from './resource/loadBalancer.ts';
import { describeRoute, describeRouteTable, describeTableAssociation } from './resource/routes.ts';
import { describeSubnet } from './resource/subnet.ts';
import type { Description, HoverContext } from './resource/view.ts';
import { describeVpc } from './resource/vpc.ts';
import { describeSubnetGroup, describeWorkload } from './resource/workload.ts';

/** How many different networks of a resource a hover describes. */
const MOST_VARIANTS = 3;

/**
 * A resource's role in its network, in a few lines of Markdown; undefined for types without one. If it differs between
 * scenarios, each variant is described with its conditions.
 */
export function describeResource(id: string, analysis: Analysis): Markdown | undefined {
  const { content } = analysis;
  if (content.kind !== 'template') return undefined;
  const { all } = content.scenarios;
  const lineText = ({ start }: Span) => lineLink(analysis, start);
  const variants = new Map<string, { readonly text: Markdown; readonly scenarios: Scenario[] }>();
  for (const scenario of all) {
    const network = networkOfTemplate(scenario);
    const text = paragraphs(...(describeIn(id, { network, lineText }) ?? []));
    if (!text) continue;
    const known = variants.get(text.markdown);
    if (known) known.scenarios.push(scenario);
    else variants.set(text.markdown, { text, scenarios: [scenario] });
  }
  if (variants.size === 0) return undefined;
  const shown = [...variants.values()].slice(0, MOST_VARIANTS).map(({ text, scenarios }) => {
    return scenarios.length === all.length ? text : md`${text}\n\n${scenariosText(scenarios, all)}`;
  });
  const left = variants.size - shown.length;
  if (left > 0)
    shown.push(md`_And ${left} more ${left === 1 ? 'variant' : 'variants'} under other conditions._`);
  return joined(shown, '\n\n---\n\n');
}

function scenariosText(scenarios: readonly Scenario[], all: readonly Scenario[]): Markdown {
  const values = distinguishingConditions(scenarios, all).map(({ name, holds }) => md`${name} is ${holds}`);
  return values.length > 0 ? md`_When ${joined(values, ' and ')}._` : md`_Under some conditions._`;
}

function describeIn(id: string, view: HoverContext): Description | undefined {
  const { network } = view;
  const describeOneOf = <T>(
    of: (network: Network) => ReadonlyMap<string, T>,
    describe: (one: T, view: HoverContext) => Description,
  ): Description | undefined => {
    const one = of(network).get(id);
    return one === undefined ? undefined : describe(one, view);
  };
  const route = network.routes.find((one) => one.id === id);
  const rule = network.securityGroupRules.find((one) => one.resource === id && one.list === undefined);
  const entry = network.networkAclEntries.find((one) => one.id === id);
  const association = network.routeTableAssociations.find((one) => one.id === id);
  const attachment = network.gatewayAttachments.find((one) => one.id === id);
  return (
    describeOneOf((one) => one.subnets, describeSubnet) ??
    describeOneOf((one) => one.vpcs, describeVpc) ??
    describeOneOf((one) => one.securityGroups, describeGroup) ??
    describeOneOf((one) => one.routeTables, describeRouteTable) ??
    describeOneOf((one) => one.networkAcls, describeAcl) ??
    describeOneOf((one) => one.endpoints, describeEndpoint) ??
    describeOneOf((one) => one.natGateways, gateways.describeNat) ??
    describeOneOf((one) => one.internetGateways, gateways.describeInternetGateway) ??
    describeOneOf((one) => one.egressOnlyInternetGateways, gateways.describeEgressOnlyGateway) ??
    describeOneOf((one) => one.vpnGateways, gateways.describeVpnGateway) ??
    describeOneOf((one) => one.peerings, gateways.describePeering) ??
    describeOneOf((one) => one.transitGatewayAttachments, gateways.describeTransitAttachment) ??
    describeOneOf((one) => one.targetGroups, describeTargetGroup) ??
    describeOneOf((one) => one.subnetGroups, describeSubnetGroup) ??
    describeOneOf(
      (one) => one.workloads,
      (one) => (one.kind === 'load-balancer' ? describeLoadBalancer(one, view) : describeWorkload(one, view)),
    ) ??
    (route && describeRoute(route, view)) ??
    (rule && describeRule(rule)) ??
    (entry && describeEntry(entry)) ??
    (association && describeTableAssociation(association)) ??
    (attachment && gateways.describeAttachment(attachment))
  );
}
