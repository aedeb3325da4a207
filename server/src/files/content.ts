/** The content of a file, or the reason why it is not read, worded to follow its name. */
export type Content = { readonly text: string } | { readonly unread: string };
