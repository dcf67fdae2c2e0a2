/** The popup. */
export const setup = {
  title: 'Deskside',
  connection: {
    asking: 'Connecting…',
    connected: 'Connected',
    unreachable: 'Can’t be reached',
    revoked: 'Not paired',
  },
  openInbox: 'Open inbox',
  pairedAs: (name: string) => `Paired as ${name}`,
  role: { agent: 'Agent', admin: 'Admin', owner: 'Owner' },
  openHow: 'If nothing opens: open the browser’s sidebar and choose Deskside.',
  another: 'Pair another browser or person',
  anotherAs: { agent: 'As an agent', admin: 'As an admin', owner: 'As yourself' },
  link: 'Paste this link into the extension there. It works once, for 15 minutes.',
  copy: 'Copy',
  copied: 'Copied',
  fromMeta: 'What Meta says',
  fromMetaNothing: 'Meta has said nothing about this number yet.',
  unpair: 'Unpair this browser',
  unpairWhy:
    'This browser forgets the server’s address and token. Drafts stay here, and you can pair again with a new code.',
  unpairYes: 'Unpair',
  cancel: 'Cancel',
  failed: 'The server couldn’t be reached. Try again when you are connected.',
};
