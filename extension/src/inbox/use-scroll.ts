/**
 * A thread stays where its reader is: at the end it follows what arrives, elsewhere it doesn't move.
 * The first message in sight is held in its place whatever is put or taken above it. Browsers do that
 * too, each in its own way, so inbox.css switches theirs off.
 */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

const NEAR = 40;

export interface Scroll {
  ref: { current: HTMLDivElement | null };
  onScroll: () => void;
  toEnd: () => void;
  /** Something arrived below what is being read. */
  hasNewer: boolean;
}

interface Anchor {
  id: string;
  top: number;
}

const anchorIn = (box: HTMLElement): Anchor | null => {
  const edge = box.getBoundingClientRect().top;
  for (const bubble of box.querySelectorAll<HTMLElement>('[data-message]')) {
    const { top, bottom } = bubble.getBoundingClientRect();
    if (bottom > edge) return { id: bubble.dataset.message ?? '', top };
  }
  return null;
};

const isNearEnd = (box: HTMLElement) => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;

/** `endKey` names the last message that isn't one's own. */
export const useScroll = (endKey: string | undefined, onStart: () => void): Scroll => {
  const ref = useRef<HTMLDivElement | null>(null);
  const isAtEnd = useRef(true);
  const endTop = useRef(0);
  const anchor = useRef<Anchor | null>(null);
  const seenKey = useRef(endKey);
  const [hasNewer, setNewer] = useState(false);

  const toEnd = () => {
    const box = ref.current;
    if (box) {
      box.scrollTop = box.scrollHeight;
      endTop.current = box.scrollTop;
    }
    isAtEnd.current = true;
    setNewer(false);
  };

  /** Somebody may have scrolled away a moment ago, and the browser hasn't told us yet. */
  const isStillAtEnd = (box: HTMLElement) =>
    isAtEnd.current && (box.scrollTop >= endTop.current - NEAR || isNearEnd(box));

  const hold = () => {
    const box = ref.current;
    if (!box) return;
    const held = anchor.current;
    const bubble = held && box.querySelector(`[data-message="${CSS.escape(held.id)}"]`);
    if (held && bubble) box.scrollTop += bubble.getBoundingClientRect().top - held.top;
    anchor.current = anchorIn(box);
  };

  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const isNewer = seenKey.current !== undefined && seenKey.current !== endKey;
    seenKey.current = endKey;
    if (isStillAtEnd(box)) return toEnd();
    hold();
    if (isNewer) setNewer(true);
  });

  // The composer grows, a strip appears, the panel is made narrower: the end stays the end, and the
  // first message in sight stays where it is.
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const observer = new ResizeObserver(() => (isStillAtEnd(box) ? toEnd() : hold()));
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
      isAtEnd.current = isNearEnd(box);
      anchor.current = isAtEnd.current ? null : anchorIn(box);
      if (isAtEnd.current) setNewer(false);
      if (box.scrollTop < 200) onStart();
    },
  };
};
