import type { ChecklistWords } from '../../checklist-words.ts';

const whichPhone = {
  title: 'Which kind of phone?',
  choices: { android: 'Android', iphone: 'iPhone' },
};

export const canThisNumberBeUsed: ChecklistWords = {
  title: 'Can this number be used?',
  titleOf: ({ phone }) => `Can ${phone} be used?`,
  text: 'Type it, and see at once.',
  done: 'This number can be used.',
  steps: {
    number: { title: 'Phone number, with its country code' },
    country: { title: 'Has a country and area code' },
    'short-code': { title: 'Is not a short code' },
    valid: { title: 'Is a number that exists in its country' },
    kind: { title: 'Is of a kind that Meta can call' },
    owned: {
      title: 'It is yours',
      text: 'You or your company hold the contract for it.',
      no: 'Use a number that you hold the contract for. Whoever holds it could take it away.',
    },
    'call-or-sms': {
      title: 'It can take a call or an SMS',
      text: 'Meta sends a code once. Behind a switchboard, somebody must be able to pick up.',
      no: 'Have calls let through for a moment, or use another number.',
    },
    'not-on-whatsapp': {
      title: 'It is not in use on WhatsApp',
      text: 'The ordinary app, on any phone.',
      no: 'Delete its WhatsApp account first, then come back and say yes.',
    },
    'business-app': {
      title: 'Is it in use in the WhatsApp Business app?',
      choices: {
        'not-in-use': 'No',
        'keep-both': 'Yes, and it shall stay there too',
        'in-use': 'Yes, but it shall leave',
      },
      wrong: { 'in-use': 'Delete its account in the app first, then come back.' },
    },
    'not-known': {
      title: 'It is in none of the accounts that we can read',
      text: 'Deskside looks in the accounts whose token it has.',
    },
    'not-on-platform': {
      title: 'No other provider uses it on the WhatsApp Business platform',
      text: 'Ask your colleagues: another inbox, a chatbot, a shop system.',
      no: 'Move it from that provider, or delete it from its WhatsApp Business account.',
    },
  },
};

export const exportChats: ChecklistWords = {
  title: 'Export the chats worth keeping',
  titleOf: ({ phone }) => `Export chats of ${phone}`,
  text: 'Chats die with the account. Each is exported by itself.',
  done: 'The chats are kept.',
  steps: {
    number: { title: 'Whose chats?', text: 'The number that will be deleted.' },
    choose: {
      title: 'Decide which chats to keep',
      text: 'Orders, agreements, complaints. Write their names down.',
    },
    phone: whichPhone,
    'open-chat': { title: 'On the phone, open the first of these chats', pick: 'Mei Chan' },
    'export-android': {
      title: 'Choose Export chat',
      path: ['⋮', 'More', 'Export chat'],
      pick: 'Export chat',
    },
    'export-iphone': {
      title: 'Tap the name at the top, and choose Export chat',
      text: 'It stands at the bottom of the page.',
      path: ['Contact info', 'Export chat'],
      pick: 'Export chat',
    },
    media: {
      title: 'Choose with or without media',
      text: 'With photos the file is large; the newest come along first.',
      pick: 'Include media',
    },
    keep: {
      title: 'Send it somewhere outside this WhatsApp account',
      text: 'By e-mail, or into a folder that your company backs up.',
      pick: 'Mail',
    },
    repeat: { title: 'Do the same for every chat on your list' },
    look: {
      title: 'Open one of the files, and see that it can be read',
      text: 'Afterwards it can’t be fetched again.',
    },
  },
};

