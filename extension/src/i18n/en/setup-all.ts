import type { SetupWords } from '../setup-words.ts';
import { all } from './checklists/all.ts';
import { doubt, kind, number, proof } from './proofs.ts';
import { ui } from './setup-ui.ts';

export const setupWords: SetupWords = { ui, proof, number, kind, doubt, checklists: all };
