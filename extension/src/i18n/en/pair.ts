/** Bringing a browser and a server together. */
export const pair = {
  title: 'Pair with your server',
  address: 'Server address, or a pairing link',
  addressExample: 'https://inbox.example.com',
  code: 'Code',
  name: 'Your name, as colleagues see it',
  button: 'Pair this browser',
  busy: 'Pairing…',
  once: 'The code works once, for 15 minutes.',
  noServer: 'No server yet?',
  noServerWhy:
    'Start one on this computer with npm start. It comes with a practice number, so you can try everything before connecting WhatsApp.',
  errors: {
    'no-address': 'Enter the address of your server, or paste a pairing link.',
    'no-code': 'Enter the code that the server or an admin gave you.',
    'no-name': 'Enter your name, so that colleagues know who answered.',
    'bad-address': 'That isn’t a web address. It looks like https://inbox.example.com',
    insecure:
      'Use an address that starts with https://. Without it others on the network could read along.',
    unreachable: 'Nothing answers at that address. Check it, and that the server is running.',
    'not-deskside':
      'That address answers, but it isn’t a Deskside server. Check it with whoever runs yours.',
    'wrong-code': 'That code is wrong, used or expired. Ask for a new one.',
    'too-many-guesses': 'Too many wrong codes. Wait 15 minutes, then use a new one.',
    older: 'That server is older than this extension. Ask whoever runs it to update it.',
    newer: 'That server is newer than this extension. Update the extension, then pair.',
    failed: 'The server couldn’t do it. Try again in a moment.',
  },
};
