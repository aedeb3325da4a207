import { type Mapping, resolved } from '../../syntax/tree.ts';
import { inputOf } from '../../template/evaluation/inputs.ts';
import { noteRead } from '../../template/evaluation/reads.ts';
import type { NetworkObject } from '../field.ts';

/**
 * The current property mapping of each object of a network. An object can be reused for a later version of the text if
 * nothing that its fields depend on has changed, for example after an edit in a function's code; its properties are
 * then those of the newest version.
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

/** Prepares an object of a network for reuse in later versions of the text. */
export function lasting<T>(thing: T): T {
  if (!isNetworkObject(thing) || written.has(thing)) return thing;
  written.set(thing, thing.properties);
  return Object.defineProperty(thing, 'properties', { get: newestProperties, enumerable: true });
}

export function isNetworkObject(thing: unknown): thing is NetworkObject {
  return typeof thing === 'object' && thing !== null && 'properties' in thing;
}

/** Gives a reused object the properties of the new object that it replaces. */
export function takeProperties(thing: NetworkObject, { properties }: NetworkObject): void {
  written.set(thing, properties);
}
