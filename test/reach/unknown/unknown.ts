// What the engine says where a value is hidden: `unknown`, or what it says of the value itself. And whether `unknown` was
// called for: whether another value would change the answer.
//
//   npx node test/reach/unknown/unknown.ts [COUNT] [SEED]     how often it was not, by property

import fc from 'fast-check';
import type { Engine } from '../agreement.ts';
import { answerIn } from '../engine.ts';
import { templateOf } from '../render/render.ts';
import { type Json, speller } from '../render/spelling.ts';
import { verdictOf } from '../simulator/verdict.ts';
import type { Question } from '../world/world.ts';
import { aCase, type Case } from '../world/worlds.ts';
import { type Hideable, hidden, hideable, movable, movedOut, type Place, replaced } from './hiding.ts';

export interface Hidings {
  /** Questions that were asked. */
  readonly asked: number;
  readonly unknown: number;
  /** Of the unknown verdicts with one hidden value: how many, and how many that some value changes. */
  readonly looked: number;
  readonly relevant: number;
  /** Properties of those that no value was found to change, the most frequent first. */
  readonly needless: readonly string[];
  /** The template, the question and what was hidden, where the engine was certain and wrong. */
  readonly counterexample: string | undefined;
}

const aHiding = fc.record({
  one: aCase,
  picks: fc.oneof(
    fc.array(fc.nat(9999), { minLength: 1, maxLength: 1 }),
    fc.array(fc.nat(9999), { minLength: 1, maxLength: 3 }),
  ),
  isImported: fc.boolean(),
  isMoved: fc.constantFrom(false, false, true),
});

interface Drawn {
  readonly picks: readonly number[];
  readonly isImported: boolean;
  readonly isMoved: boolean;
}

/** A template with something hidden: values, or a whole resource. */
interface Hiding {
  readonly template: Json;
  readonly values: readonly Hideable[];
  readonly moved: string | undefined;
}

function hidingOf(template: Json, question: Question, { picks, isImported, isMoved }: Drawn): Hiding {
  if (isMoved) {
    const moved = pickedOf(
      movable(template).filter(
        // The blocks of a VPC elsewhere are a part of the internet of IPv6, so the question would be another.
        (id) => id !== question.from && id !== question.to && !(question.ipv6 && /^(Vpc|Peer)$/.test(id)),
      ),
      picks[0] ?? 0,
    );
    if (moved !== undefined) return { template: movedOut(template, moved), values: [], moved };
  }
  const all = hideable(template);
  const near = nearOf(all, question);
  const values: Hideable[] = [];
  for (const pick of picks) {
    const one = pickedOf(pick % 4 === 0 ? all : near, pick);
    const isApart = ({ place }: Hideable) =>
      !isWithin(place, one?.place ?? []) && !isWithin(one?.place ?? [], place);
    if (one !== undefined && values.every(isApart)) values.push(one);
  }
  return { template: hidden(template, values, isImported), values, moved: undefined };
}

const pickedOf = <T>(all: readonly T[], pick: number): T | undefined => all[pick % all.length];

/** Asks about so many random networks with something hidden, up to the first certain answer that is wrong. */
export function hide(engine: Engine, count: number, seed: number): Hidings {
  const totals = { asked: 0, unknown: 0, looked: 0, relevant: 0 };
  const needless = new Map<string, number>();
  const ask = (template: Json, question: Question) => {
    try {
      return engine(JSON.stringify(template, null, 1), question);
    } catch (error) {
      return `it threw ${error instanceof Error ? error.stack : error}`;
    }
  };
  const property = fc.property(aHiding, ({ one: { world, questions }, ...drawn }) => {
    const template = templateOf(world, speller(0));
    return questions.every((question) => {
      const hiding = hidingOf(template, question, drawn);
      const said = ask(hiding.template, question);
      totals.asked++;
      if (said !== 'unknown') return said === verdictOf(world, question);
      totals.unknown++;
      const [only, ...more] = hiding.values;
      const others = only && more.length === 0 ? alternatives(only, hideable(template)) : [];
      if (only === undefined || others.length === 0) return true;
      totals.looked++;
      const own = verdictOf(world, question);
      const isAnother = (value: Json) => ask(replaced(template, only.place, value), question) !== own;
      if (own === 'unknown' || others.some(isAnother)) totals.relevant++;
      else {
        const name = nameOf(template, only.place);
        needless.set(name, (needless.get(name) ?? 0) + 1);
      }
      return true;
    });
  });
  const { counterexample } = fc.check(property, { numRuns: count, seed });
  const [found] = counterexample ?? [];
  return {
    ...totals,
    needless: [...needless].sort(([, a], [, b]) => b - a).map(([name, times]) => `${name} ${times}`),
    counterexample: found && described(ask, found),
  };
}

