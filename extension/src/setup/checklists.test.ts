import 'fake-indexeddb/auto';
import { say } from '@deskside/shared/checklists/progress';
import { newId, type WidgetId } from '@deskside/shared/ids';
import type { Widget } from '@deskside/shared/models';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalDb, openLocal } from '../db.ts';
import { changeProgress, openChecklist } from './checklists.ts';
import type { Place } from './place.ts';

const widgetNamed = (name: string, more: Partial<Widget> = {}): Widget => ({
  id: newId<WidgetId>(),
  phone: `+8525555${name.length}`,
  draftReason: 'new',
  isPractice: false,
  way: 'token',
  isOnPhone: false,
  unsubscribe: null,
  createdAt: 1,
  name,
  publicName: name,
  greeting: '',
  answering: 'ask',
  answerAfterMinutes: 2,
  handsOver: true,
  isBotOn: true,
  ...more,
});

describe('a checklist that is opened', () => {
  let db: LocalDb;
  beforeEach(async () => {
    db = (await openLocal(newId())).db;
  });
  afterEach(() => db.close());

  const open = (id: 'add-widget' | 'connect-webhook', widget?: Widget) =>
    openChecklist(db, 'me', id, widget);
  const subjectOf = (place: Place) => (place.at === 'checklist' ? place.subject : '');
  const rowOf = async (place: Place) => {
    const rows = await db.checklists.where({ agentId: 'me' }).toArray();
    const row = rows.find(({ subject }) => subject === subjectOf(place));
    if (!row) throw new Error('no checklist');
    return row;
  };
  const tell = async (place: Place, step: string, value: string) =>
    changeProgress(db, (await rowOf(place)).id, (row, now) => say(row, step, value, now));

  it('goes on while its widget waits, and begins another once that is set up', async () => {
    const first = await open('add-widget');
    await tell(first, 'way', 'token');
    expect(await open('add-widget')).toEqual(first);
    const widget = widgetNamed('Repairs');
    await db.widgets.put(widget);
    await tell(first, 'account', widget.id);
    expect(await open('add-widget')).toEqual(first);

    await db.widgets.put({ ...widget, draftReason: null });
    const second = await open('add-widget');
    expect(subjectOf(second)).not.toBe(subjectOf(first));
    expect((await rowOf(second)).entries).toEqual({});
    // The first stays as it was, and isn't gone back to, whatever becomes of its widget.
    expect((await rowOf(first)).entries.account?.value).toBe(widget.id);
    await db.widgets.put({ ...widget, draftReason: 'disconnected' });
    await tell(first, 'review', '');
    expect(await open('add-widget')).toEqual(second);
    await tell(second, 'way', 'signup');
    expect(await open('add-widget')).toEqual(second);
    expect(await db.checklists.count()).toBe(2);
  });

  it('about the webhook is one for all, and tried with the number that led to it', async () => {
    const [one, other] = [widgetNamed('Repairs'), widgetNamed('Sales')];
    const place = await open('connect-webhook', one);
    await tell(place, 'callback', '');
    expect((await rowOf(place)).entries).toMatchObject({
      with: { value: 'real' },
      widget: { value: one.id },
    });
    expect(await open('connect-webhook', other)).toEqual(place);
    expect((await rowOf(place)).entries).toMatchObject({
      callback: { value: '' },
      widget: { value: other.id },
    });
    await open('connect-webhook');
    expect((await rowOf(place)).entries.widget?.value).toBe(other.id);
    expect(await db.checklists.count()).toBe(1);
  });
});
