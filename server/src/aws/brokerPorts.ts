/**
 * The ports of Amazon MSK from within AWS over IPv4, by the way of signing in:
 * https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
 */
export const PORTS_OF_MSK = {
  iam: 9098,
  scram: 9096,
  tls: 9094,
  /** Clients that do not sign in, by `ClientBroker`; `TLS` where it is not written. */
  byEncryption: { TLS: [9094], TLS_PLAINTEXT: [9094, 9092], PLAINTEXT: [9092] } as Readonly<
    Record<string, readonly number[]>
  >,
} as const;

/**
 * Of Amazon MQ by `EngineType`. RabbitMQ speaks AMQP and has its console and API on two ports:
 * https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/working-with-rabbitmq.html
 * ActiveMQ speaks OpenWire and has its console; its other protocols have ports of their own, which AWS's page on groups
 * does not list: https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/using-amazon-mq-securely.html
 */
export const PORTS_OF_MQ: Readonly<Record<string, readonly number[]>> = {
  RABBITMQ: [5671, 443, 15_671],
  ACTIVEMQ: [61_617, 8162],
};
