/** A thread stays where its reader is: at the end it follows what arrives, elsewhere it doesn't move. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

const NEAR = 40;

export interface Scroll {
  ref: { current: HTMLDivElement | null };
  onScroll: () => void;
  toEnd: () => void;
  /** Something arrived below what is being read. */
  hasNewer: boolean;
}

/** `endKey` changes when something is added at the end, `startKey` when at the start. */
export const useScroll = (
  endKey: string | undefined,
  startKey: string | undefined,
  onStart: () => void,
): Scroll => {
  const ref = useRef<HTMLDivElement | null>(null);
  const isAtEnd = useRef(true);
  const before = useRef({ startKey, endKey, height: 0 });
  const [hasNewer, setNewer] = useState(false);

  const toEnd = () => {
    const box = ref.current;
    if (box) box.scrollTop = box.scrollHeight;
    isAtEnd.current = true;
    setNewer(false);
  };

  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const last = before.current;
    if (isAtEnd.current) toEnd();
    else if (startKey !== last.startKey) box.scrollTop += box.scrollHeight - last.height;
    else if (endKey !== last.endKey) setNewer(true);
    before.current = { startKey, endKey, height: box.scrollHeight };
  }, [startKey, endKey]);

  // The composer grows, a strip appears, the panel is made narrower: the end stays the end.
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const observer = new ResizeObserver(() => isAtEnd.current && toEnd());
    observer.observe(box);
    if (box.firstElementChild) observer.observe(box.firstElementChild);
    return () => observer.disconnect();
  }, []);

  return {
    ref,
    hasNewer,
    toEnd,
    onScroll: () => {
      const box = ref.current;
      if (!box) return;
      isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
      before.current.height = box.scrollHeight;
      if (isAtEnd.current) setNewer(false);
      if (box.scrollTop < 200) onStart();
    },
  };
};
