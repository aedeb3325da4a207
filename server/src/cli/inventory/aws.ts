// Loaded only if the command line or the editor calls AWS.

export { profiles } from './profiles.ts';
export { PERMISSIONS, readNetwork } from './readNetwork.ts';
export { errorText, writeNetwork } from './writeNetwork.ts';
