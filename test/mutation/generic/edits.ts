// Edits of a template that nobody chose: every property and resource deleted, every reference turned to each other
// resource of its kind, every number, boolean and letter of a block changed.

/** A template, or a part of one, as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly (string | number)[];

export interface GenericEdit {
  readonly operator:
    | 'delete property'
    | 'delete resource'
    | 'another of the kind'
    | 'exchange'
    | 'another value';
  readonly resource: string;
  readonly type: string;
  /** The property, without the numbers of list items: `SecurityGroupIngress.FromPort`; empty for a whole resource. */
  readonly property: string;
  /** What the edit does, with the resource and the values. */
  readonly name: string;
  readonly template: Json;
}

interface Place {
  readonly resource: string;
  readonly type: string;
  readonly path: Path;
  readonly value: Json;
}

export function editsOf(template: Json): readonly GenericEdit[] {
  const resources = at(template, ['Resources']) as Readonly<Record<string, Json>>;
  const types = new Map(Object.entries(resources).map(([id, one]) => [id, at(one, ['Type']) as string]));
  const places = Object.entries(resources).flatMap(([id, one]) => [
    ...placesIn(at(one, ['DependsOn']) ?? [], { resource: id, type: types.get(id)!, path: ['DependsOn'] }),
    ...placesIn(at(one, ['Properties']) ?? {}, { resource: id, type: types.get(id)!, path: ['Properties'] }),
  ]);
  const found = [
    ...[...types].map(([id, type]) => deletion(template, id, type)),
    ...places.flatMap((place) => (place.path.length > 1 ? [withoutPlace(template, place)] : [])),
    ...places.flatMap((place) => otherTargets(template, place, types)),
    ...exchanges(template, places, types),
    ...places.flatMap((place) => otherValues(place.value).map((value) => withValue(template, place, value))),
  ];
  return found.filter((edit) => edit !== undefined);
}

/** All values below a value, itself included; a function's call has none inside but the text of a `Sub`. */
function placesIn(value: Json, { resource, type, path }: Omit<Place, 'value'>): readonly Place[] {
  const place = { resource, type, path, value };
  if (Array.isArray(value))
    return [
      place,
      ...value.flatMap((item, index) => placesIn(item, { resource, type, path: [...path, index] })),
    ];
  if (value === null || typeof value !== 'object' || targetOf(value) !== undefined) return [place];
  return [
    place,
    ...Object.entries(value).flatMap(([key, part]) =>
      placesIn(part, { resource, type, path: [...path, key] }),
    ),
  ];
}

/** The resource that a `Ref` or `Fn::GetAtt` names. */
function targetOf(value: Json): string | undefined {
  const ref = at(value, ['Ref']);
  const attribute = at(value, ['Fn::GetAtt']);
  if (typeof ref === 'string') return ref;
  return Array.isArray(attribute) ? (attribute[0] as string) : undefined;
}

function turnedTo(value: Json, target: string): Json {
  const attribute = at(value, ['Fn::GetAtt']);
  return Array.isArray(attribute) ? { 'Fn::GetAtt': [target, ...attribute.slice(1)] } : { Ref: target };
}

/** A resource with all that waits for it; what refers to it stays. */
function deletion(template: Json, id: string, type: string): GenericEdit {
  const left = Object.entries(at(template, ['Resources']) as Readonly<Record<string, Json>>)
    .filter(([other]) => other !== id)
    .map(([other, one]) => {
      const { DependsOn, ...rest } = one as Readonly<Record<string, Json>>;
      const waits = [DependsOn ?? []].flat().filter((name) => name !== id) as Json[];
      return [other, waits.length > 0 ? { ...rest, DependsOn: waits } : rest];
    });
  return {
    operator: 'delete resource',
    resource: id,
    type,
    property: '',
    name: `without ${id}`,
    template: { ...(template as object), Resources: Object.fromEntries(left) } as Json,
  };
}

function withoutPlace(template: Json, place: Place): GenericEdit | undefined {
  const property = propertyOf(place.path);
  if (
    /(^|\.)(Fn::|Ref)/.test(String(place.path.at(-1))) ||
    place.path.some((part) => String(part).startsWith('Fn::'))
  )
    return undefined;
  return edit(
    'delete property',
    place,
    property,
    `${nameOf(place)} deleted`,
    changed(template, whole(place), undefined),
  );
}

