import { inventoryCommands } from '../../../languageService.ts';
import { requestHandler } from '../../session.ts';

export const onInventoryCommands = requestHandler<object>(
  () => undefined,
  () => `${inventoryCommands().join('\n')}\n`,
);
