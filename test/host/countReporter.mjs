// A reporter for Node's test runner that writes a letter a test, p(assed), f(ailed) or s(kipped), for test/run.mjs:
// so the numbers are there even when the run is broken off.

export default async function* countReporter(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    const isSkipped = data.skip !== undefined || data.todo !== undefined;
    yield isSkipped ? 's' : type === 'test:pass' ? 'p' : 'f';
  }
}
