/** Changes to a document: what they can be, and the characters that each comes to in the file's own style. */
export type { Data, Edit, KeyPlace, Refusal, TextEdit } from './edit/edits.ts';
export { applyTextEdits, textEditsOf } from './edit/text.ts';
