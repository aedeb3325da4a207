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
  if (!IS_PORT.test(key) || isOfIcmp(owner)) return undefined;
  const range = rangeText(number, valueAt(owner, OTHER_END[key] ?? ''));
  const name = nameOfPort(number);
  if (name === undefined && range === undefined) return undefined;
  return md`**${text}** — ${[name, range].filter((part) => part !== undefined).join(' · ')}`;
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
