/** The name of a file that does not exist: network.yaml, or else network-2.yaml, and so on. */
export async function freeFileName(
  name: string,
  exists: (name: string) => Promise<boolean>,
): Promise<string> {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : name.replace('.', `-${number}.`);
    if (!(await exists(free))) return free;
  }
}
