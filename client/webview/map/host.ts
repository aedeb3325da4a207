import { post } from '../shared/vscodeApi.ts';
import type { PageMessage } from './messages.ts';

export { remember, remembered } from '../shared/vscodeApi.ts';

export function tell(message: PageMessage): void {
  post(message);
}
