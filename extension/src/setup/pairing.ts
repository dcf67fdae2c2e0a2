/** Pairs this browser, and says in one word what stood in the way. */
import { PROTOCOL } from '@deskside/shared/api';
import { newId } from '@deskside/shared/ids';
import type { Role } from '@deskside/shared/models';
import { ApiError, makeCode, postPair, revokeThis, whatAnswers } from '../api.ts';
import type { Texts } from '../i18n/en.ts';
import { type Pairing, readSettings, saveSettings } from '../settings.ts';
import { readAddress } from './address.ts';
import { forgetTyped } from './typed.ts';

export type PairError = keyof Texts['pair']['errors'];

export interface PairForm {
  address: string;
  code: string;
  name: string;
}

export const pairBrowser = async (form: PairForm): Promise<PairError | null> => {
  const address = readAddress(form.address);
  if (address.kind === 'error') return address.error;
  const code = form.code.trim() || address.code;
  if (!code) return 'no-code';
  if (!form.name.trim()) return 'no-name';
  try {
    const { token, agent, protocol } = await postPair(address.server, code, form.name.trim());
    if (protocol !== PROTOCOL) return protocol < PROTOCOL ? 'older' : 'newer';
    await saveSettings({
      pairing: { id: newId(), server: address.server, token, agent },
      pairForm: { address: '', name: form.name.trim() },
    });
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return explain(error, address.server);
  }
};

const explain = async (error: ApiError, server: string): Promise<PairError> => {
  if (error.code === 'wrong-code' || error.code === 'too-many-guesses') return error.code;
  const found = await whatAnswers(server);
  if (found === 'nothing') return 'unreachable';
  if (found === 'something-else') return 'not-deskside';
  // A Deskside that doesn't know how to pair, or answers in a way that we don't know.
  return error.status === 404 || error.code === 'misread' ? 'older' : 'failed';
};

export const keepForm = async (form: Pick<PairForm, 'address' | 'name'>): Promise<void> => {
  await saveSettings({ pairForm: { address: form.address, name: form.name } });
};

/** The token is given back first, so that it is worth nothing wherever a copy of it lies. Without a
 * network the browser forgets it all the same. */
export const unpairBrowser = async (): Promise<void> => {
  const { pairing } = await readSettings();
  if (pairing)
    await revokeThis(pairing).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
    });
  await forgetTyped();
  await saveSettings({ pairing: null, popupPlace: { path: '', top: 0 }, pinned: null });
};

export const askForCode = async (pairing: Pairing, role: Role): Promise<string | null> => {
  try {
    return (await makeCode(pairing, role)).link;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return null;
  }
};
