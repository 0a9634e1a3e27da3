import { type ReactNode, useEffect, useRef, useState } from 'react';

/** A table that may be wider than the screen: it scrolls sideways by itself, and is reached by keys where it does. */
export function Sideways({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  const [isWider, setWider] = useState(false);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const watch = new ResizeObserver(() => setWider(current.scrollWidth > current.clientWidth));
    for (const one of [current, ...current.children]) watch.observe(one);
    return () => watch.disconnect();
  }, []);
  return (
    <section ref={box} className="scroll" aria-label={label} tabIndex={isWider ? 0 : undefined}>
      {children}
    </section>
  );
}
