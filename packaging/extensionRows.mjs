// The rows of `npm run check:extension`. Each gives its problems, a few words each; none if it passes.
// Pages without an address are below https://code.visualstudio.com/api/.

/** Words for what does not hold. */
const unless = (holds, problem) => (holds ? [] : [problem]);

/** Tests that show what no look at a file shows. */
const testedBy =
  (...files) =>
  ({ exists }) =>
    files.flatMap((file) => unless(exists(file), `${file} is missing`));

/** Source files with a match. */
const matching = ({ sources }, pattern, files = /./) =>
  sources.flatMap(([file, text]) => (files.test(file) && pattern.test(text) ? [file] : []));

export const rows = [
  {
    // references/extension-manifest
    name: 'manifest',
    check: ({ manifest }) =>
      [
        ...['name', 'publisher', 'displayName', 'description', 'version', 'license', 'icon'],
        ...['categories', 'keywords', 'galleryBanner', 'pricing', 'qna'],
      ].flatMap((field) => unless(manifest[field], `package.json has no ${field}`)),
  },
  {
    // Where an owner publishes is for the owner to say.
    name: 'repository',
    check: ({ manifest }) =>
      ['repository', 'bugs', 'homepage'].flatMap((field) =>
        unless(manifest[field], `package.json has no ${field}`),
      ),
  },
  {
    // The icon, categories, keywords, commands, walkthrough, settings, activation and the version of VS Code.
    name: 'contributions',
    check: testedBy('test/client/manifest.test.ts'),
  },
  {
    // working-with-extensions/publishing-extension
    name: 'files',
    check: ({ exists }) =>
      ['README.md', 'CHANGELOG.md', 'LICENSE', 'SUPPORT.md', 'SECURITY.md', 'dist/licences.txt'].flatMap(
        (file) => unless(exists(file), `${file} is missing`),
      ),
  },
  {
    // The same page: no SVG but from trusted hosts, pictures by https.
    name: 'readme-pictures',
    check: ({ read }) =>
      [...read('README.md').matchAll(/!\[[^\]]*\]\(([^)]+)\)|\bsrc(?:set)?="([^"]+)"/g)]
        .map(([, inMarkdown, inHtml]) => inMarkdown ?? inHtml)
        .flatMap((picture) => [
          ...unless(!picture.endsWith('.svg'), `${picture} is SVG`),
          ...unless(picture.startsWith('https://'), `${picture} is relative`),
        ]),
  },
  {
    name: 'changelog',
    check: ({ manifest, read }) => {
      const [, top] = /^## \[?([^\]\s]+)/m.exec(read('CHANGELOG.md')) ?? [];
      return unless(top === manifest.version, `CHANGELOG.md begins with ${top}`);
    },
  },
  {
    // Opening a file that is none of ours starts nothing; the package holds bundles alone; sizes.
    name: 'bundle',
    check: ({ read }) => [
      ...unless(/^\*\*$/m.test(read('.vscodeignore')), '.vscodeignore does not begin with all'),
      ...unless(
        read('.ci/run').includes('packaging/checkPackage.mjs'),
        '.ci/run does not look into the package',
      ),
    ],
  },
  {
    // extension-guides/workspace-trust
    name: 'workspace-trust',
    check: ({ manifest: { capabilities } }) =>
      unless(capabilities.untrustedWorkspaces?.supported !== undefined, 'the manifest does not say'),
  },
  {
    // extension-guides/virtual-workspaces
    name: 'virtual-workspaces',
    check: (context) => [
      ...unless(context.manifest.capabilities.virtualWorkspaces !== undefined, 'the manifest does not say'),
      ...matching(context, /scheme: ?'file'/).map((file) => `${file} asks for files on a disk`),
    ],
  },
  {
    // extension-guides/web-extensions
    name: 'browser',
    check: ({ manifest }) => unless(manifest.browser, 'package.json has no browser entry'),
  },
  {
    // references/contribution-points#contributes.l10n, github.com/microsoft/vscode-l10n
    name: 'localization',
    check: ({ manifest, exists }) => [
      ...unless(exists('package.nls.json'), 'package.nls.json is missing'),
      ...unless(manifest.l10n, 'package.json has no l10n'),
    ],
  },
  {
    // extension-guides/webview#content-security-policy
    name: 'webview-policy',
    check: (context) => [
      ...unless(matching(context, /default-src 'none'/).length > 0, 'no policy'),
      ...unless(matching(context, /localResourceRoots/).length > 0, 'no roots'),
      ...matching(context, /unsafe-inline|unsafe-eval/).map((file) => `${file} allows unsafe code`),
      ...matching(context, /innerHTML|insertAdjacentHTML|document\.write/).map(
        (file) => `${file} writes HTML`,
      ),
    ],
  },
  {
    // extension-guides/webview#theming-webview-content: the colours of the theme alone
    name: 'webview-theme',
    check: (context) =>
      matching(context, /(?<![&\w])#[0-9a-f]{3,8}\b(?!-)|\brgba?\(|\bhsla?\(/i, /\.css$/).map(
        (file) => `${file} has a colour of its own`,
      ),
  },
  {
    // Keyboard, roles, contrast in four themes, the state of hidden pages, and no error of the policy: in the real editor.
    name: 'webview-use',
    check: testedBy('test/editor/views/calculator.ui.mjs', 'test/webview'),
  },
  {
    // extension-guides/webview#persistence
    name: 'webview-state',
    check: (context) => [
      ...matching(context, /retainContextWhenHidden/).map((file) => `${file} keeps a hidden page`),
      ...unless(matching(context, /\.setState\(/).length > 0, 'no state'),
    ],
  },
  {
    // ux-guidelines/status-bar, ux-guidelines/notifications
    name: 'status-items',
    check: (context) => {
      const count = matching(context, /createStatusBarItem/).length;
      return unless(count <= 1, `${count} files create an item`);
    },
  },
  {
    // extension-guides/telemetry: there is none
    name: 'telemetry',
    check: (context) => [
      ...testedBy('test/security/promises.test.ts')(context),
      ...matching(context, /createTelemetryLogger|\bfetch\(/).map((file) => `${file} may send something`),
    ],
  },
  {
    // language-extensions/language-server-extension-guide: requests, edits and their versions
    name: 'language-server',
    check: testedBy(
      'test/lsp/server.test.ts',
      'test/lsp/lifecycle.test.ts',
      'test/robustness/versions.test.ts',
    ),
  },
  {
    // working-with-extensions/continuous-integration, working-with-extensions/publishing-extension#prerelease-extensions
    name: 'workflows',
    check: ({ exists, read }) => {
      const files = ['.github/workflows/test.yml', '.github/workflows/publish.yml'];
      const missing = files.filter((file) => !exists(file));
      if (missing.length > 0) return missing.map((file) => `${file} is missing`);
      const [tests, publish] = files.map(read);
      return [
        ...['ubuntu', 'macos', 'windows'].flatMap((system) =>
          unless(tests.includes(system), `no tests on ${system}`),
        ),
        ...['vsce', 'ovsx', 'npm publish', '--pre-release'].flatMap((word) =>
          unless(publish.includes(word), `publish.yml has no ${word}`),
        ),
      ];
    },
  },
];
