import { writeFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { analyze, shownMap } from '../server/src/languageService.ts';
import { inChrome } from './pageAlone.ts';
const src = readFileSync(new URL('./mapPage.ts', import.meta.url), 'utf8');
const SUBNETS = Number(process.env.SUB ?? 30), RESOURCES = Number(process.env.RES ?? 500);
const zone = (n: number) => 'abc'[n % 3]!; const subnet = (n: number) => `Tier${n}`; const inVpc = 'VpcId: !Ref Vpc';
const lines = ['Resources:', '  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }',
 `  Subnets: { Type: AWS::ElastiCache::SubnetGroup, Properties: { Description: all, SubnetIds: [!Ref ${subnet(0)}, !Ref ${subnet(1)}] } }`];
for (let n = 0; n < SUBNETS; n++) lines.push(`  ${subnet(n)}: { Type: AWS::EC2::Subnet, Properties: { ${inVpc}, CidrBlock: 10.0.${n}.0/24, AvailabilityZone: eu-west-1${zone(n)} } }`);
for (let n = 0; lines.length + 3 <= RESOURCES + 1; n++) lines.push(
 `  Group${n}: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: one, ${inVpc}, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 6379, ToPort: 6379, CidrIp: 10.0.${n % SUBNETS}.0/24 }] } }`,
 `  Job${n}: { Type: AWS::Lambda::Function, Properties: { VpcConfig: { SubnetIds: [!Ref ${subnet(n % SUBNETS)}], SecurityGroupIds: [!Ref Group${n}] } } }`,
 `  Cache${n}: { Type: AWS::ElastiCache::CacheCluster, Properties: { Engine: redis, CacheNodeType: cache.t4g.micro, NumCacheNodes: 1, CacheSubnetGroupName: !Ref Subnets, VpcSecurityGroupIds: [!Ref Group${n}] } }`);
const analysis = analyze('net.yaml', lines.join('\n') + '\n')!;
const map = shownMap(analysis, { scenario: null, unfolded: ['Vpc isolated subnets'] } as any);
const answer = { type: 'map', map: { ...(map as object), version: 1, uri: 'file:///net.yaml', name: 'net.yaml' } };
console.log('json', JSON.stringify(answer).length);
const dist = new URL('../dist/webview/', import.meta.url);
const html = `<!DOCTYPE html><meta charset="utf-8"><link rel="stylesheet" href="map.css"><div id="page"></div>
<script>performance.mark('inline');
const answer = ${JSON.stringify(answer)};performance.mark('parsed');
window.acquireVsCodeApi = () => ({ postMessage({ type }) { if (type === 'ready') { performance.mark('ready'); window.postMessage(answer); } }, getState: () => null, setState() {} });
window.addEventListener('message', () => performance.mark('message'));
new MutationObserver((_, o) => { if (!document.querySelector('.thing')) return; o.disconnect(); performance.mark('dom'); requestAnimationFrame(() => { performance.mark('raf'); setTimeout(() => { window.firstPaint = performance.now(); performance.mark('painted'); }); }); }).observe(document.getElementById('page'), { childList: true, subtree: true });
</script><script type="module" src="map.js"></script>`;
await inChrome(async (browser) => {
  for (let i = 0; i < 6; i++) {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    const files = new Map([['/', ['text/html', Buffer.from(html)]], ['/map.css', ['text/css', readFileSync(new URL('map.css', dist))]], ['/map.js', ['text/javascript', readFileSync(new URL('map.js', dist))]]] as const);
    const server = createServer(({ url }, r) => { const f = files.get((url ?? '') as never) as any; r.writeHead(f ? 200 : 404, { 'content-type': f?.[0] ?? 'text/plain' }).end(f?.[1]); });
    await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
    const cdp = await page.context().newCDPSession(page);
    if (process.env.PROF && i === 5) { await cdp.send('Profiler.enable'); await cdp.send('Profiler.setSamplingInterval', { interval: 200 }); await cdp.send('Profiler.start'); }
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction('window.firstPaint > 0');
    if (process.env.PROF && i === 5) { const { profile } = await cdp.send('Profiler.stop'); writeFileSync(process.env.PROF, JSON.stringify(profile)); }
    console.log(await page.evaluate(`JSON.stringify([...performance.getEntriesByType('mark').map((m) => m.name + ' ' + m.startTime.toFixed(0)), 'elements ' + document.querySelectorAll('*').length, 'fcp ' + performance.getEntriesByType('paint').map((p) => p.name + p.startTime.toFixed(0)), 'js ' + performance.getEntriesByType('resource').map((r) => r.name.slice(-7) + ' ' + r.startTime.toFixed(0) + '-' + r.responseEnd.toFixed(0))])`));
    await page.close(); server.close();
  }
});
