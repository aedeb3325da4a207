import { post } from '../shared/vscodeApi.ts';
import type { CalculatorPageMessage } from './messages.ts';

export { remember, remembered } from '../shared/vscodeApi.ts';

export function postToHost(message: CalculatorPageMessage): void {
  post(message);
}
