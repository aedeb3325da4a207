import { isFilledInLater } from '../../zappa/ids.ts';
import { writtenValues } from '../../zappa/settings.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';

/** A name of another form than Zappa or AWS accepts. */
export default defineRule({
  id: 'zappa-name-refused',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'Zappa or AWS does not accept the name',
  why: 'project_name is a part of the name of the function, app_function, django_settings and websocket_handler_module are the dotted paths of modules, s3_bucket is the name of a bucket, and domain is a host name. Zappa stops for another form, or API Gateway rejects it.',
  sources: [
    'zappa/utilities.py:863-890',
    'zappa/cli.py:2852-2868',
    'zappa/cli.py:2929-2936',
    'zappa/cli.py:3118-3127',
    'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDomainName.html',
  ],

  *check({ zappa }) {
    if (!zappa) return;
    for (const [name, wrongIn] of Object.entries(FORMS)) {
      for (const { value, owner, extendedBy } of writtenValues(zappa, name)) {
        if (value.kind !== 'scalar' || typeof value.value !== 'string' || isFilledInLater(value.text))
          continue;
        const wrong = value.text === '' ? undefined : wrongIn(value.text);
        if (!wrong) continue;
        yield {
          at: value,
          stage: owner.name,
          extendedBy,
          ...(wrong.severity && { severity: wrong.severity }),
          message: `${name} is "${value.text}". ${wrong.because}`,
          fixes: changeTo(value, wrong.meant, true),
        };
      }
    }
  },
});

interface Wrong {
  /** A sentence or two. */
  readonly because: string;
  /** What it certainly means. */
  readonly meant?: string;
  readonly severity?: 'warning';
}

const FORMS: Readonly<Record<string, (text: string) => Wrong | undefined>> = {
  project_name: (text) => {
    if (text.length > 80) return { because: 'Zappa accepts 80 characters and stops with an error.' };
    if (/^[a-zA-Z0-9_-]+$/.test(text)) return undefined;
    return { because: 'Zappa accepts letters, digits, hyphens and underscores, and stops with an error.' };
  },
  app_function: (text) => {
    if (!text.includes('.'))
      return {
        because: 'Zappa needs a module and the application in it, as module.app, and stops with an error.',
      };
    if (!text.endsWith('.py')) return undefined;
    return {
      because: `That is a file: the function looks for "py" in the module ${text.slice(0, -3)} and fails on every start.`,
      severity: 'warning',
    };
  },
  django_settings: (text) =>
    text.includes('/') || text.endsWith('.py')
      ? {
          because:
            'That is a file: the function imports it as a module, as shop.settings, and fails on every start.',
          severity: 'warning',
        }
      : undefined,
  s3_bucket: (text) => {
    const bucket = /^(?:s3:\/\/)?([^/:]+)\/?$/.exec(text)?.[1];
    if (bucket === text || !/[/:]/.test(text)) return undefined;
    return {
      because: 'S3 has no bucket with a slash or a colon in its name.',
      ...(bucket !== undefined && { meant: bucket }),
    };
  },
  websocket_handler_module: (text) => {
    if (/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(text) && !text.endsWith('.py')) return undefined;
    return { because: 'Zappa needs the dotted path of a module and stops with an error.' };
  },
  domain: (text) => {
    const host = /^(?:https?:\/\/)?([a-z0-9.-]+)(\/.*)?$/i.exec(text);
    if (!host || host[1] === text) return undefined;
    const hasPath = host[2] !== undefined && host[2] !== '/';
    return {
      because: 'API Gateway accepts a host name without a scheme and a path, and rejects the domain.',
      ...(!hasPath && host[1] && { meant: host[1] }),
    };
  },
};
