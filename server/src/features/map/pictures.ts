import { drawioOf } from '../../diagram/drawio.ts';
import type { PictureTheme } from '../../diagram/palette.ts';
import type { TitledScene } from '../../diagram/scene.ts';
import { sceneSvg } from '../../diagram/svg.ts';
import type { NetworkMap } from './networkMap.ts';
import { sceneOf } from './scene/sceneOf.ts';

/** The network as an SVG picture; several scenarios are drawn one below the other. */
export function svgOf(maps: readonly NetworkMap[], theme: PictureTheme = 'light'): string {
  return sceneSvg(scenesOf(maps), theme);
}

/** The network as a draw.io file, with a page for each scenario. */
export function drawioOfMaps(maps: readonly NetworkMap[]): string {
  return drawioOf(scenesOf(maps));
}

function scenesOf(maps: readonly NetworkMap[]): readonly TitledScene[] {
  return maps.map((map) => {
    const scene = sceneOf(map);
    const when = map.scenario === null ? null : `When ${whenOf(map.scenario)}`;
    return { scene, heading: scene.things.length > 0 ? when : 'This file has no network.' };
  });
}

/** "UseNat is true and HasVpn is false". */
export function whenOf(scenario: string): string {
  return scenario.replaceAll('=', ' is ').replaceAll(',', ' and ');
}
