import { useEffect, useState } from 'preact/hooks';
import { readSettings, type Settings, watchSettings } from '../settings.ts';

/** The settings, as they are now in every page. */
export const useSettings = (first: Settings): Settings => {
  const [settings, setSettings] = useState(first);
  useEffect(() => {
    // What changed between the first read and this moment is read once more.
    void readSettings().then(setSettings);
    return watchSettings(setSettings);
  }, []);
  return settings;
};