function described(
  ask: (template: Json, question: Question) => string,
  { one: { world, questions }, ...drawn }: { readonly one: Case } & Drawn,
): string {
  const template = templateOf(world, speller(0));
  for (const question of questions) {
    const hiding = hidingOf(template, question, drawn);
    const said = ask(hiding.template, question);
    if (said === 'unknown' || said === verdictOf(world, question)) continue;
    return [
      `${JSON.stringify(question)}: ${said}, and with nothing hidden ${verdictOf(world, question)}`,
      ...hiding.values.map(({ place, value }) => `hidden: ${place.join('.')} = ${JSON.stringify(value)}`),
      ...(hiding.moved === undefined ? [] : [`lies outside: ${hiding.moved}`]),
      JSON.stringify(hiding.template, null, 1),
    ].join('\n');
  }
  return 'The engine answers otherwise when asked again.';
}

/** Values of what is called like the parties, and of what lies around them. */
function nearOf(all: readonly Hideable[], { from, to }: Question): readonly Hideable[] {
  const words = [from, to].filter((name) => /^[A-Z]/.test(name));
  const near = all.filter(
    ({ place }) =>
      words.some((word) => String(place[1]).startsWith(word)) ||
      /Table|Acl|Group|Route|Endpoint|Gateway|Association/.test(String(place[1])),
  );
  return near.length > 0 ? near : all;
}

function isWithin(inner: Place, outer: Place): boolean {
  return outer.every((key, at) => inner[at] === key);
}

function nameOf(template: Json, place: Place): string {
  const resources = (template as { Resources: Record<string, { Type: string }> }).Resources;
  return `${resources[String(place[1])]?.Type} ${place
    .slice(3)
    .filter((key) => typeof key === 'string')
    .join('.')}`;
}

/** Other values of the same kind: what else stands at such a place in the template, and the ends of what can. */
function alternatives({ place, value }: Hideable, all: readonly Hideable[]): Json[] {
  const key = place.filter((part) => typeof part === 'string').at(-1);
  if (typeof value === 'boolean') return [!value];
  if (key === 'RuleNumber') return [1, 105, 32766];
  if (key === 'FromPort' || key === 'From') return [0, 65535];
  if (key === 'ToPort' || key === 'To') return [0, 65535];
  if (key === 'RuleAction') return ['allow', 'deny'];
  if (key === 'GroupId' || key === 'SourceSecurityGroupId' || key === 'DestinationSecurityGroupId')
    return all.filter((one) => String(one.place.at(-1)).endsWith('GroupId')).map((one) => one.value);
  if (/^(Destination)?CidrBlock$|^CidrIp$/.test(String(key)) && /Route|Acl|Group/.test(String(place[1])))
    return ['0.0.0.0/0', '198.18.0.0/24', '203.0.113.0/24'];
  if (key === 'SecurityGroupIds')
    return all.filter((one) => one.place.at(-1) === key).map((one) => one.value);
  if (key === 'RouteTableId' || key === 'NetworkAclId')
    return all.filter((one) => one.place.at(-1) === key).map((one) => one.value);
  return [];
}

if (import.meta.main) {
  const [count = '500', seed = '1'] = process.argv.slice(2);
  const found = hide(
    (text, { port, ...rest }) => answerIn(text, port === undefined ? rest : { ...rest, port }).verdict,
    Number(count),
    Number(seed),
  );
  console.log(found.counterexample ?? 'no counterexample');
  console.log(found);
}
