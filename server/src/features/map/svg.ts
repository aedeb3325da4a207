import type { PictureTheme } from '../../diagram/palette.ts';
import { sceneSvg } from '../../diagram/svg.ts';
import type { NetworkMap } from './networkMap.ts';
import { sceneOf } from './scene/sceneOf.ts';

/** The network as a picture; the pictures of several scenarios are one below the other. */
export function svgOf(maps: readonly NetworkMap[], theme: PictureTheme = 'light'): string {
  const scenes = maps.map((map) => {
    const scene = sceneOf(map);
    const when = map.scenario === null ? null : `When ${whenOf(map.scenario)}`;
    return { scene, heading: scene.things.length > 0 ? when : 'This file has no network.' };
  });
  return sceneSvg(scenes, theme);
}

/** "UseNat is true and HasVpn is false". */
export function whenOf(scenario: string): string {
  return scenario.replaceAll('=', ' is ').replaceAll(',', ' and ');
}
