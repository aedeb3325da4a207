import { styleText } from 'node:util';

/** A colour, or another look of a text on a terminal, by Node's name for it. */
export type TextStyle = Parameters<typeof styleText>[0];

/** Gives a text a look; returns it as it is where the output has no colours. */
export type Paint = (style: TextStyle, text: string) => string;

/** `isColourful` has been decided for the output as a whole, so Node must not decide once more for its own stream. */
export function painter(isColourful: boolean): Paint {
  return (style, text) => (isColourful ? styleText(style, text, { validateStream: false }) : text);
}
