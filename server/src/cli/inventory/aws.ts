// What is loaded only when somebody asks AWS: by the command line, and by the editor.

export { profiles } from './profiles.ts';
export { PERMISSIONS, readNetwork } from './readNetwork.ts';
export { errorText, writeNetwork } from './writeNetwork.ts';
