import { post } from '../shared/vscodeApi.ts';
import type { MapPageMessage } from './messages.ts';

export { remember, remembered } from '../shared/vscodeApi.ts';

export function postToHost(message: MapPageMessage): void {
  post(message);
}
