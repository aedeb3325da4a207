import { nameOfPort, nameOfProtocol } from '../../aws/ports.ts';
import { type Markdown, md } from '../../escape/markdown.ts';
import { entriesOf, type Node, resolved, type Scalar, stringValue, valueAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';

/** Properties whose number is a port, in any type. */
export const IS_PORT =
  /^(?:FromPort|ToPort|From|To|Port|DBPort|ContainerPort|HostPort|LoadBalancerPort|InstancePort|HealthCheckPort)$/;
const IS_PROTOCOL = /^(?:IpProtocol|Protocol)$/;

/** The other end of a range of ports, by the name of one. */
const OTHER_END: Readonly<Record<string, string>> = table({
  FromPort: 'ToPort',
  ToPort: 'FromPort',
  From: 'To',
  To: 'From',
});

/** The name of the port or protocol number in a property, and the range of ports; undefined if it has neither. */
export function describePort(path: readonly Node[], scalar: Scalar): Markdown | undefined {
  const text = scalar.text.trim();
  const named = NUMBER_OF_PROTOCOL[text.toLowerCase()];
  if (named !== undefined) return describeProtocolName(path, scalar, text, named);
  if (!/^(?:-1|\d{1,5})$/.test(text)) return undefined;
  const owner = path.at(-2);
  const key = entriesOf(owner).find(({ value }) => resolved(value) === scalar)?.key.text ?? '';
  const number = Number(text);
  if (IS_PROTOCOL.test(key)) {
    const name = nameOfProtocol(number);
    if (name === undefined) return undefined;
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html
    return number === -1
      ? md`**-1** — ${name} on every port, whatever ports are written`
      : md`**${text}** — ${name}`;
  }
  if (isOfIcmp(owner)) return describeIcmp(key, number, owner);
  if (!IS_PORT.test(key)) return undefined;
  const range = rangeText(number, valueAt(owner, OTHER_END[key] ?? ''));
  const name = nameOfPort(number);
  if (name === undefined && range === undefined) return undefined;
  return md`**${text}** — ${[name, range].filter((part) => part !== undefined).join(' · ')}`;
}

/** The names that rules accept: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html */
const NUMBER_OF_PROTOCOL: Readonly<Record<string, number>> = table({ tcp: 6, udp: 17, icmp: 1, icmpv6: 58 });

function describeProtocolName(
  path: readonly Node[],
  scalar: Scalar,
  text: string,
  number: number,
): Markdown | undefined {
  const entry = entriesOf(path.at(-2)).find(({ value }) => resolved(value) === scalar);
  if (entry?.key.text !== 'IpProtocol') return undefined;
  const isIcmp = number === 1 || number === 58;
  return md`**${text}** — protocol number ${number}${isIcmp ? md`; FromPort is the type and ToPort the code, and -1 is all of them` : md``}`;
}

/**
 * The types of ICMP and of ICMPv6 that rules name most:
 * https://www.iana.org/assignments/icmp-parameters, https://www.iana.org/assignments/icmpv6-parameters
 */
const ICMP_TYPES: Readonly<Record<'4' | '6', Readonly<Record<number, string>>>> = {
  4: {
    0: 'echo reply',
    3: 'destination unreachable',
    5: 'redirect',
    8: 'echo request (ping)',
    11: 'time exceeded',
  },
  6: {
    1: 'destination unreachable',
    2: 'packet too big',
    3: 'time exceeded',
    128: 'echo request (ping)',
    129: 'echo reply',
  },
};

/** In a rule for ICMP, FromPort is the type and ToPort the code. */
function describeIcmp(key: string, number: number, owner: Node | undefined): Markdown | undefined {
  if (key === 'ToPort')
    return number === -1
      ? md`**-1** — every code of the ICMP type`
      : md`**${number}** — a code of the ICMP type`;
  if (key !== 'FromPort') return undefined;
  if (number === -1) return md`**-1** — every ICMP type`;
  const isIpv6 = /^(?:icmpv6|58)$/i.test(stringValue(valueAt(owner, 'IpProtocol')) ?? '');
  const name = ICMP_TYPES[isIpv6 ? 6 : 4][number];
  return name === undefined ? md`**${number}** — an ICMP type` : md`**${number}** — ICMP type: ${name}`;
}

function isOfIcmp(owner: Node | undefined): boolean {
  return /^(?:icmp|icmpv6|1|58)$/i.test(stringValue(valueAt(owner, 'IpProtocol')) ?? '');
}

function rangeText(number: number, other: Node | undefined): string | undefined {
  const end = other?.kind === 'scalar' && /^\d{1,5}$/.test(other.text.trim()) ? Number(other.text) : number;
  if (end === number) return undefined;
  const [first, last] = [Math.min(number, end), Math.max(number, end)];
  return `the ${(last - first + 1).toLocaleString('en-US')} ports from ${first} to ${last}`;
}
