import type { SecretName } from '@deskside/shared/api-setup';

export const secretNames: Record<SecretName, string> = {
  'app-id': 'App id',
  'app-secret': 'App secret',
  'verify-token': 'Verify token',
  'access-token': 'Access token of a system user',
  'signup-config-id': 'Configuration id for Facebook’s sign-up',
};

const all: Readonly<Record<string, string>> = secretNames;

/** As the server lists them, by what they are called on screen. */
export const namesOf = (missing: string): string =>
  missing
    .split(', ')
    .map((name) => all[name] ?? name)
    .join(', ');
