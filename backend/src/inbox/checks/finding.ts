/** What a check finds, and what it may ask for that. */
import type { Proof, ProofWord } from '@deskside/shared/proofs';
import type { Graph } from '../../meta/graph.ts';
import type { Problem, ProblemKind } from '../../meta/problem.ts';
import type { Store } from '../../store/db.ts';
import type { WidgetRow } from '../../store/widgets.ts';
import type { KeyRing } from '../keys.ts';
import type { AppLine, Reach } from '../reach.ts';
import type { Unsubscriber } from '../unsubscriber.ts';

export type Finding = Pick<Proof, 'isOk' | 'word' | 'detail'> & Partial<Pick<Proof, 'by' | 'at'>>;

export interface ServerContext {
  store: Store;
  reach: Reach;
  ring: KeyRing;
  now: number;
  publicUrl: string | null;
  /** Our address for Meta, as far as we know it. */
  webhookUrl: string;
  /** As our app; the practice number's where that is asked about. Null while it isn't known. */
  line: AppLine | null;
  isPractice: boolean;
  /** Whether something at a public address is this program. */
  probe: (address: string) => Promise<'ours' | 'other' | 'none'>;
}

export interface WidgetContext extends ServerContext {
  widget: WidgetRow;
  graph: Graph;
  unsubscriber: Unsubscriber;
}

export const found = (
  isOk: boolean,
  word: ProofWord,
  detail: Finding['detail'] = {},
  more: Pick<Finding, 'by' | 'at'> = {},
): Finding => ({ isOk, word, detail, ...more });

const words: Record<ProblemKind, ProofWord> = {
  'token-wrong': 'token-wrong',
  'permission-missing': 'permission-missing',
  'account-foreign': 'account-foreign',
  gone: 'gone',
  'meta-silent': 'meta-silent',
  'meta-busy': 'meta-busy',
  'meta-refused': 'meta-refused',
};

export const stopped = ({ kind, code }: Problem): Finding =>
  found(false, words[kind], code ? { code } : {});

export const missing = (...names: readonly string[]): Finding =>
  found(false, 'settings-missing', { missing: names.join(', ') });

/** The settings without which we can't speak as our app. */
export const missingApp = ({ ring }: ServerContext): Finding =>
  missing(
    ...(ring.appId === null ? ['app-id'] : []),
    ...(ring.appSecrets.length === 0 ? ['app-secret'] : []),
  );
