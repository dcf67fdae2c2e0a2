import { Copy } from '../../ui/Copy.tsx';
import { useSetup } from '../context.ts';

/** What is pasted into Meta's page. The verify token isn't shown: whoever set it knows it. */
export const WebhookAddress = () => {
  const { words, info } = useSetup();
  const { webhook, copy, copied } = words.ui.step;
  if (!info) return null;
  return <Copy label={webhook} value={info.webhookUrl} copy={copy} copied={copied} />;
};
