// Slips of the hand at a random place of a template: what is deleted, misspelt, doubled, or turned to another resource.

import type { Json } from '../generic/edits.ts';

export interface Slip {
  readonly resource: string;
  readonly type: string;
  /** The property, without the numbers of list items: `SecurityGroupIngress.FromPort`; `Type` for the type itself. */
  readonly property: string;
  /** What the slip does, with the values. */
  readonly name: string;
  readonly template: Json;
}

type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, Json>>;

/** A value with its path below the template, and whether it is within a function's call. */
interface Place {
  readonly path: Path;
  readonly value: Json;
  readonly isInCall: boolean;
}

/** Every slip in the properties of resources of the network; each builds its template when it is asked for. */
export function slipsOf(template: Json): readonly (() => Slip)[] {
  const resources = (template as Fields).Resources as Readonly<Record<string, Fields>>;
  return Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
    const type = String(Type);
    if (!NETWORK.test(type) || !isFields(Properties)) return [];
    const path = ['Resources', id];
    const slip =
      (place: Place, to: (parent: Fields | Json[], last: string | number) => Json, word: string) => () => ({
        resource: id,
        type,
        property: propertyOf(place.path),
        name: `${place.path.slice(1).join('/')} ${word}`,
        template: changed(template, place.path, to),
      });
    const places = placesIn(Properties, [...path, 'Properties'], false).filter(({ path }) => path.length > 3);
    const typeOf = { path: [...path, 'Type'], value: type, isInCall: false };
    return [
      slip(typeOf, replaced(swapped(type)), 'misspelt'),
      ...places.flatMap((place) =>
        changesOf(place, resources, id).map(([word, to]) => slip(place, to, word)),
      ),
    ];
  });
}

/** Types whose properties are about the network, or that a network is there for. */
const NETWORK =
  /^AWS::(EC2|ElasticLoadBalancing|ElasticLoadBalancingV2|RDS|Lambda|ECS|Route53|ElastiCache|EFS|AutoScaling|Redshift|MSK|EKS|NetworkFirewall|ServiceDiscovery|VpcLattice|DMS|Batch)::/;

type Change = (parent: Fields | Json[], last: string | number) => Json;

function changesOf(
  { path, value, isInCall }: Place,
  resources: Readonly<Record<string, Fields>>,
  own: string,
): readonly (readonly [word: string, change: Change])[] {
  const found: [string, Change][] = [];
  const target = targetOf(value);
  if (!isInCall && typeof path.at(-1) === 'string') {
    found.push(['deleted', without], ['is AWS::NoValue', replaced({ Ref: 'AWS::NoValue' })]);
    found.push(['with its name misspelt', renamed]);
  }
  if (!isInCall && typeof value === 'string' && value !== '')
    found.push(['misspelt', replaced(swapped(value))]);
  if (!isInCall && ['string', 'number'].includes(typeof value)) found.push(['in a list', replaced([value])]);
  if (!isInCall && Array.isArray(value) && value.length > 0)
    found.push(['without its list', replaced(value[0]!)]);
  if (typeof value === 'number')
    found.push(['negative', replaced(-1)], ['too large', replaced(value * 100_000)]);
  if (typeof value === 'boolean') found.push(['is a word', replaced('maybe')]);
  if (target !== undefined && isFields(value) && 'Ref' in value) {
    found.push(['refers to a misspelt name', replaced({ Ref: swapped(target) })]);
    const other = Object.keys(resources).find(
      (id) =>
        id !== own && resources[id]!.Type !== resources[target]?.Type && resources[target] !== undefined,
    );
    if (other !== undefined) found.push([`refers to ${other}`, replaced({ Ref: other })]);
  }
  if (target !== undefined && isFields(value) && 'Fn::GetAtt' in value)
    found.push(['with another attribute', replaced({ 'Fn::GetAtt': [target, 'Nmae'] })]);
  return found;
}

/** All values below a value, itself included. */
function placesIn(value: Json, path: Path, isInCall: boolean): readonly Place[] {
  if (path.some((part) => SKIPPED.has(String(part)))) return [];
  const own = { path, value, isInCall };
  if (Array.isArray(value))
    return [own, ...value.flatMap((item, index) => placesIn(item, [...path, index], isInCall))];
  if (!isFields(value)) return [own];
  if (targetOf(value) !== undefined) return [own];
  return [
    own,
    ...Object.entries(value).flatMap(([key, part]) =>
      placesIn(part, [...path, key], isInCall || key.startsWith('Fn::')),
    ),
  ];
}

/** Texts for people and code for computers, which nobody checks. */
const SKIPPED: ReadonlySet<string> = new Set(['UserData', 'Code', 'Tags', 'Description']);

/** The name that a `Ref` or `Fn::GetAtt` has. */
function targetOf(value: Json): string | undefined {
  if (!isFields(value)) return undefined;
  if (typeof value.Ref === 'string') return value.Ref;
  const attribute = value['Fn::GetAtt'];
  return Array.isArray(attribute) ? String(attribute[0]) : undefined;
}

function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const replaced =
  (value: Json): Change =>
  (parent, last) =>
    Array.isArray(parent) ? parent.with(Number(last), value) : { ...parent, [last]: value };

const without: Change = (parent, last) =>
  Object.fromEntries(Object.entries(parent as Fields).filter(([key]) => key !== last));

const renamed: Change = (parent, last) =>
  Object.fromEntries(
    Object.entries(parent as Fields).map(([key, value]) => [key === last ? swapped(key) : key, value]),
  );

/** A text whose two letters in the middle have changed places, or one that is a letter longer. */
function swapped(text: string): string {
  const middle = Math.floor(text.length / 2);
  const other = text.slice(0, middle - 1) + text[middle] + text[middle - 1] + text.slice(middle + 1);
  return text.length < 3 || other === text ? `${text}x` : other;
}

function changed(value: Json, [part, ...rest]: Path, to: Change): Json {
  const parent = value as Fields | Json[];
  if (rest.length === 0) return to(parent, part!);
  return replaced(changed((parent as Fields)[part!]!, rest, to))(parent, part!);
}

function propertyOf(path: Path): string {
  const names = path.slice(2).filter((part) => typeof part === 'string');
  return (names[0] === 'Properties' ? names.slice(1) : names).join('.');
}
