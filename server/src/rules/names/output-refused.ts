import { type Entry, entriesOf, entryAt, type Node, resolved, valueAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { evaluate } from '../../template/evaluation/evaluate.ts';
import { argumentsOf, type Call, callOf } from '../../template/evaluation/intrinsic.ts';
import { isListParameter } from '../../template/parameters.ts';
import type { Template } from '../../template/template.ts';
import { misspellingsOf } from '../../wording/nearest.ts';
import { defineRule, type Fix, type Report } from '../defineRule.ts';
import { scenarioOf } from '../engine/watchedFile.ts';
import { outputExists, textOfName, writtenOutputs } from '../shared/names/exports.ts';
import { isPartOfTemplate } from '../shared/partOfTemplate.ts';

/**
 * An output that CloudFormation rejects: without a value, with a list, or exported under a name that another output
 * or only a resource has.
 */
export default defineRule({
  id: 'output-refused',
  area: 'names',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'CloudFormation rejects the output',
  why: 'An output is a mapping with a Value, which is one string, and perhaps an Export with a Name. No two outputs of an account and region are exported under one name, and the name does not depend on a resource. CloudFormation rejects a template whose output has no Value or a list, and a stack that exports a name a second time.',
  howToFix: 'Write the value under Value, join a list with Fn::Join, and give each export a name of its own.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html',
    'https://github.com/aws/aws-cdk/pull/32575',
  ],
  cfnLint: 'E6003',

  *check(file) {
    const { template } = file;
    const scenario = scenarioOf(file);
    if (!template || !scenario || template.hasMacros || file.isBroken) return;
    const isPart = isPartOfTemplate(file);
    const exported = new Map<string, string>();
    for (const output of writtenOutputs(file)) {
      const name = output.key.text;
      if (name.startsWith('Fn::') || !outputExists(output, scenario)) continue;
      const fault = faultOf(output, template);
      if (fault) {
        // Tools that assemble templates may have other forms of outputs.
        if (!isPart) yield fault;
        continue;
      }
      const node = entryAt(valueAt(output.value, 'Export'), 'Name')?.value;
      if (!node) continue;
      const { text, defaults } = textOfName(evaluate(node, scenario));
      if (text === undefined) continue;
      const other = exported.get(text);
      const message = `${other} and ${name} are both exported as ${text}. AWS rejects the stack.`;
      if (other !== undefined) yield { at: node, message, defaults };
      else exported.set(text, name);
    }
  },
});

/** The resource that Ref or Fn::GetAtt asks for: "the value of the Name property of an Export can't use" them. */
function resourceIn(node: Node, { resources }: Template): string | undefined {
  const call = callOf(node);
  if (call?.name !== 'Ref' && call?.name !== 'Fn::GetAtt') return undefined;
  const name = argumentsOf(call).map(resolved)[0];
  const id = name?.kind === 'scalar' ? name.text.split('.')[0] : undefined;
  return id !== undefined && resources.has(id) ? id : undefined;
}

function faultOf({ key, value }: Entry, template: Template): Report | undefined {
  const name = key.text;
  const report = (at: Report['at'], fact: string, fixes: readonly Fix[] = []): Report => ({
    at,
    message: `${fact}. AWS rejects the template.`,
    fixes,
  });
  const body = resolved(value);
  if (!body) return undefined;
  if (body.kind !== 'mapping' || callOf(body)) return report(key, `The output ${name} has no Value`);
  const written = entryAt(body, 'Value');
  if (!written) {
    const entries = entriesOf(body);
    if (entries.some((entry) => entry.key.text.startsWith('Fn::') || entry.key.text === '<<'))
      return undefined;
    const meant = entries.filter(
      (entry) => !KEYS.includes(entry.key.text) && misspellingsOf(entry.key.text, ['Value'])[0],
    );
    const fixes = meant.map(
      (entry): Fix => ({
        title: 'Change to Value',
        preferred: meant.length === 1,
        edits: [{ op: 'rename', entry, key: 'Value' }],
      }),
    );
    return report(meant[0]?.key ?? key, `The output ${name} has no Value`, fixes);
  }
  if (isList(written.value, template))
    return report(written.value, `The value of the output ${name} is a list`);
  const given = resolved(entryAt(body, 'Export')?.value);
  if (given && given.kind !== 'mapping') return report(given, `The export of the output ${name} has no Name`);
  const exported = entryAt(given, 'Name')?.value;
  const owner = exported && resourceIn(exported, template);
  if (exported && owner !== undefined)
    return report(
      exported,
      `The export of the output ${name} is named after ${owner}, and its name cannot depend on a resource`,
    );
  return undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html */
const KEYS = ['Description', 'Value', 'Export', 'Condition'];

/** Whether a value is certainly a list: written as one, or the result of a function. */
function isList(node: Node, template: Template): boolean {
  const value = resolved(node);
  const call = value && callOf(value);
  if (!call) return value?.kind === 'sequence';
  if (LISTS.includes(call.name)) return true;
  if (call.name === 'Fn::GetAtt') return isListAttribute(call, template);
  const name = call.name === 'Ref' ? argumentsOf(call).map(resolved)[0] : undefined;
  const parameter = name?.kind === 'scalar' ? template.parameters.get(name.text) : undefined;
  return parameter !== undefined && isListParameter(parameter.type);
}

/**
 * Whether an attribute is a list, such as `!GetAtt Zone.NameServers`; an output needs a string, which Fn::Join makes.
 */
function isListAttribute(call: Call, template: Template): boolean {
  const words = argumentsOf(call).map(resolved);
  if (!words.every((word) => word?.kind === 'scalar')) return false;
  const [name = '', ...attribute] = words
    .map((word) => word.text)
    .join('.')
    .split('.');
  const type = template.resources.get(name)?.type;
  return type !== undefined && (LIST_ATTRIBUTES[type]?.includes(attribute.join('.')) ?? false);
}

/** Attributes that the pages of these types call lists. https://github.com/aws/aws-cdk/pull/32575 */
const LIST_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = table({
  'AWS::DirectoryService::MicrosoftAD': ['DnsIpAddresses'],
  'AWS::DirectoryService::SimpleAD': ['DnsIpAddresses'],
  'AWS::EC2::NetworkInterface': ['SecondaryPrivateIpAddresses'],
  'AWS::EC2::Subnet': ['Ipv6CidrBlocks'],
  'AWS::EC2::VPC': ['CidrBlockAssociations', 'Ipv6CidrBlocks'],
  'AWS::EC2::VPCEndpoint': ['DnsEntries', 'NetworkInterfaceIds'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['SecurityGroups'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['LoadBalancerArns'],
  'AWS::NetworkFirewall::Firewall': ['EndpointIds'],
  'AWS::Route53::HostedZone': ['NameServers'],
});

const LISTS = ['Fn::Cidr', 'Fn::GetAZs', 'Fn::Split'];
