import { nameOfPort, nameOfProtocol } from '../../aws/ports.ts';
import { type Markdown, md } from '../../escape/markdown.ts';
import { entriesOf, type Node, resolved, type Scalar } from '../../syntax/tree.ts';

/** Properties whose number is a port, in any type. */
export const IS_PORT =
  /^(?:FromPort|ToPort|From|To|Port|DBPort|ContainerPort|HostPort|LoadBalancerPort|InstancePort|HealthCheckPort)$/;
const IS_PROTOCOL = /^(?:IpProtocol|Protocol)$/;

/** The name of the port or protocol number in a property; undefined if it has none. */
export function describePort(path: readonly Node[], scalar: Scalar): Markdown | undefined {
  const text = scalar.text.trim();
  if (!/^(?:-1|\d{1,5})$/.test(text)) return undefined;
  const key = entriesOf(path.at(-2)).find(({ value }) => resolved(value) === scalar)?.key.text ?? '';
  const number = Number(text);
  if (IS_PROTOCOL.test(key)) {
    const name = nameOfProtocol(number);
    return name === undefined ? undefined : md`**${text}** — ${name}`;
  }
  const name = IS_PORT.test(key) ? nameOfPort(number) : undefined;
  return name === undefined ? undefined : md`**${text}** — ${name}`;
}
