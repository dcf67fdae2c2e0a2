import type { ChecklistWords } from '../../checklist-words.ts';

export const beforeYouConnect: ChecklistWords = {
  title: 'Before you connect',
  titleOf: () => 'Before you connect',
  text: 'What must be in place at Meta and on the phone.',
  done: 'Everything is in place. You can add a widget now.',
  steps: {
    admin: {
      title: 'You are an admin of the Meta business portfolio',
      text: 'Look under Business settings › People: your name has “Full control”.',
      path: ['Business settings', 'People'],
      pick: 'Full control',
      no: 'Ask somebody with full control to give it to you, or to do this checklist.',
    },
    way: {
      title: 'Choose how the number will be used',
      text: 'Keep the app and answer from both, or use a number that only Deskside answers.',
      choices: {
        'keep-app': 'Keep the WhatsApp Business app on the phone',
        'free-number': 'Use a number that is free',
      },
    },
    'app-version': {
      title: 'The WhatsApp Business app is 2.24.17 or later',
      text: 'Update it in the app store if the number is lower.',
      path: ['Settings', 'Help', 'App info'],
      pick: 'Version 2.24.17',
    },
    partner: {
      title: 'Your Meta app belongs to a Tech Provider or Solution Partner',
      text: 'Meta links a number that stays in the app only through such an app. It stands in the app’s dashboard.',
      path: ['Meta for Developers', 'Your app'],
      pick: 'Tech Provider',
      no: 'Apply as a Tech Provider in the app’s dashboard, or use a number that is free.',
    },
    'free-number': {
      title: 'The number is free',
      text: 'The checklist for numbers tells whether it is, and how to free it.',
    },
    payment: {
      title: 'A payment method is entered in WhatsApp Manager',
      text: 'From 1 October 2026 Meta charges for replies sent through the API. Replies typed on the phone stay free.',
      path: ['WhatsApp Manager', 'Account tools', 'Payment settings'],
      pick: 'Add payment method',
    },
    'linked-devices': {
      title: 'Everybody knows that linked devices will be unlinked',
      text: 'They can be linked again afterwards. WhatsApp for Windows and watches won’t sync any more.',
      path: ['Settings', 'Linked devices'],
      pick: 'WhatsApp Web',
    },
    'keep-opening': {
      title: 'Somebody will open the app on the phone at least every 13 days',
      text: 'Meta unlinks a number whose app wasn’t opened for about 14 days.',
    },
  },
};

export const connectWebhook: ChecklistWords = {
  title: 'Connect the webhook',
  titleOf: () => 'Connect the webhook',
  text: 'From an address that Meta can reach to the first real message.',
  done: 'Messages from WhatsApp arrive.',
  steps: {
    with: {
      title: 'With which kind of number?',
      text: 'The practice number plays every step; nothing leaves this server.',
      choices: {
        real: 'With a real number',
        practice: 'With the practice number, to see how it goes',
      },
    },
    'public-address': {
      title: 'Meta can reach this server',
      text: 'It needs a public address that starts with https://, set as DESKSIDE_PUBLIC_URL.',
    },
    'verify-token': {
      title: 'A verify token is set here',
      text: 'Any word you choose. You will enter the same one at Meta.',
    },
    callback: {
      title: 'Enter the address and the verify token at Meta',
      text: 'Paste both, then choose Verify and save.',
      path: ['Your app', 'WhatsApp', 'Configuration'],
      pick: 'Verify and save',
    },
    challenge: {
      title: 'Meta’s challenge was answered',
      text: 'Meta asks as soon as you save. This ticks itself.',
    },
    fields: {
      title: 'The webhook fields are subscribed',
      text: 'Deskside can subscribe what is missing.',
    },
    widget: {
      title: 'Choose a number to try it with',
      text: 'No number yet? Add a widget first, and come back.',
    },
    permissions: {
      title: 'The access token has the permissions it needs',
      text: 'whatsapp_business_messaging and whatsapp_business_management.',
    },
    account: {
      title: 'This app is subscribed to the number’s account',
      text: 'By its own app id: another app of yours doesn’t count.',
    },
    override: {
      title: 'Messages of this number come to this address',
      text: 'An account or a number may have another address set, which comes first.',
    },
    signature: {
      title: 'A signed message has come, and the signature is right',
      text: 'Write to the number from a phone. This ticks itself.',
    },
    'first-delivery': {
      title: 'A first real message has arrived',
      text: 'Meta’s test button doesn’t count. This ticks itself.',
    },
  },
};

export const moveProvider: ChecklistWords = {
  title: 'Move from another provider',
  titleOf: ({ phone }) => `Move ${phone} from another provider`,
  text: 'What carries over, what doesn’t, and whom to ask.',
  done: 'The number has moved.',
  steps: {
    number: { title: 'Which number moves?', text: 'With its country code.' },
    'carries-over': {
      title: 'Know what carries over',
      text: 'The display name, the quality rating, the sending limit, the official status, and templates of high quality.',
    },
    'stays-behind': {
      title: 'Know what stays behind',
      text: 'Chat history, statistics, all other templates, and whatever the provider’s own inbox keeps. Export it there first.',
    },
    ask: {
      title: 'Tell the present provider that you are leaving',
      text: 'Ask them to let the number go, and when the contract ends. An admin of the business portfolio that owns the account has to take part.',
    },
    'name-approved': {
      title: 'The display name is approved',
      path: ['WhatsApp Manager', 'Phone numbers'],
      pick: 'Approved',
      no: 'Wait for Meta’s review, or appeal in WhatsApp Manager. The number can’t move before.',
    },
    'account-ready': {
      title: 'The account it moves to is approved',
      text: 'A WhatsApp Business account in your own portfolio.',
      path: ['Business settings', 'Accounts', 'WhatsApp accounts'],
      pick: 'Approved',
      no: 'Make an account in Business settings, and wait until Meta has approved it.',
    },
    payment: {
      title: 'That account has a payment method',
      path: ['WhatsApp Manager', 'Account tools', 'Payment settings'],
      pick: 'Add payment method',
      no: 'Add one. Meta refuses to move a number to an account without.',
    },
    webhook: {
      title: 'That account’s webhook is connected',
      text: 'Messages would be lost otherwise. The checklist for the webhook proves it.',
    },
    'two-step': {
      title: 'Two-step verification is off',
      text: 'The present provider switches it off, or you do by e-mail from WhatsApp Manager.',
      path: ['WhatsApp Manager', 'Phone numbers', 'Two-step verification'],
      pick: 'Turn off',
      no: 'Ask the present provider to switch it off.',
    },
    move: {
      title: 'Add the number to the new account, and enter the code that Meta sends',
      text: 'By SMS or call. The number works through the old provider until then.',
      path: ['WhatsApp Manager', 'Phone numbers', 'Add phone number'],
      pick: 'Add phone number',
    },
    add: { title: 'Add it here as a widget', text: 'By account id and token.' },
  },
};
