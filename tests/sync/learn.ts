import { joinPortfolio } from '@deskside/backend/inbox/portfolio';
import { saveAccount } from '@deskside/backend/store/accounts';
import type { Store } from '@deskside/backend/store/db';
import { NOW } from './world.ts';

/** An admin links an account, and Meta tells whose it is: one business has both of ours. */
export const learnPortfolio = (store: Store, accountId: string): Promise<void> =>
  store.write(async (tx) => {
    const portfolioId = 'the business';
    await saveAccount(tx, { accountId, name: '', portfolioId, way: 'token', at: NOW });
    await joinPortfolio(tx, accountId, portfolioId);
  });
