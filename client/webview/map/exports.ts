import { drawioOf } from '../../../server/src/diagram/drawio.ts';
import type { PictureTheme } from '../../../server/src/diagram/palette.ts';
import type { Scene } from '../../../server/src/diagram/scene.ts';
import { sceneSvg } from '../../../server/src/diagram/svg.ts';
import { postToHost } from './host.ts';
import type { SavedFormat } from './messages.ts';

/** Pixels of a PNG for each of the picture, so that it can be printed. */
const SHARPNESS = 2;

/** Sends the picture to the extension, which asks the user for a file. */
export async function save(scene: Scene, format: SavedFormat, theme: PictureTheme): Promise<void> {
  postToHost({ type: 'save', format, text: await serialize(scene, format, theme) });
}

async function serialize(scene: Scene, format: SavedFormat, theme: PictureTheme): Promise<string> {
  switch (format) {
    case 'svg':
      return sceneSvg([{ heading: null, scene }], theme);
    case 'drawio':
      return drawioOf([{ heading: null, scene }]);
    case 'png':
      return pngOf(scene, theme);
  }
}

/** As an address with the file in base 64. */
async function pngOf(scene: Scene, theme: PictureTheme): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sceneSvg([{ heading: null, scene }], theme))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = scene.width * SHARPNESS;
  canvas.height = scene.height * SHARPNESS;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}

/** Light or dark, as the editor's theme is. */
export function themeOfPage(): PictureTheme {
  const { classList } = document.body;
  const isLight = classList.contains('vscode-light') || classList.contains('vscode-high-contrast-light');
  return isLight ? 'light' : 'dark';
}
