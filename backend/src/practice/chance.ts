/** Chance that is the same for the same words: each question of it names what it is about, so the
 * order in which things happen changes nothing. (FNV-1a, then one round of mixing.) */
export const chance = (...about: readonly (string | number)[]): number => {
  let hash = 0x811c9dc5;
  for (const sign of about.join('/')) {
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return (hash >>> 0) / 2 ** 32;
};
