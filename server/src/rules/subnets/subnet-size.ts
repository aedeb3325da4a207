import { isSubnetPrefix, mayBeInVpc, SUBNET_PREFIXES } from '../../cidr/awsSubnet.ts';
import { withoutHostBits } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import type { Subnet } from '../../network/model.ts';
import { type Node, valueAt } from '../../syntax/tree.ts';
import { evaluate } from '../../template/evaluation/evaluate.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import { type CheckedFile, defineRule, type Report } from '../defineRule.ts';
import { hasRoom } from '../shared/fixes/freeBlock.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { isShared } from '../shared/fixes/sharedLiteral.ts';

/** A subnet's block of a size that AWS does not make. */
export default defineRule({
  id: 'subnet-size',
  area: 'subnets',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The subnet is too large or too small',
  why: 'An IPv4 subnet is /16 to /28, and AWS reserves five of its addresses; an IPv6 subnet is /44 to /64, in steps of 4. AWS rejects any other size, and the stack fails.',
  sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html', 'SUB-01', 'SUB-03'],

  *check(file) {
    for (const subnet of file.network.subnets.values()) {
      yield* byHostBits(subnet, file);
      for (const block of [subnet.ipv4, subnet.ipv6]) {
        if (block.kind !== 'known') continue;
        const { value, at, origin, defaults } = block;
        if (isSubnetPrefix(value.family, value.prefix)) continue;
        const { largest, smallest } = SUBNET_PREFIXES[value.family];
        const steps = value.family === 6 ? ' in steps of 4' : '';
        const prefix = Math.min(Math.max(value.prefix, largest), smallest);
        const nearest = withoutHostBits({ ...value, prefix });
        const text = formatCidr(nearest);
        const isOutside = prefix !== value.prefix;
        yield {
          at,
          resource: subnet.id,
          defaults,
          message: `${subnet.id} (${formatCidr(value)}) is ${sizeWords(value.prefix, prefix)}: an IPv${value.family} subnet is /${largest} to /${smallest}${steps}. AWS rejects ${subnet.id}.`,
          fixes:
            origin &&
            isOutside &&
            mayBeInVpc(nearest) &&
            !isShared(origin, file.networks) &&
            hasRoom(subnet, nearest, file.networks)
              ? changeTo(origin, text, false)
              : [],
        };
      }
    }
  },
});

function sizeWords(prefix: number, nearest: number): string {
  if (prefix === nearest) return 'not a subnet size';
  return prefix < nearest ? 'too large' : 'too small';
}

/** A block that Fn::Cidr makes of one that only the deployment knows: its host bits alone say how large it is. */
function* byHostBits({ id, ipv4, properties }: Subnet, { scenario }: CheckedFile): Iterable<Report> {
  if (ipv4.kind !== 'unknown' || !scenario) return;
  const list = argumentsIn(valueAt(properties, 'CidrBlock'), 'Fn::Select')[1];
  const [block, , bits] = argumentsIn(list, 'Fn::Cidr');
  if (!block || !bits || evaluate(block, scenario).kind === 'known') return;
  const value = evaluate(bits, scenario);
  if (value.kind !== 'known' || !/^\d{1,2}$/.test(value.text)) return;
  const prefix = 32 - Number(value.text);
  const { largest, smallest } = SUBNET_PREFIXES[4];
  if (prefix < 0 || (prefix >= largest && prefix <= smallest)) return;
  yield {
    at: bits,
    resource: id,
    defaults: value.defaults,
    message: `${id} has ${value.text} host bits, a /${prefix}, which is ${prefix < largest ? 'too large' : 'too small'}: an IPv4 subnet is /${largest} to /${smallest}. AWS rejects ${id}.`,
  };
}

function argumentsIn(node: Node | undefined, name: string): readonly Node[] {
  const call = callOf(node);
  return call?.name === name ? argumentsOf(call) : [];
}
