import type { Node } from '../../../syntax/tree.ts';
import { entriesOf, resolved } from '../../../syntax/tree.ts';
import { listed } from '../../../wording/listed.ts';
import { misspellingsOf } from '../../../wording/nearest.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { isTrue } from '../../../zappa/python.ts';
import { type Stage, settingValue, writtenValues } from '../../../zappa/settings.ts';
import { defineRule, type Report } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';

const TYPES = ['EDGE', 'REGIONAL', 'PRIVATE'];

/** An endpoint_configuration that API Gateway does not accept. */
export default defineRule({
  id: 'zappa-endpoint-configuration',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'endpoint_configuration is not a list with one endpoint type',
  why: 'Zappa makes a set of whatever endpoint_configuration is and passes its items on as the types of the API. Of a string it passes the letters, of a mapping the keys. API Gateway accepts one of EDGE, REGIONAL and PRIVATE, and rejects anything else.',
  howToFix: 'Write a list with one of EDGE, REGIONAL and PRIVATE.',
  sources: [
    'zappa/core.py:2450-2456',
    'zappa/cli.py:3642',
    'https://docs.aws.amazon.com/apigateway/latest/api/API_EndpointConfiguration.html',
  ],
  isInSchema: true,

  *check({ zappa }) {
    for (const { value, owner, extendedBy } of zappa ? writtenValues(zappa, 'endpoint_configuration') : []) {
      const reports = isTrue(value) === false || isPlain(value) ? withoutItems(value, owner) : wrongIn(value);
      for (const report of reports) yield { ...report, stage: owner.name, extendedBy };
    }
  },
});

/** Null, a boolean or a number. */
function isPlain(value: Node): boolean {
  return value.kind === 'scalar' && typeof value.value !== 'string';
}

/** Zappa looks for PRIVATE in whatever is written, before it requests the deployed API. */
function* withoutItems(value: Node, stage: Stage): Generator<Report> {
  const isRead = ['touch', 'use_apigateway', 'apigateway_enabled'].every((name) => {
    const setting = settingValue(stage, name);
    return !setting || isTrue(setting) === true;
  });
  if (!isPlain(value) || value.kind !== 'scalar' || !isRead) return;
  yield {
    at: value,
    severity: 'warning',
    isBesideSchema: true,
    message: `endpoint_configuration is ${value.value === null ? 'empty' : value.text} and must be a list. Zappa deploys the API and then stops with an error.`,
  };
}

function* wrongIn(value: Node): Generator<Report> {
  if (value.kind === 'scalar') {
    if (typeof value.value !== 'string' || isFilledInLater(value.text)) return;
    yield {
      at: value,
      message: `endpoint_configuration is a string; Zappa passes each letter as a type. API Gateway rejects them.`,
      fixes: TYPES.includes(value.text)
        ? [{ title: `Change to ["${value.text}"]`, preferred: true, edits: [{ op: 'wrap', node: value }] }]
        : [],
    };
    return;
  }
  if (value.kind === 'mapping') {
    const [first] = entriesOf(value);
    yield {
      at: first?.key ?? value,
      message: `endpoint_configuration is a mapping; Zappa passes its keys as types. API Gateway rejects them.`,
    };
    return;
  }
  if (value.kind !== 'sequence') return;
  const known: string[] = [];
  for (const item of value.items.map(resolved)) {
    if (item?.kind !== 'scalar' || typeof item.value !== 'string' || isFilledInLater(item.text)) continue;
    if (TYPES.includes(item.text)) {
      if (known.length > 0 && !known.includes(item.text))
        yield {
          at: item,
          // No page of AWS says that API Gateway rejects two types.
          severity: 'warning',
          isBesideSchema: true,
          message: `endpoint_configuration has ${known[0]} and ${item.text}. API Gateway makes an API with one type.`,
        };
      known.push(item.text);
    } else {
      yield {
        at: item,
        message: `${item.text} is not one of ${listed(TYPES)}. API Gateway rejects the API.`,
        fixes: intended(item.text).flatMap((type) => changeTo(item, type, true)),
      };
    }
  }
}

function intended(text: string): readonly string[] {
  const slips = misspellingsOf(text, TYPES);
  return slips.length === 1 ? slips : [];
}
