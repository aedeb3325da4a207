import { PORTS_OF_MQ, PORTS_OF_MSK } from '../../../../aws/brokerPorts.ts';
import type { Span } from '../../../../syntax/span.ts';
import { type Field, unknownField } from '../../../field.ts';
import type { ListeningPort } from '../../../workload.ts';
import { booleanField, fieldOf, itemsOf, valueAtPath } from '../../fieldOfValue.ts';
import type { Property } from '../../readResource.ts';

/** The ports of a broker by its type and its authentication; undefined for any other type. */
export function brokerPorts(
  type: string,
  property: Property,
  at: Span,
): readonly ListeningPort[] | undefined {
  const answers = (ports: readonly number[]) =>
    ports.map((value) => tcp({ kind: 'known', value, at, defaults: [] }));
  switch (type) {
    case 'AWS::MSK::ServerlessCluster':
      return answers([PORTS_OF_MSK.iam]);
    case 'AWS::MSK::Cluster':
      return mskPorts(property, at)?.map((port) =>
        typeof port === 'number' ? answers([port])[0]! : tcp(port),
      );
    case 'AWS::AmazonMQ::Broker': {
      const engine = fieldOf(property('EngineType'), (text) => PORTS_OF_MQ[text.trim().toUpperCase()]);
      if (engine.kind === 'known') return answers(engine.value);
      return [tcp({ kind: 'unknown', why: 'the template does not say which broker it is', at })];
    }
    default:
      return undefined;
  }
}

/**
 * A RabbitMQ broker with public accessibility uses no subnets and no security groups:
 * https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/configuring-private-broker.html
 */
export function isPublicRabbit(type: string, property: Property): boolean {
  if (type !== 'AWS::AmazonMQ::Broker') return false;
  const [engine, isPublic] = [property('EngineType'), booleanField(property('PubliclyAccessible'))];
  return (
    engine.kind === 'known' &&
    engine.text.trim().toUpperCase() === 'RABBITMQ' &&
    isPublic.kind === 'known' &&
    isPublic.value
  );
}

function tcp(port: Field<number>): ListeningPort {
  return { protocol: 'tcp', port };
}

/** Each enabled authentication method has its own port; without any, the encryption in transit decides. */
function mskPorts(property: Property, at: Span): readonly (number | Field<number>)[] {
  const ports: (number | Field<number>)[] = [];
  const note = (path: string, port: number) => {
    const isOn = booleanField(valueAtPath(property, `ClientAuthentication.${path}.Enabled`));
    if (isOn.kind === 'unknown') ports.push(unknownField(isOn, at));
    if (isOn.kind === 'known' && isOn.value) ports.push(port);
  };
  note('Sasl.Iam', PORTS_OF_MSK.iam);
  note('Sasl.Scram', PORTS_OF_MSK.scram);
  note('Tls', PORTS_OF_MSK.tls);
  const unauthenticated = booleanField(valueAtPath(property, 'ClientAuthentication.Unauthenticated.Enabled'));
  const letsAnyone = unauthenticated.kind === 'known' && unauthenticated.value;
  if (ports.length > 0 && !letsAnyone) return ports;
  const [written] = itemsOf(valueAtPath(property, 'EncryptionInfo.EncryptionInTransit.ClientBroker'));
  const encryption = written ? fieldOf(written, (text) => PORTS_OF_MSK.byEncryption[text]) : undefined;
  if (encryption?.kind === 'unknown') return [...ports, encryption];
  const open = encryption?.kind === 'known' ? encryption.value : [PORTS_OF_MSK.tls];
  return [...ports, ...open.filter((port) => !ports.includes(port))];
}
