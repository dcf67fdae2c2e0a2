import { namesOf } from './secrets.ts';

/** The popup of an admin, a checklist, and a widget's own page. */

/** What the server names about a refusal, where it knows. */
export interface Named {
  missing?: string;
  code?: string;
}

/** Who would lose deliveries, who would get them, and for which number. */
export interface Addresses {
  theirs: string;
  ours: string;
  name: string;
}

export const ui = {
  channel: {
    title: 'WhatsApp channel',
    on: (count: number) =>
      count === 0
        ? 'On · no widget enabled'
        : count === 1
          ? 'On · 1 widget enabled'
          : `On · ${count} widgets enabled`,
    off: 'Off · nothing is sent',
    offForAgents: 'The WhatsApp channel is off. An admin can turn it on.',
    askOff: 'Turn the WhatsApp channel off?',
    whatOff: (count: number) =>
      `${count === 0 ? 'No widget is enabled' : count === 1 ? '1 widget becomes a draft' : `${count} widgets become drafts`}; the bot stops. What customers write is still received.`,
    askOn: 'Turn the WhatsApp channel on?',
    whatOn: (count: number) =>
      `${count === 0 ? 'No widget waits for it' : count === 1 ? '1 widget is enabled again' : `${count} widgets are enabled again`}. Those that are drafts for another reason stay drafts.`,
    turnOff: 'Turn off',
    turnOn: 'Turn on',
  },
  widgets: {
    title: 'Widgets',
    none: 'No widget yet. Link a WhatsApp number to begin.',
    enabled: 'Enabled',
    draft: 'Draft',
    why: {
      new: 'not set up yet',
      'channel-off': 'the channel is off',
      disconnected: 'disconnected here',
      unlinked: 'unlinked on the phone or by Meta',
      suspended: 'moved to another phone, not back yet',
      paused: 'paused by an admin',
    },
    practice: 'Practice number',
    unclaimed: 'nobody has added it yet',
    configure: 'Configure',
    configureName: (name: string) => `Configure ${name}`,
    add: 'Add a widget',
  },
  lists: {
    title: 'Checklists',
    begin: 'Begin',
    more: 'All checklists',
    of: (done: number, all: number) => `${done} of ${all}`,
    finished: 'Finished',
    another: 'Begin another',
    remove: 'Remove',
    removeAsk: (title: string) => `Remove “${title}”?`,
    removeWhy: 'What you said in it is forgotten. Nothing else changes.',
    manage: 'Open the manage page',
  },
  list: {
    pin: 'Keep open in the side panel',
    tab: 'Open in a tab',
    unpin: 'Close',
    backToList: 'Back to the checklist',
    restart: 'Start over',
    restartAsk: (title: string) => `Start “${title}” over?`,
    restartWhy: 'What you said is taken back; machines look again. The history is kept.',
    history: 'History',
    noHistory: 'Nothing yet.',
    said: (step: string, value: string) => (value ? `${step}: ${value}` : step),
    undone: (step: string) => `Taken back: ${step}`,
    restarted: 'Started over',
    gone: 'This checklist is no longer here.',
    home: 'Back',
    menu: 'More about this checklist',
    steps: 'Steps',
  },
  step: {
    done: 'Done',
    yes: 'Yes',
    no: 'No',
    begin: 'Start the timer',
    check: 'Check now',
    checkAgain: 'Check again',
    checking: 'Checking…',
    by: {
      person: (time: string) => `You said so, ${time}`,
      deskside: (time: string) => `Checked by Deskside, ${time}`,
      meta: (time: string) => `Meta told us, ${time}`,
      clock: (time: string) => `The time was up, ${time}`,
    },
    notYet: (time: string) => `Not yet. Checked by Deskside, ${time}`,
    notYetMeta: (time: string) => `Not yet. Meta told us, ${time}`,
    saidNo: (time: string) => `You said no, ${time}`,
    chose: (choice: string) => `You chose: ${choice}`,
    undo: 'Undo',
    undoName: (step: string) => `Undo: ${step}`,
    ticksItself: 'Ticks itself.',
    machine: 'Deskside checks this.',
    left: (time: string) => `${time} left`,
    until: (day: string) => `Until ${day}`,
    save: 'Save',
    next: 'Next',
    openAt: {
      people: 'Open People at Meta',
      payments: 'Open payment settings at Meta',
      accounts: 'Open Business settings',
      manager: 'Open WhatsApp Manager',
      apps: 'Open your apps at Meta',
    },
    state: {
      done: 'done',
      refused: 'not yet',
      running: 'waiting',
      open: 'to do',
      untold: 'can’t be told',
      current: 'now',
    },
    date: 'Day',
    futureDate: 'That day is still to come. Enter the day of the last paid message.',
    noDate: 'Enter a day.',
    noWidgets: 'There is no widget yet.',
    couldNot: 'The server couldn’t be reached. Try again when you are connected.',
    forbidden: 'Your role doesn’t allow it. Ask an admin.',
    refused: (code: string) => `The server wouldn’t do it (${code}). Try again in a moment.`,
    webhook: 'Address for Meta',
    copy: 'Copy',
    copied: 'Copied',
    settings: 'Open Settings on the manage page',
  },
  /** What Deskside does at Meta itself; before another address loses something, both are named. */
  fixes: {
    subscribe: 'Subscribe',
    fetch: 'Fetch them',
    fields: {
      button: 'Use our address for the app',
      ask: ({ theirs }: Addresses) => `Take the app’s deliveries from ${theirs}?`,
      why: ({ theirs, ours }: Addresses) =>
        `Everything that Meta delivers for this app then goes to ${ours}, and ${theirs} gets nothing more. Whatever listens there falls silent.`,
    },
    override: {
      button: 'Use our address for this number',
      ask: ({ name, theirs }: Addresses) => `Take the messages of ${name} from ${theirs}?`,
      why: ({ theirs, ours }: Addresses) =>
        `Messages of this number then go to ${ours}, and ${theirs} gets them no more. Other numbers stay as they are.`,
    },
    yes: 'Use our address',
  },
  form: {
    publicName: 'Public name',
    publicNameHint: 'Customers see it from the bot and in the greeting.',
    name: 'Internal name',
    nameHint: 'What colleagues call it.',
    answering: 'Who answers a new session?',
    answers: {
      ask: 'Ask: agents choose',
      bot: 'The bot, at once',
      'ask-then-bot': 'Ask, then the bot',
    },
    afterMinutes: 'Minutes until the bot answers',
    isBotOn: 'The bot is on',
    botOff: 'The bot is off, so an agent always answers.',
    isBotOnHint: 'When it is off, an agent always answers.',
    handsOver: 'Hand over to a person when the bot doesn’t know',
    handsOverOff: 'Otherwise it closes the session with a courteous message.',
    greeting: 'Greeting',
    greetingHint: 'Sent first in a new session. Leave it empty for none.',
    needsName: 'Enter a name, up to 80 characters.',
    needsMinutes: 'Enter 1 to 60 minutes.',
    tooLong: 'Up to 1,024 characters.',
    saved: 'Saved.',
  },
  add: {
    accountId: 'WhatsApp Business account id',
    token: 'System user’s access token',
    tokenHint:
      'Kept sealed on the server, and never shown again. Leave it empty to use the general one.',
    look: 'Look for numbers',
    looking: 'Looking…',
    choose: 'Choose the number',
    taken: 'already a widget',
    add: 'Add this number',
    adding: 'Adding…',
    noNumbers: 'This account has no numbers. Add one in WhatsApp Manager, then look again.',
    needsAccount: 'Enter the account id: digits only.',
    needsNumber: 'Choose a number.',
    signup: 'Open the sign-up page',
    signupHow: 'When it is done, this page goes on by itself.',
    signupCannot:
      'Not set yet: the app id, the app secret and the configuration id. Enter them on the manage page under Settings.',
    signupAgain: 'The link works once, for a short time. Closed it? Open it anew.',
    chooseNew: 'Linked already? Choose it here:',
    errors: {
      'token-wrong':
        'Meta doesn’t take this token. Make a new one in Business settings under System users.',
      'account-foreign':
        'This token belongs to another business. Use one of the business that owns the account.',
      'app-foreign':
        'This token was made for another app. Make one for your own app: its id stands on the manage page under Settings.',
      'permission-missing': ({ missing, code }: Named) =>
        missing
          ? `The token lacks ${missing}. Make one that has it.`
          : `The token lacks a permission${code ? ` (Meta’s code ${code})` : ''}. Make one that has them all.`,
      'number-gone':
        'Meta no longer has this number for us: another provider may have linked it. Look again.',
      'no-numbers': 'This account has no numbers. Add one in WhatsApp Manager, then look again.',
      'meta-silent': 'Meta doesn’t answer now. Try again in a while.',
      'meta-busy': 'Meta has been asked too often. Try again in some minutes.',
      'settings-missing': ({ missing }: Named) =>
        missing
          ? `Not set yet: ${namesOf(missing)}. Enter it on the manage page under Settings.`
          : 'A setting isn’t set yet. Enter it on the manage page under Settings.',
      'meta-refused': ({ code }: Named) =>
        `Meta refused it${code ? ` (${code})` : ''}. Check the id, then try again.`,
    },
  },
  widget: {
    appearance: 'Appearance',
    behaviour: 'Behaviour',
    advanced: 'Advanced',
    enable: 'Enable',
    pause: 'Pause',
    pauseWhy: 'It becomes a draft until somebody enables it again.',
    removePractice: 'Remove the practice number',
    removePracticeAsk: 'Remove the practice number?',
    removePracticeWhy: 'Its simulated customers and all they said are deleted, for everybody.',
    remove: 'Remove',
    disconnect: 'Disconnect WhatsApp',
    disconnectAsk: (name: string, phone: string) => `Disconnect ${name}, ${phone}?`,
    disconnectWhy:
      'It becomes a draft at once, and nothing is sent from it. What customers write is still received. Then the checklist for the phone’s side opens.',
    disconnectYes: 'Disconnect',
    cancel: 'Cancel',
    isDisconnected: 'Disconnected here. The phone’s side is in the checklist.',
    openChecklist: 'Open the checklist',
    gone: 'This widget is no longer here.',
    cannotEnable: 'The number is no longer linked. Add it again to link it.',
    fromMeta: 'What Meta says',
  },
  none: 'none',
  yourApp: 'your app',
  theWidget: 'the widget',
  theNumber: 'the number',
};
