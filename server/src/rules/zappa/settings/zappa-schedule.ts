import { entryAt, type Node, resolved } from '../../../syntax/tree.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { writtenValues, type ZappaSettings } from '../../../zappa/settings.ts';
import { defineRule, type Report } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';

/** A schedule that EventBridge rejects. */
export default defineRule({
  id: 'zappa-schedule',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'EventBridge does not accept the schedule',
  why: 'A schedule is rate(…) with a number and its unit, singular for 1, or cron(…) with six fields, of which the days of the month or the days of the week are a question mark. Zappa has deployed the function when EventBridge rejects the schedule.',
  sources: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html',
    'zappa/core.py:3595-3612',
  ],

  *check({ zappa }) {
    if (!zappa) return;
    yield* swappedIn(zappa);
    for (const name of ['keep_warm_expression', 'events']) {
      for (const { value, owner, extendedBy } of writtenValues(zappa, name)) {
        for (const at of name === 'events' ? expressionsIn(value) : [value]) {
          if (at.kind !== 'scalar' || typeof at.value !== 'string' || isFilledInLater(at.text)) continue;
          const wrong = wrongIn(at.text);
          if (!wrong) continue;
          yield {
            at,
            stage: owner.name,
            extendedBy,
            message: `${wrong.because} EventBridge rejects ${at.text}.`,
            fixes: changeTo(at, wrong.meant, true),
          };
        }
      }
    }
  },
});

function* swappedIn(zappa: ZappaSettings): Generator<Report> {
  for (const { value, owner, extendedBy } of writtenValues(zappa, 'events')) {
    for (const event of value.kind === 'sequence' ? value.items.map(resolved) : []) {
      const report = swapped(event);
      if (report) yield { ...report, stage: owner.name, extendedBy };
    }
  }
}

/** One schedule in `expressions`. Zappa takes `expression`, if both are there. */
function swapped(event: Node | undefined): Report | undefined {
  const entry = entryAt(event, 'expressions');
  const text = resolved(entry?.value);
  if (!entry || entryAt(event, 'expression') || text?.kind !== 'scalar') return undefined;
  if (typeof text.value !== 'string' || isFilledInLater(text.text)) return undefined;
  return {
    at: entry.value,
    message:
      'expressions is a string, of which Zappa takes each character for a schedule. EventBridge rejects them.',
    fixes: [
      {
        title: 'Rename to expression',
        preferred: true,
        edits: [{ op: 'rename', entry, key: 'expression' }],
      },
    ],
  };
}

function* expressionsIn(events: Node): Generator<Node> {
  for (const event of events.kind === 'sequence' ? events.items.map(resolved) : []) {
    const one = resolved(entryAt(event, 'expression')?.value);
    const several = resolved(entryAt(event, 'expressions')?.value);
    if (one) yield one;
    for (const item of several?.kind === 'sequence' ? several.items : []) {
      const node = resolved(item);
      if (node) yield node;
    }
  }
}

interface Wrong {
  /** A sentence. */
  readonly because: string;
  readonly meant?: string;
}

function wrongIn(text: string): Wrong | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(text);
  if (rate) {
    const [, number, unit, plural] = rate;
    if (Number(number) === 0) return { because: 'A rate is at least 1.' };
    const isOne = Number(number) === 1;
    if (isOne === (plural === '')) return undefined;
    return {
      because: isOne ? 'The unit of 1 is singular.' : `The unit of ${number} is plural.`,
      meant: `rate(${number} ${unit}${isOne ? '' : 's'})`,
    };
  }
  // Capitals may be accepted; the page does not say.
  if (/^rate\(\d+ [a-z]+\)$/.test(text)) return { because: 'The unit of a rate is minutes, hours or days.' };
  const cron = /^cron\(([^()]*)\)$/.exec(text);
  if (!cron)
    return /^(?:rate|cron|at)\(/.test(text) || text === ''
      ? undefined
      : { because: 'A schedule is rate(…) or cron(…).' };
  const fields = cron[1]!.trim().split(/\s+/);
  if (fields.length !== 6)
    return { because: `A cron expression has six fields, and this one has ${fields.length}.` };
  const [, , days, , weekdays] = fields;
  return days === '?' || weekdays === '?'
    ? undefined
    : { because: 'One of the days of the month and the days of the week must be a question mark.' };
}
