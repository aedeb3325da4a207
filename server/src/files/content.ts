/** What a file holds, or what is told of one that is not read, behind its name. */
export type Content = { readonly text: string } | { readonly unread: string };
