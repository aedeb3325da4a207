import { table } from '../table.ts';

/**
 * Ports of Amazon MSK within AWS over IPv4, by authentication method:
 * https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
 */
export const PORTS_OF_MSK = {
  iam: 9098,
  scram: 9096,
  tls: 9094,
  /** For unauthenticated clients, by `ClientBroker`; `TLS` is the default. */
  byEncryption: table<readonly number[]>({ TLS: [9094], TLS_PLAINTEXT: [9094, 9092], PLAINTEXT: [9092] }),
} as const;

/** Which of these ports the internet uses, by the port within AWS; plaintext has none. The same page. */
export const PUBLIC_PORT_OF_MSK: ReadonlyMap<number, number> = new Map([
  [PORTS_OF_MSK.iam, 9198],
  [PORTS_OF_MSK.scram, 9196],
  [PORTS_OF_MSK.tls, 9194],
]);

/**
 * Ports of Amazon MQ by `EngineType`. RabbitMQ: AMQP, and the console and API:
 * https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/working-with-rabbitmq.html ActiveMQ: OpenWire and the
 * console; its other protocols have ports that AWS's page on groups does not list:
 * https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/using-amazon-mq-securely.html
 */
export const PORTS_OF_MQ: Readonly<Record<string, readonly number[]>> = table({
  RABBITMQ: [5671, 443, 15_671],
  ACTIVEMQ: [61_617, 8162],
});
