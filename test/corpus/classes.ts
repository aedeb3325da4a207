// The class of every subnet of templates, as lines of classes.txt: `node classes.ts FOLDER`, the files' names on standard
// input, a line each. A subnet that comes out differently by conditions has all its classes, as in `nat/isolated`.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyze } from '../../server/src/languageService.ts';
import { classOf } from '../../server/src/network/analysis/subnets/subnetRoutes.ts';
import { networkOfTemplate } from '../../server/src/network/template/networkOfTemplate.ts';

const ORDER = ['public', 'nat', 'transit', 'isolated', 'unknown'];

function classesOf(file: string, text: string): string {
  const content = analyze(file, text)?.content;
  if (content?.kind !== 'template') return '';
  const bySubnet = new Map<string, Set<string>>();
  for (const scenario of content.scenarios.all) {
    const network = networkOfTemplate(scenario);
    for (const subnet of network.subnets.values()) {
      const found = bySubnet.get(subnet.id) ?? new Set();
      bySubnet.set(subnet.id, found.add(classOf(subnet, network).kind));
    }
  }
  const byClass = new Map<string, string[]>();
  for (const [subnet, classes] of bySubnet) {
    const words = ORDER.filter((word) => classes.has(word)).join('/');
    byClass.set(words, [...(byClass.get(words) ?? []), subnet]);
  }
  return [...byClass].map(([words, subnets]) => `${words} ${subnets.join(' ')}`).join(' · ');
}

const [folder = '.'] = process.argv.slice(2);
for (const file of readFileSync(0, 'utf8').trim().split('\n')) {
  const classes = classesOf(file, readFileSync(path.join(folder, file), 'utf8').replace(/^\uFEFF/, ''));
  if (classes !== '') console.log(`${file}: ${classes}`);
}
