import { schemaOf } from '../../../../aws/schema/schema.ts';
import { wordsOf } from '../../../subnets/tierFromName.ts';
import { byName } from '../byName.ts';
import type { Context } from '../context.ts';
import { calledAfter } from './references.ts';

/** What words in a name ask of a resource, and the attributes that give it, the most used ones first. */
const ASKED: readonly (readonly [word: RegExp, attributes: readonly string[]])[] = [
  [
    /^(?:host|hostname|address|endpoint|server|dns|url|uri)$/,
    [
      ...['Endpoint.Address', 'PrimaryEndPoint.Address', 'RedisEndpoint.Address', 'ClusterEndpoint.Address'],
      ...['DNSName', 'DomainEndpoint', 'Endpoint', 'FunctionUrl', 'QueueUrl'],
    ],
  ],
  [/^port$/, ['Endpoint.Port', 'PrimaryEndPoint.Port', 'RedisEndpoint.Port', 'ClusterEndpoint.Port', 'Port']],
  [/^secret$/, ['MasterUserSecret.SecretArn', 'MasterPasswordSecretArn']],
  [/^arn$/, ['Arn', 'DBInstanceArn', 'DBClusterArn', 'DBProxyArn']],
];

/** The attribute of a type that a name asks for: `Endpoint.Address` for DB_HOST. */
export function attributeAsked(type: string, name: string): string | undefined {
  const words = wordsOf(name);
  const known = schemaOf(type)?.attributes ?? [];
  for (const [word, attributes] of ASKED) {
    if (words.some((one) => word.test(one))) return attributes.find((one) => known.includes(one));
  }
  return undefined;
}

export interface AskedAttribute {
  readonly id: string;
  readonly type: string;
  readonly attribute: string;
}

/**
 * The attributes that a name asks for, such as DB_HOST: of the resources that it is called after, or of all if it says
 * nothing else.
 */
export function attributesAsked({ types }: Context, name: string): readonly AskedAttribute[] {
  const words = wordsOf(name).filter((one) => !ASKED.some(([word]) => word.test(one)));
  return byName([...types], ([id]) => id, name).flatMap(([id, type]) => {
    const own = [...wordsOf(id), ...calledAfter(type)];
    const attribute =
      words.length === 0 || words.some((word) => own.includes(word)) ? attributeAsked(type, name) : undefined;
    return attribute === undefined ? [] : [{ id, type, attribute }];
  });
}

/** The address of each resource that has one. */
export function addressAttributes(context: Context): readonly AskedAttribute[] {
  return attributesAsked(context, 'host');
}
