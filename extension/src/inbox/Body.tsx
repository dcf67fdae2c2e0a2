/** What a message says, each kind as what it is. Customers' text is only ever text: nothing here builds
 * markup from it, and an address in it becomes no link. */
import type { Content } from '@deskside/shared/content';
import type { ComponentChildren } from 'preact';
import { useWords } from '../ui/context.ts';
import { Icon, type IconName, iconOfContent } from '../ui/icons.tsx';

export const Body = ({ content }: { content: Content }) => {
  const { t, format } = useWords();
  const words = format.content(content);
  switch (content.type) {
    case 'text':
    case 'choice':
      return (
        <>
          {words}
          {content.type === 'choice' && content.detail && <span class="sm">{content.detail}</span>}
        </>
      );
    case 'media':
    case 'unsupported':
      return (
        <Labelled icon={iconOfContent(content)} words={words}>
          {content.type === 'media' && content.caption && content.fileName && (
            <span class="sm">{content.fileName}</span>
          )}
          <span class="sm">{t.openOnPhone}</span>
        </Labelled>
      );
    case 'location':
      return (
        <Labelled icon="place" words={words}>
          {content.name && content.address && <span class="sm">{content.address}</span>}
          <span class="sm">
            {content.latitude.toFixed(5)}, {content.longitude.toFixed(5)}
          </span>
        </Labelled>
      );
    case 'contacts':
      return (
        <Labelled icon="person" words={t.kind.contacts}>
          {content.cards.map(({ name, phones, emails }) => (
            <span class="sm" key={name + phones.join()}>
              {[name, ...phones, ...emails].filter(Boolean).join(' · ')}
            </span>
          ))}
        </Labelled>
      );
    case 'form':
      return (
        <Labelled icon="file" words={t.kind.form}>
          {content.fields.map(({ name, value }) => (
            <span class="sm" key={name}>
              {name && <b>{name}: </b>}
              {value}
            </span>
          ))}
        </Labelled>
      );
    case 'order':
      return (
        <Labelled icon="basket" words={words}>
          {content.items.map(({ product, quantity, price, currency }) => (
            <span class="sm" key={product}>
              {quantity} × {product}
              {price !== undefined && ` · ${price} ${currency ?? ''}`}
            </span>
          ))}
        </Labelled>
      );
    default:
      return <Labelled icon={iconOfContent(content)} words={words} />;
  }
};

const Labelled = (props: { icon: IconName; words: string; children?: ComponentChildren }) => (
  <span class="media">
    <Icon name={props.icon} size="large" />
    <span class="lines">
      <span>{props.words}</span>
      {props.children}
    </span>
  </span>
);
