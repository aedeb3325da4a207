/** What the package hjson reads of `node:os`: the end of the lines that it writes. `build.mjs` puts this file in its place. */
export const EOL = '\n';
