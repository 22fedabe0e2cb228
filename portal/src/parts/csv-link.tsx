import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';

const MARK = '\uFEFF';

/** Saves text that the page has made as a file. */
export function CsvLink({ name, text, children }: { name: string; text: string; children: ReactNode }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    // Without the mark of UTF-8 in front, Excel shows § as two other letters.
    const parts = text.startsWith(MARK) ? [text] : [MARK, text];
    const made = URL.createObjectURL(new Blob(parts, { type: 'text/csv;charset=utf-8' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return (
    <a href={address} download={name}>
      {children}
    </a>
  );
}
