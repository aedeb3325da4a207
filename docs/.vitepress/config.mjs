// The documentation as a site: npm run site. VitePress searches it, and fails where a link leads nowhere.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

const GUIDES = {
  'zappa-in-a-vpc': 'Zappa in a VPC, from zero',
  patterns: 'Network patterns',
  reachability: 'Reachability',
  'network-tests': 'Network tests',
  diff: 'What a change does',
  drift: 'Drift',
  map: 'Network map',
  calculator: 'Subnet calculator',
  inventory: 'Inventory',
};

const PLACES = {
  ci: 'Pipelines',
  editors: 'Other editors',
  assistants: 'Assistants',
  api: 'Library',
};

const MORE = {
  '/docs/comparison': 'Other tools',
  '/bench/': 'Speed',
  '/CHANGELOG': 'Changes',
  '/SECURITY': 'Security',
  '/SUPPORT': 'Support',
  '/CONTRIBUTING': 'Contributing',
};

/** Items of the list of pages, from their titles by address. */
const items = (titles, folder = '') =>
  Object.entries(titles).map(([page, text]) => ({ text, link: folder + page }));

/** Each rule's page by its area, as the list of rules has them. */
function ruleGroups() {
  const list = readFileSync(join(root, 'docs/rules/README.md'), 'utf8');
  return list
    .split(/^## /m)
    .slice(1)
    .map((part) => ({
      text: part.slice(0, part.indexOf('\n')),
      collapsed: true,
      items: [...part.matchAll(/\]\(([a-z0-9-]+)\.md\)/g)].map(([, id]) => ({
        text: id,
        link: `/docs/rules/${id}`,
      })),
    }))
    .filter(({ items }) => items.length > 0);
}

export default {
  title: 'VPC Lens',
  description: 'Finds network mistakes in Zappa settings and CloudFormation templates while you type.',
  srcDir: root,
  outDir: join(root, 'dist/site'),
  cacheDir: join(root, '.vscode-test/site/cache'),
  srcExclude: [
    'node_modules/**',
    '.vscode-test/**',
    'dist/**',
    'test/**',
    'examples/**',
    'server/**',
    'client/**',
  ],
  rewrites: Object.fromEntries(
    ['', 'bench/', 'docs/rules/'].map((folder) => [`${folder}README.md`, `${folder}index.md`]),
  ),
  markdown: {
    config(md) {
      // Else Vue takes `{{resolve:…}}` for an expression of its own.
      const asText = (text) => md.utils.escapeHtml(text).replaceAll('{{', '&#123;&#123;');
      md.renderer.rules.text = (tokens, at) => asText(tokens[at].content);
      md.renderer.rules.code_inline = (tokens, at) => `<code>${asText(tokens[at].content)}</code>`;
      // The page of a folder is its README here, and its index there.
      md.core.ruler.push('readme', ({ tokens }) => {
        for (const link of tokens.flatMap(({ children }) => children ?? [])) {
          const href = link.type === 'link_open' ? link.attrGet('href') : null;
          if (href && !/^\w+:/.test(href))
            link.attrSet('href', href.replace(/README\.md(?=#|$)/, 'index.md'));
        }
      });
      // Vite takes an address without a dot for the name of a package.
      md.renderer.rules.html_block = (tokens, at) =>
        tokens[at].content.replace(/\b(src|srcset)="(?=[a-z]+\/)/g, '$1="./');
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: [
      { text: 'VPC Lens', link: '/' },
      { text: 'Guides', items: items(GUIDES, '/docs/') },
      { text: 'Where it runs', items: items(PLACES, '/docs/') },
      { text: 'Rules', link: '/docs/rules/', collapsed: true, items: ruleGroups() },
      { text: 'More', items: items(MORE) },
    ],
  },
};