export const deleteAppAccount: ChecklistWords = {
  title: 'Free a number: delete its WhatsApp account',
  titleOf: ({ phone }) => `Delete the WhatsApp account of ${phone}`,
  text: 'For a number in use in WhatsApp or the WhatsApp Business app.',
  done: 'The number is free.',
  steps: {
    number: { title: 'Which number is freed?', text: 'With its country code.' },
    consequences: {
      title: 'Know what it costs',
      text: 'About 3 minutes without WhatsApp. All chats are deleted, and all groups are left. It can’t be undone.',
    },
    export: {
      title: 'Export the chats worth keeping',
      text: 'There is a checklist for it.',
    },
    phone: whichPhone,
    'settings-android': {
      title: 'Open WhatsApp on the phone, then Settings',
      path: ['⋮', 'Settings'],
      pick: 'Settings',
    },
    'settings-iphone': {
      title: 'Open WhatsApp on the phone, then Settings at the bottom right',
      path: ['Settings'],
      pick: 'Settings',
    },
    account: { title: 'Choose Account', path: ['Settings', 'Account'], pick: 'Account' },
    delete: {
      title: 'Choose Delete my account',
      path: ['Settings', 'Account', 'Delete my account'],
      pick: 'Delete my account',
    },
    'type-number': {
      title: ({ phone }) => `Enter the number: ${phone}`,
      text: 'With the country code, as it stands here.',
      pick: ({ phone }) => phone,
    },
    reason: { title: 'Pick a reason', text: 'Any will do.', pick: 'Other' },
    confirm: { title: 'Confirm with Delete my account', pick: 'Delete my account' },
    'three-minutes': {
      title: 'Wait 3 minutes',
      text: 'Meta takes this long to let the number go. You may close this.',
    },
    free: {
      title: 'WhatsApp shows its welcome page',
      text: 'Don’t sign in with this number again. Now see whether it can be used.',
      pick: 'Agree and continue',
    },
  },
};

export const deleteFromBusinessAccount: ChecklistWords = {
  title: 'Free a number: delete it from its WhatsApp Business account',
  titleOf: ({ phone }) => `Delete ${phone} from its WhatsApp Business account`,
  text: 'For a number in use on the WhatsApp Business platform.',
  done: 'The number is free. It can be used in the app again, or registered anew, unless Meta has banned it.',
  steps: {
    number: { title: 'Which number is freed?', text: 'With its country code.' },
    admin: {
      title: 'You are an admin of the business portfolio that owns it',
      text: 'Nobody else can delete a number, and no program can.',
      path: ['Business settings', 'People'],
      pick: 'Full control',
      no: 'Ask an admin of that portfolio to follow this checklist.',
    },
    whose: {
      title: 'Where was it used?',
      choices: { ours: 'Here, as a widget', other: 'Elsewhere' },
    },
    'last-paid': {
      title: 'No paid message in the last 30 days',
      text: 'Meta refuses before. We know it from the prices that Meta told us.',
    },
    'last-paid-date': {
      title: 'On which day did it last send a paid message?',
      text: 'WhatsApp Manager shows the day under Insights. Never? Enter the day it was added.',
      path: ['WhatsApp Manager', 'Insights'],
      pick: 'Paid messages',
    },
    'thirty-days': {
      title: 'Wait until 30 days have passed',
      text: 'Send nothing from it until then. This checklist stays here.',
    },
    'business-settings': {
      title: 'Open Business settings',
      text: 'Choose the portfolio that owns the number.',
      path: ['business.facebook.com', 'Settings'],
      pick: 'Business settings',
    },
    accounts: {
      title: 'Choose WhatsApp accounts, and the account',
      path: ['Business settings', 'Accounts', 'WhatsApp accounts'],
      pick: 'WhatsApp accounts',
    },
    manager: {
      title: 'Choose WhatsApp Manager',
      path: ['WhatsApp accounts', 'Settings', 'WhatsApp Manager'],
      pick: 'WhatsApp Manager',
    },
    'phone-numbers': {
      title: ({ phone }) => `Open Phone numbers, and choose ${phone}`,
      path: ['WhatsApp Manager', 'Account tools', 'Phone numbers'],
      pick: ({ phone }) => phone,
    },
    bin: {
      title: 'Choose the bin at the top right, and confirm',
      text: ({ phone }) => `Look once more that it is ${phone}.`,
      pick: 'Delete',
    },
    password: {
      title: 'Enter the Facebook password or the PIN, if Meta asks',
      text: 'It asks when the number was connected.',
      pick: 'Continue',
    },
    'five-minutes': {
      title: 'Wait 5 minutes',
      text: 'Until then Meta refuses to register it anew.',
    },
    gone: { title: 'It is in none of our accounts any more' },
    again: {
      title: 'Use it again',
      text: 'In the app, or here: see whether it can be used. A banned number has to be appealed first.',
    },
  },
};
