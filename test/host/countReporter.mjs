// A reporter for Node's test runner that writes a letter a test, p(assed), f(ailed) or s(kipped), for test/run.mjs:
// so the counts are known even if the run is aborted.

export default async function* countReporter(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    const isSkipped = data.skip !== undefined || data.todo !== undefined;
    yield isSkipped ? 's' : type === 'test:pass' ? 'p' : 'f';
  }
}
