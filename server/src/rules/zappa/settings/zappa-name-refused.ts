import { REGIONS } from '../../../aws/regions.ts';
import { entryAt, type Node, resolved } from '../../../syntax/tree.ts';
import { isFilledInLater } from '../../../zappa/ids.ts';
import { type Stage, settingValue, writtenValues, type ZappaSettings } from '../../../zappa/settings.ts';
import { defineRule, type Report } from '../../defineRule.ts';
import { changeTo } from '../../shared/fixes/settingFix.ts';

/** A name of another form than Zappa or AWS accepts. */
export default defineRule({
  id: 'zappa-name-refused',
  area: 'zappa',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['zappa'],
  title: 'Zappa or AWS does not accept the name',
  why: 'project_name is a part of the name of the function, app_function, django_settings and websocket_handler_module are the dotted paths of modules, s3_bucket is the name of a bucket, and domain is a host name. Functions of the project are named with their module. Variables of aws_environment_variables have names of letters, digits and underscores. Zappa stops for another form, or API Gateway rejects it.',
  sources: [
    'zappa/utilities.py:863-890',
    'zappa/cli.py:2852-2868',
    'zappa/cli.py:2929-2936',
    'zappa/cli.py:3118-3127',
    'https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDomainName.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
    'zappa/core.py:946-966',
    'zappa/cli.py:2574',
    'zappa/cli.py:3462',
    'zappa/handler.py:286-292',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
  ],

  *check({ zappa }) {
    if (!zappa) return;
    yield* malformedNames(zappa);
    yield* withoutModule(zappa);
    yield* malformedVariables(zappa);
  },
});

function* malformedNames(zappa: ZappaSettings): Generator<Report> {
  for (const [name, wrongIn] of Object.entries(FORMS)) {
    for (const { value, owner, extendedBy } of writtenValues(zappa, name)) {
      if (value.kind !== 'scalar' || typeof value.value !== 'string' || isFilledInLater(value.text)) continue;
      // Zappa considers the other names not set.
      const wrong = value.text === '' && name !== 'project_name' ? undefined : wrongIn(value.text, owner);
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
}

function* withoutModule(zappa: ZappaSettings): Generator<Report> {
  for (const { at, label, who, owner, extendedBy, severity } of namedFunctions(zappa)) {
    if (at.kind !== 'scalar' || typeof at.value !== 'string' || isFilledInLater(at.text)) continue;
    if (at.text === '' || at.text.includes('.')) continue;
    yield {
      at,
      stage: owner.name,
      extendedBy,
      ...(severity && { severity }),
      message: `${label} is "${at.text}", which names no module. ${who}.`,
    };
  }
}

interface NamedFunction {
  readonly at: Node;
  readonly label: string;
  /** The last sentence of the message, without its full stop: who rejects the name. */
  readonly who: string;
  readonly owner: Stage;
  readonly extendedBy: readonly string[];
  readonly severity?: 'warning';
}

/** Functions of the project as module.function, which Zappa splits at the last dot. */
function* namedFunctions(zappa: ZappaSettings): Generator<NamedFunction> {
  const who = 'Zappa needs module.function and stops with an error';
  for (const { value, owner, extendedBy } of writtenValues(zappa, 'prebuild_script'))
    yield { at: value, label: 'prebuild_script', who, owner, extendedBy };
  for (const { value, owner, extendedBy } of writtenValues(zappa, 'callbacks')) {
    for (const name of ['settings', 'zip', 'post']) {
      const at = resolved(entryAt(value, name)?.value);
      if (at) yield { at, label: `${name} of callbacks`, who, owner, extendedBy };
    }
  }
  for (const { value, owner, extendedBy } of writtenValues(zappa, 'events')) {
    for (const item of value.kind === 'sequence' ? value.items : []) {
      const at = resolved(entryAt(resolved(item), 'function')?.value);
      const fails = 'The handler needs module.function and fails on every such event';
      if (at)
        yield { at, label: 'The function of the event', who: fails, owner, extendedBy, severity: 'warning' };
    }
  }
}

/** Zappa's own environment_variables are not Lambda's, and may have any name. */
function* malformedVariables(zappa: ZappaSettings): Generator<Report> {
  for (const { value, owner, extendedBy } of writtenValues(zappa, 'aws_environment_variables')) {
    for (const entry of value.kind === 'mapping' ? value.entries : []) {
      const name = entry.key.text;
      if (/^[a-zA-Z]\w+$/.test(name) || name.startsWith('_') || name === '<<' || isFilledInLater(name))
        continue;
      const meant = name.replace(/[^a-zA-Z0-9]+/g, '_');
      const isFree = /^[a-zA-Z]\w+$/.test(meant) && !entryAt(value, meant);
      yield {
        at: entry.key,
        stage: owner.name,
        extendedBy,
        message: `${name === '' ? 'The empty name' : `"${name}"`} is in aws_environment_variables. Lambda accepts names of letters, digits and underscores that begin with a letter and have two characters or more, and rejects the function.`,
        fixes: isFree
          ? [{ title: `Rename to ${meant}`, preferred: false, edits: [{ op: 'rename', entry, key: meant }] }]
          : [],
      };
    }
  }
}

interface Wrong {
  /** The end of the message: why the name is rejected. */
  readonly because: string;
  /** The name that is certainly meant. */
  readonly meant?: string;
  readonly severity?: 'warning';
}

const FORMS: Readonly<Record<string, (text: string, stage: Stage) => Wrong | undefined>> = {
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
  s3_bucket: (text, stage) => {
    if (!/[/:]/.test(text)) return bucketRefused(text, stage);
    const bucket = /^(?:s3:\/\/)?([^/:]+)\/?$/.exec(text)?.[1];
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

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function bucketRefused(text: string, stage: Stage): Wrong | undefined {
  // A name of one or two letters is a placeholder.
  if (text.length < 3) return undefined;
  if (text.length > 255) return { because: 'The name of a bucket has 3 to 63 characters.' };
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text)) return { because: 'S3 accepts no address as the name of a bucket.' };
  if (text.length <= 63 && /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(text) && !text.includes('..'))
    return undefined;
  const what =
    text.length > 63
      ? 'more than 63 characters'
      : /[A-Z]/.test(text)
        ? 'capitals'
        : /_/.test(text) && 'underscores';
  if (!what || !/^[A-Za-z0-9._-]+$/.test(text))
    return { because: 'S3 accepts lower-case letters, digits, dots and hyphens between them.' };
  const region = settingValue(stage, 'aws_region');
  // us-east-1 accepted such bucket names until March 2018.
  if (region?.kind === 'scalar' && region.text !== 'us-east-1' && REGIONS.has(region.text))
    return { because: `S3 accepts no ${what} in the name of a bucket.` };
  return {
    because: `S3 accepts no ${what} in the name of a new bucket; Zappa can only use one of before March 2018 in us-east-1.`,
    severity: 'warning',
  };
}
