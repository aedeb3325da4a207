import { type Mapping, resolved } from '../../syntax/tree.ts';
import { inputOf } from '../../template/evaluation/inputs.ts';
import { noteRead } from '../../template/evaluation/reads.ts';
import type { NetworkObject } from '../field.ts';

/**
 * Where the properties of the objects of a network are written. An object outlives a version of the text in which only what
 * no field of it rests on is new, such as a function's code; its properties are then those of the newest version.
 */
const written = new WeakMap<NetworkObject, Mapping | undefined>();

const propertiesNamed = inputOf('properties', ({ template }, id) => {
  const properties = resolved(template.resources.get(id)?.properties);
  return properties?.kind === 'mapping' ? properties : undefined;
});

function newestProperties(this: NetworkObject): Mapping | undefined {
  noteRead(propertiesNamed, this.id);
  return written.get(this);
}

/** A thing of a network that can outlive the version of the text that it was read from. */
export function lasting<T>(thing: T): T {
  if (!isNetworkObject(thing) || written.has(thing)) return thing;
  written.set(thing, thing.properties);
  return Object.defineProperty(thing, 'properties', { get: newestProperties, enumerable: true });
}

export function isNetworkObject(thing: unknown): thing is NetworkObject {
  return typeof thing === 'object' && thing !== null && 'properties' in thing;
}

/** Gives an object that outlives its version the properties of the one in its place. */
export function takeProperties(thing: NetworkObject, { properties }: NetworkObject): void {
  written.set(thing, properties);
}
