import type { ChecklistWords } from '../../checklist-words.ts';

const appearance = {
  title: 'Appearance',
  text: 'What customers see, and what colleagues call it.',
};
const behaviour = {
  title: 'Behaviour',
  text: 'Who answers a new session, and how customers are greeted.',
};

export const addWidget: ChecklistWords = {
  title: 'Add a widget',
  titleOf: ({ name }) => `Add ${name}`,
  text: 'Link a WhatsApp number.',
  done: 'The widget is enabled.',
  steps: {
    way: {
      title: 'Choose the way',
      choices: {
        signup: 'Keep the WhatsApp Business app, and sign up at Facebook',
        token: 'An account id and a system user’s token',
        practice: 'With the practice number, to see how it goes',
      },
    },
    signup: {
      title: 'Sign up at Facebook',
      text: 'A page opens that leads through it. Have the phone at hand: it shows a code to scan.',
    },
    account: {
      title: 'Enter the account, and choose the number',
      text: 'The id stands in Business settings under WhatsApp accounts; the token comes from a system user.',
      path: ['Business settings', 'Users', 'System users'],
      pick: 'Generate new token',
    },
    practice: {
      title: 'Link the practice number',
      text: 'It plays every step. Nothing leaves this server.',
    },
    state: {
      title: 'Meta says that the number can send',
      text: 'Its status, quality, name and health, as Meta tells them now.',
    },
    contacts: {
      title: 'Contact names come from the phone',
      text: 'Old messages are not imported.',
    },
    appearance,
    behaviour,
    advanced: {
      title: 'Advanced',
      text: 'Whether the bot answers at all. Pausing and disconnecting stand on the widget’s own page.',
    },
    review: {
      title: 'Look it over',
      text: 'Everything can be changed later.',
    },
    enable: {
      title: 'Enable it',
      text: 'Until then it receives, and sends nothing.',
      pick: 'Enabled',
    },
  },
};

export const configureWidget: ChecklistWords = {
  title: 'Configure a widget',
  titleOf: ({ name }) => `Configure ${name}`,
  text: 'Names, who answers, and the way out.',
  done: 'The widget is configured.',
  steps: {
    widget: { title: 'Which widget?' },
    appearance,
    behaviour,
    advanced: {
      title: 'Advanced',
      text: 'The bot, a pause, and disconnecting stand on the widget’s own page.',
      pick: 'Disconnect WhatsApp',
    },
  },
};

export const disconnect: ChecklistWords = {
  title: 'Disconnect WhatsApp',
  titleOf: ({ name }) => `Disconnect WhatsApp from ${name}`,
  text: 'Both sides: here, and on the phone.',
  done: 'Disconnected on both sides.',
  steps: {
    widget: { title: 'Which widget?' },
    configure: {
      title: ({ name }) => `Open Configure of ${name}`,
      text: 'See once more that it is the right one. What customers write is still received.',
      pick: 'Configure',
    },
    disconnect: {
      title: 'Choose Disconnect WhatsApp, and confirm',
      text: 'Nothing is sent from it after that, by bot or agent.',
      pick: 'Disconnect WhatsApp',
    },
    draft: {
      title: 'Its status goes from enabled to draft',
      text: 'Checked by Deskside.',
      pick: 'Draft',
    },
    unsubscribed: {
      title: 'Our app is unsubscribed at Meta',
      text: 'Unless another widget of the same account needs it.',
    },
    phone: {
      title: 'Is the number also in the WhatsApp Business app on a phone?',
      text: 'Then it has to be disconnected there as well. This side is easily forgotten.',
      choices: { yes: 'Yes', no: 'No, only here' },
    },
    'open-app': {
      title: 'On the phone, open WhatsApp Business',
      text: ({ phone }) => `The one with ${phone}.`,
      pick: 'WhatsApp Business',
    },
    settings: { title: 'Open Settings', path: ['Settings'], pick: 'Settings' },
    account: { title: 'Choose Account', path: ['Settings', 'Account'], pick: 'Account' },
    platform: {
      title: 'Choose Business platform',
      path: ['Settings', 'Account', 'Business platform'],
      pick: 'Business platform',
    },
    connected: {
      title: ({ app }) => `Under Connected platforms, choose ${app}`,
      path: ['Settings', 'Account', 'Business platform'],
      pick: ({ app }) => app,
    },
    'disconnect-there': { title: 'Choose Disconnect', pick: 'Disconnect' },
    next: { title: 'Choose Next', pick: 'Next' },
    confirm: { title: 'Choose Disconnect once more', pick: 'Disconnect' },
    disconnecting: {
      title: 'Wait until “Disconnecting” is gone',
      text: 'Leave the app open for these seconds.',
      pick: 'Disconnecting…',
    },
    gone: {
      title: ({ app }) => `See that ${app} no longer stands under Connected platforms`,
      pick: 'No connected platforms',
    },
    unlinked: {
      title: 'Meta confirms that the number is unlinked',
      text: 'Ticks itself when Meta tells us.',
    },
  },
};