function otherTargets(
  template: Json,
  place: Place,
  types: ReadonlyMap<string, string>,
): readonly GenericEdit[] {
  const isName = place.path[0] === 'DependsOn' && typeof place.value === 'string';
  const target = isName ? (place.value as string) : targetOf(place.value);
  const type = target === undefined ? undefined : types.get(target);
  if (target === undefined || type === undefined) return [];
  return [...types]
    .filter(([other, kind]) => kind === type && other !== target && other !== place.resource)
    .map(([other]) =>
      edit(
        'another of the kind',
        place,
        propertyOf(place.path),
        `${nameOf(place)}: ${target} → ${other}`,
        changed(template, whole(place), isName ? other : turnedTo(place.value, other)),
      ),
    );
}

/** Two references to two resources of one type, from one property of two resources, turned round. */
function exchanges(
  template: Json,
  places: readonly Place[],
  types: ReadonlyMap<string, string>,
): readonly GenericEdit[] {
  const refs = places.filter(
    ({ path, value }) => path[0] === 'Properties' && types.has(targetOf(value) ?? ''),
  );
  return refs.flatMap((one, index) =>
    refs.slice(index + 1).flatMap((other) => {
      const [a, b] = [targetOf(one.value)!, targetOf(other.value)!];
      if (
        a === b ||
        types.get(a) !== types.get(b) ||
        one.resource === other.resource ||
        one.type !== other.type
      )
        return [];
      if (propertyOf(one.path) !== propertyOf(other.path)) return [];
      const half = changed(template, whole(one), turnedTo(one.value, b));
      const both = changed(half, whole(other), turnedTo(other.value, a));
      const name = `${nameOf(one)} ⇄ ${nameOf(other)}`;
      return [edit('exchange', one, propertyOf(one.path), name, both)];
    }),
  );
}

function withValue(template: Json, place: Place, value: Json): GenericEdit {
  const name = `${nameOf(place)}: ${JSON.stringify(place.value)} → ${JSON.stringify(value)}`;
  return edit('another value', place, propertyOf(place.path), name, changed(template, whole(place), value));
}

/** What a slip of the hand makes of a value: a digit, a letter, the other boolean. */
function otherValues(value: Json): readonly Json[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value - 1, value * 10];
  if (typeof value !== 'string') return [];
  const block = /^([\d.]+|[\da-f:]+)\/(\d+)$/.exec(value);
  if (block) {
    const [, address = '', length = ''] = block;
    const digits = [...address.matchAll(/\d+/g)].flatMap(({ 0: part, index }) =>
      [Number(part) + 1, `${part}0`, `${part}x`].map(
        (other) => `${address.slice(0, index)}${other}${address.slice(index + part.length)}/${length}`,
      ),
    );
    return [...digits, address, `${address}/${Number(length) + 1}`, `${address}/${Number(length) - 1}`];
  }
  if (/^\d+$/.test(value)) return [String(Number(value) + 1), `${value}x`];
  return value.length > 1 ? [value.slice(0, -1), `${value}x`, value.slice(1)] : [];
}

function edit(
  operator: GenericEdit['operator'],
  { resource, type }: Place,
  property: string,
  name: string,
  template: Json,
): GenericEdit {
  return { operator, resource, type, property, name, template };
}

function propertyOf(path: Path): string {
  const [first, ...rest] = path;
  const names = rest.filter((part) => typeof part === 'string');
  return first === 'Properties' ? names.join('.') : [first, ...names].join('.');
}

function nameOf({ resource, path }: Place): string {
  return [resource, ...path.slice(path[0] === 'Properties' ? 1 : 0)].join('.');
}

function whole({ resource, path }: Place): Path {
  return ['Resources', resource, ...path];
}

function at(value: Json, path: Path): Json | undefined {
  let found: Json | undefined = value;
  for (const part of path) {
    if (found === null || typeof found !== 'object') return undefined;
    found = (found as Readonly<Record<string, Json>>)[part];
  }
  return found;
}

/** A copy with another value at the path; without the entry or item where the value is undefined. */
function changed(value: Json, [part, ...rest]: Path, to: Json | undefined): Json {
  if (part === undefined) return to!;
  if (Array.isArray(value))
    return value.flatMap((item: Json, index) =>
      index !== part ? [item] : rest.length === 0 && to === undefined ? [] : [changed(item, rest, to)],
    );
  const entries = Object.entries(value as Readonly<Record<string, Json>>).flatMap(([key, own]) =>
    key !== part
      ? [[key, own] as const]
      : rest.length === 0 && to === undefined
        ? []
        : [[key, changed(own, rest, to)] as const],
  );
  return Object.fromEntries(entries);
}
