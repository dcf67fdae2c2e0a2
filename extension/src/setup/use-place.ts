/** Where the popup is, remembered: it closes whenever one clicks elsewhere, and opens again exactly
 * there, as far down as it was. A tab's place is its address. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { pathInAddress, writeAddress } from '../browser.ts';
import { type Settings, saveSettings } from '../settings.ts';
import { type Place, pathOf, placeOf } from './place.ts';

const remember = (path: string, top: number): void =>
  void saveSettings({ popupPlace: { path, top } });

export const usePlace = (kept: Settings['popupPlace']) => {
  const address = pathInAddress();
  const [place, setPlace] = useState<Place>(() => placeOf(address ?? kept.path));
  const path = useRef(pathOf(place));
  const isTab = address !== null;
  const trail = useRef<Place[]>([]);
  const show = (next: Place) => {
    path.current = pathOf(next);
    if (isTab) writeAddress(path.current);
    else remember(path.current, 0);
    setPlace(next);
    window.scrollTo(0, 0);
  };
  const go = (next: Place) => {
    if (pathOf(next) === path.current) return;
    trail.current.push(place);
    show(next);
  };
  const back = () => show(trail.current.pop() ?? { at: 'home' });
  useEffect(() => {
    if (isTab) return;
    const keep = () => remember(path.current, window.scrollY);
    document.addEventListener('scrollend', keep);
    return () => document.removeEventListener('scrollend', keep);
  }, [isTab]);
  return { place, go, replace: show, back, isTab };
};

/** Once what is shown is as tall as it was: rows come from the database a moment after the page. */
export const useReturn = (top: number): void => {
  useEffect(() => {
    if (top === 0) return;
    const scroll = () => {
      if (document.documentElement.scrollHeight < top + window.innerHeight) return;
      observer.disconnect();
      window.scrollTo(0, top);
    };
    const observer = new ResizeObserver(scroll);
    // The body is as tall as the window; what grows is in it.
    const content = document.getElementById('app');
    if (content) observer.observe(content);
    return () => observer.disconnect();
  }, []);
};
