import type { SecretName } from '@deskside/shared/api-setup';

export const secretNames: Record<SecretName, string> = {
  'app-id': '應用程式編號',
  'app-secret': '應用程式密鑰',
  'verify-token': '驗證權杖',
  'access-token': '系統用戶的存取權杖',
  'signup-config-id': 'Facebook 註冊的設定編號',
};

const all: Readonly<Record<string, string>> = secretNames;

/** As the server lists them, by what they are called on screen. */
export const namesOf = (missing: string): string =>
  missing
    .split(', ')
    .map((name) => all[name] ?? name)
    .join('、');
