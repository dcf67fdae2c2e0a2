/** What a message says, in one line of plain text: for lists, quotes, and whoever listens. */
import type { Content } from '@deskside/shared/content';
import type { Texts } from '../i18n/en.ts';

export const contentInWords = (content: Content, t: Texts): string => {
  const kinds: Record<string, string> = t.kind;
  const named = (kind: string, caption?: string) => {
    const name = kinds[kind] ?? t.kind.other;
    return caption ? t.withCaption(name, caption) : name;
  };
  switch (content.type) {
    case 'text':
      return content.text;
    case 'media':
      return named(content.kind, content.caption ?? content.fileName);
    case 'location':
      return named('location', content.name ?? content.address);
    case 'contacts':
      return named('contacts', content.cards.map(({ name }) => name).join(', '));
    case 'choice':
      return content.text;
    case 'form':
      return named('form', content.fields[0]?.value);
    case 'call-permission':
      return content.isGiven ? t.callPermission.given : t.callPermission.refused;
    case 'order':
      return content.text ? named('order', content.text) : t.orderOf(content.items.length);
    case 'call':
      return callInWords(content, t);
    case 'notice':
      return t.notice[content.kind];
    case 'revoked':
      return t.takenBack.preview;
    case 'unsupported':
      return named(content.kind, content.caption);
  }
};

const callInWords = (
  { direction, state, seconds }: Extract<Content, { type: 'call' }>,
  t: Texts,
): string => {
  const how = seconds ? t.call.lasted(Math.floor(seconds / 60), seconds % 60) : t.call[state];
  return `${t.call[direction]} · ${how}`;
};
