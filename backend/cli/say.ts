/** What the command line tells a person. Logs go elsewhere. */
export const say = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};
export const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
