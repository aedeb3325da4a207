/** Changes to a document, and the text edits that make them in the file's own style. */
export type { Data, Edit, TextEdit } from './edit/edits.ts';
export { applyTextEdits, type DraftedEdits, draftedEdits, textEditsOf } from './edit/text.ts';
