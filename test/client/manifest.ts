import manifest from '../../package.json' with { type: 'json' };
import english from '../../package.nls.json' with { type: 'json' };

/** The extension's manifest as VS Code shows it in English: `%key%` is a text of package.nls.json. */
export const shownManifest: typeof manifest = JSON.parse(JSON.stringify(manifest), (_, value) => {
  const [, key] = (typeof value === 'string' && /^%(.+)%$/.exec(value)) || [];
  return key === undefined ? value : (english as Readonly<Record<string, string>>)[key];
});
