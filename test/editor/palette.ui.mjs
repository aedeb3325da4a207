// Each command of the palette without a file, on a file that is not ours and on one that is, in a real VS Code: it always shows
// something, a result or a sentence that says what is missing.

import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { endAll, endOnSignals } from '../host/children.mjs';
import { outFolder, root } from '../host/paths.mjs';
import { openFile, openWorkbench, palette, quickRows } from './workbench.mjs';

const folder = join(outFolder, 'palette');

let page;
const broken = [];

before(async () => {
  endOnSignals();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await copyFile(join(root, 'examples/with-mistakes/can-it-get-there/shop.yaml'), join(folder, 'shop.yaml'));
  await writeFile(join(folder, 'notes.txt'), 'Nothing about networks.\n');
  page = await openWorkbench(
    folder,
    { 'workbench.colorTheme': 'Default Light Modern', 'workbench.startupEditor': 'none' },
    { width: 1200, height: 780 },
  );
  page.on('pageerror', (error) => broken.push(String(error)));
});

after(endAll);
for (const [state, open] of [['none', null], ['other', 'notes.txt'], ['ours', 'shop.yaml']])
  test(state, async () => {
    const { contributes } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const titles = JSON.parse(await readFile(join(root, 'package.nls.json'), 'utf8'));
    for (const { command, title } of contributes.commands) {
      const hidden = contributes.menus.commandPalette.find((one) => one.command === command);
      if (hidden && !(hidden.when === 'vpcLens.isTemplate' && state==='ours')) continue;
      await clean();
      if (open) await openFile(page, open);
      const before = await shown();
      const t=Date.now();
      try { await palette(page, titles[title.slice(1, -1)].replace('…', '').replace(/\.\.\.$/, '')+(titles[title.slice(1,-1)].endsWith('…')?'…':'')); } catch (e) { console.log(state, command, 'PALETTE', String(e).slice(0,150)); continue; }
      const end=Date.now()+15000; let now={};
      let diff=[];
      while(Date.now()<end){ now=await shown(); diff=Object.keys(now).filter(k=>now[k]!==before[k] && now[k]!==''); if(diff.length) break; await new Promise(r=>setTimeout(r,150)); }
      await new Promise(r=>setTimeout(r,600)); now=await shown();
      console.log(state, command, Date.now()-t, JSON.stringify(Object.fromEntries(Object.keys(now).filter(k=>now[k]!==before[k]).map(k=>[k,now[k]]))));
      await page.screenshot({path: join(outFolder, `palette-${state}-${command.slice(8)}.png`)});
    }
  });
async function clean(){
  for(let i=0;i<2;i++) await page.keyboard.press('Escape');
  await palette(page,'View: Close All Editors').catch(()=>{});
  await page.locator('.monaco-dialog-box').getByRole('button',{name:"Don't Save"}).click({timeout:500}).catch(()=>{});
  await palette(page,'Notifications: Clear All Notifications').catch(()=>{});
  await palette(page,'View: Close Panel').catch(()=>{});
}
function shown(){ return page.evaluate(()=>{ const text=(s)=>[...document.querySelectorAll(s)].filter(e=>e.checkVisibility()).map(e=>e.textContent.trim()).join(' | ');
  const q=document.querySelector('.quick-input-widget'); const isQ=q&&q.checkVisibility();
  const input=q?.querySelector('input[type=text]');
  return { toast:text('.notification-toast .notification-list-item-message'), pick: isQ? (q.querySelector('.quick-input-title')?.textContent??'')+' / '+(input?.placeholder??'')+' / '+(q.querySelector('.quick-input-message')?.textContent??'')+' / '+[...q.querySelectorAll('.monaco-list-row')].slice(0,3).map(r=>r.getAttribute('aria-label')).join('; '):'', tabs:text('.tab .label-name'), dialog:text('.monaco-dialog-box .dialog-message-text'), panel:text('.part.panel .composite-bar .action-item.checked'), status:text('.statusbar .statusbar-item'), lines: text('.editor-instance .view-lines').slice(0,80) };
 }); }
