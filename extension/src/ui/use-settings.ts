import { useEffect, useState } from 'preact/hooks';
import { type Settings, watchSettings } from '../settings.ts';

/** The settings, as they are now in every page. */
export const useSettings = (first: Settings): Settings => {
  const [settings, setSettings] = useState(first);
  useEffect(() => watchSettings(setSettings), []);
  return settings;
};
