/** What a person typed or pasted where a server's address goes: an address, or a pairing link. */
export type ReadAddress =
  | { kind: 'address'; server: string; code: string | null }
  | { kind: 'error'; error: 'no-address' | 'bad-address' | 'insecure' };

const isLocal = (host: string) =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\./.test(host);

export const readAddress = (text: string): ReadAddress => {
  const typed = text.trim();
  if (!typed) return { kind: 'error', error: 'no-address' };
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(typed);
  const host = typed.split(/[/:#?]/)[0] ?? '';
  const guess = isLocal(host) ? `http://${typed}` : `https://${typed}`;
  const url = URL.canParse(hasScheme ? typed : guess) ? new URL(hasScheme ? typed : guess) : null;
  const isName = url !== null && (isLocal(url.hostname) || /[.:]/.test(url.hostname));
  if (!url || !isName || !/^https?:$/.test(url.protocol) || url.username || url.password)
    return { kind: 'error', error: 'bad-address' };
  // A token travels on this line. Only one's own machine may do without encryption.
  if (url.protocol === 'http:' && !isLocal(url.hostname))
    return { kind: 'error', error: 'insecure' };
  const code = url.pathname.replace(/\/+$/, '').endsWith('/pair') ? url.hash.slice(1) : '';
  const base = url.pathname.replace(/(\/pair)?\/*$/, '');
  return { kind: 'address', server: url.origin + base, code: code || null };
};
