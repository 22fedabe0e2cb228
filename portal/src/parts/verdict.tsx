/** What each colour means, in words: the word and the sign say it without the colour. */
const MEANINGS: Readonly<Record<string, readonly [word: string, path: string]>> = {
  green: ['Green: carries it as it is', 'M3 8.5 L6.5 12 L13 4.5'],
  yellow: ['Yellow: after conditioning, or with caution', 'M8 3 V9 M8 11.6 V13'],
  red: ['Red: cannot carry it', 'M4 4 L12 12 M12 4 L4 12'],
};

/** Whether a loop carries a technology. */
export function Verdict({ of, short = false }: { of: string; short?: boolean }) {
  const [meaning, path] = MEANINGS[of] ?? [of, ''];
  const word = meaning.split(':')[0] ?? of;
  return (
    <span className={`verdict verdict-${of}${short ? ' verdict-short' : ''}`} title={meaning}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
      </svg>
      {short ? word : meaning}
    </span>
  );
}
