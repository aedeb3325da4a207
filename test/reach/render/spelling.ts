// The many ways to write one value in a template. Which one is taken follows from a seed; 0 takes the plainest everywhere,
// so that a counterexample shrinks to a template that is easy to read.

import { randomFrom } from '../../robustness/random.ts';
import { type Block, part, textOf } from '../world/addresses.ts';

/** A value as CloudFormation's JSON has it. */
export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: { readonly [key: string]: Json | undefined };
  readonly dependsOn?: string | undefined;
}

/** Writes values, and gathers the parameters, mappings and conditions that they need. */
export interface Speller {
  /** What comes now belongs to this: its spelling hangs on the name and the seed, not on what else there is. */
  at(name: string): void;
  /** One of the things; the first is the plainest. */
  oneOf<T>(...things: readonly [T, ...T[]]): T;
  /** True once in so many times. */
  rarely(times: number): boolean;
  /** The id of a resource, where the attribute says the same as a Ref. */
  id(name: string, attribute?: string): Json;
  ids(names: readonly string[], attribute?: string): Json;
  number(value: number): Json;
  bool(value: boolean): Json;
  cidr(block: Block): Json;
  /** A block of a resource that lies in another one's: what `!Cidr` can say of it too. */
  cidrWithin(block: Block, owner: string, whole: Block): Json;
  shuffled<T>(things: readonly T[]): T[];
  /** The template of these resources, as JSON or YAML decides who asked for it. */
  template(resources: readonly Resource[], transform: boolean): Json;
}

export function speller(seed: number): Speller {
  let random = seed === 0 ? undefined : randomFrom(seed);
  const below = (limit: number): number => random?.below(limit) ?? 0;
  const oneOf = <T>(...things: readonly [T, ...T[]]): T => things[below(things.length)] ?? things[0];
  const rarely = (times: number): boolean => random !== undefined && below(times) === 0;

  const referred = new Set<string>();
  const parameters: Record<string, Json> = {};
  const addresses: Record<string, Json> = {};
  let usesConditions = false;

  const single = (value: string): Json => {
    const name = `Given${Object.keys(parameters).length + 1}`;
    parameters[name] = { Type: 'String', AllowedValues: [value], Default: value };
    return { Ref: name };
  };
  const found = (value: string): Json => {
    const name = `Entry${Object.keys(addresses).length + 1}`;
    addresses[name] = { Block: value };
    return { 'Fn::FindInMap': ['Addresses', name, 'Block'] };
  };
  /** A condition that always holds decides for the value, against something else. */
  const decided = (value: Json, other: Json): Json => {
    usesConditions = true;
    return oneOf<Json>({ 'Fn::If': ['Always', value, other] }, { 'Fn::If': ['Never', other, value] });
  };

  const id = (name: string, attribute?: string): Json => {
    referred.add(name);
    const plain: Json = { Ref: name };
    if (!rarely(2)) return plain;
    if (attribute === undefined || rarely(3)) return { 'Fn::Sub': `\${${name}}` };
    return oneOf<Json>({ 'Fn::GetAtt': [name, attribute] }, { 'Fn::Sub': `\${${name}.${attribute}}` });
  };

  const cidr = (block: Block): Json => {
    const text = textOf(block);
    if (!rarely(4)) return text;
    const [, head, third, tail] = /^(\d+\.\d+\.)(\d+)(\..*)$/.exec(text) ?? [];
    switch (below(5)) {
      case 0:
        return single(text);
      case 1:
        return found(text);
      case 2:
        return decided(text, '10.99.0.0/16');
      case 3:
        return { 'Fn::Join': ['', [text.slice(0, 3), text.slice(3)]] };
      default: {
        if (head === undefined || third === undefined) return text;
        const { Ref: name } = single(third) as { Ref: string };
        return { 'Fn::Sub': `${head}\${${name}}${tail}` };
      }
    }
  };

  return {
    at(name) {
      if (seed === 0) return;
      let mixed = seed;
      for (const character of name) mixed = (Math.imul(mixed, 31) + character.charCodeAt(0)) | 0;
      random = randomFrom(mixed);
    },
    oneOf,
    rarely,
    id,
    ids(names, attribute) {
      const list = names.map((name) => id(name, attribute));
      if (names.length === 0 || !rarely(8)) return list;
      return decided(list, []);
    },
    number: (value) => oneOf<Json>(value, value, String(value)),
    bool: (value) => oneOf<Json>(value, value, String(value)),
    cidr,
    cidrWithin(block, owner, whole) {
      const bits = block.prefix - whole.prefix;
      if (!rarely(3) || bits < 0 || bits > 8) return cidr(block);
      const nth = Number((block.first - whole.first) / (block.last - block.first + 1n));
      if (part(whole, bits, nth).first !== block.first) return cidr(block);
      const count = Math.min(256, 2 ** bits, nth + 1 + below(3));
      const from = oneOf<Json>({ 'Fn::GetAtt': [owner, 'CidrBlock'] }, textOf(whole));
      const blocks: Json = { 'Fn::Cidr': [from, oneOf<Json>(count, String(count)), 32 - block.prefix] };
      return { 'Fn::Select': [oneOf<Json>(nth, String(nth)), blocks] };
    },
    shuffled(things) {
      const rest = [...things];
      if (random === undefined) return rest;
      return things.map(() => rest.splice(below(rest.length), 1)[0] as (typeof rest)[number]);
    },
    template(resources, transform) {
      this.at('template');
      const written: Record<string, Json> = {};
      const shuffled = this.shuffled(resources);
      for (const { id: name, type, properties, dependsOn } of shuffled) {
        if (name in written) throw new Error(`Two resources are called ${name}.`);
        this.at(`condition of ${name}`);
        const conditional = rarely(12);
        usesConditions ||= conditional;
        written[name] = {
          Type: type,
          ...(conditional && { Condition: 'Always' }),
          ...(dependsOn !== undefined && { DependsOn: dependsOn }),
          Properties: defined(properties),
        };
      }
      for (const name of referred) if (!(name in written)) throw new Error(`Nothing is called ${name}.`);
      if (usesConditions) parameters.Stage = { Type: 'String', AllowedValues: ['live'], Default: 'live' };
      this.at('conditions');
      const holds = oneOf<Json>(
        { 'Fn::Equals': ['a', 'a'] },
        { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] },
        { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] }] },
      );
      return {
        AWSTemplateFormatVersion: '2010-09-09',
        ...(transform && { Transform: 'AWS::Serverless-2016-10-31' }),
        ...(Object.keys(parameters).length > 0 && { Parameters: parameters }),
        ...(Object.keys(addresses).length > 0 && { Mappings: { Addresses: addresses } }),
        ...(usesConditions && {
          Conditions: { Always: holds, Never: { 'Fn::Not': [{ Condition: 'Always' }] } },
        }),
        Resources: written,
      };
    },
  };
}

function defined(properties: Resource['properties']): { readonly [key: string]: Json } {
  const kept: Record<string, Json> = {};
  for (const [key, value] of Object.entries(properties)) if (value !== undefined) kept[key] = value;
  return kept;
}
