import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { OrderFileRules } from '../../../src/gateways/http-api/shapes/order-file.ts';
import { shortNameIn, useAgreement } from '../agreement-context.tsx';
import { apiPath } from '../api/client.ts';
import { useApi } from '../api/use-api.ts';
import { useOrderFile } from '../api/use-order-file.ts';
import { fileSize, grouped, words } from '../format.ts';
import { FileChoice } from '../parts/file-choice.tsx';
import { FileResult } from '../parts/file-result.tsx';
import { PageTitle, Part } from '../parts/page.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import '../order-files.css';

/** Many orders in one file: sent, answered line by line, mended and sent again. */
export function OrderFilesPage() {
  const { form, variant, yourRole, parties } = useAgreement();
  const mayOrder = yourRole === 'clec';
  const path = apiPath('agreements', form, variant, 'order-files');
  const rules = useApi<OrderFileRules>(mayOrder ? path : undefined);
  return (
    <>
      <PageTitle title="Send a file" under={parties} />
      {mayOrder ? (
        <Answer query={rules}>{(data) => <Desk rules={data} base={path} />}</Answer>
      ) : (
        <Empty>Orders are made by the carrier that orders.</Empty>
      )}
    </>
  );
}

interface Props {
  readonly rules: OrderFileRules;
  readonly base: string;
}

function Desk({ rules, base }: Props) {
  const agreement = useAgreement();
  const { sending, send } = useOrderFile(rules.maxBytes);
  return (
    <>
      <p id="order-file-rules" className="file-rules">
        An Excel workbook (.xlsx) or a CSV with a row for each line of an order, or XML, with orders to{' '}
        {shortNameIn(agreement, agreement.ilec.id)}: up to {fileSize(rules.maxBytes)} and{' '}
        {grouped(rules.maxLines)} lines. Each order is taken by itself, so what is wrong in one keeps no other
        from being taken, and what is on record already is skipped.
      </p>
      <div className="file-desk">
        <FileChoice sending={sending} onSend={send} />
        <Template rules={rules} base={base} />
      </div>
      {sending?.state === 'answered' ? <FileResult name={sending.name} answer={sending.answer} /> : null}
    </>
  );
}

const LABELS: Readonly<Record<string, string>> = {
  xlsx: 'Excel workbook',
  csv: 'CSV',
  xml: 'XML',
  xsd: 'XML Schema',
};

/** Files with the columns or elements of an order, filled in once. */
function Template({ rules, base }: Props) {
  const [order, setOrder] = useState(rules.samples[0] ?? '');
  return (
    <Part title="A file to begin with" note="One made-up order is filled in: write yours over it.">
      <NativeSelect
        label="Sample order"
        value={order}
        onChange={(event) => setOrder(event.currentTarget.value)}
        data={rules.samples.map((value) => ({ value, label: sampleName(value) }))}
      />
      <ul className="file-links">
        {rules.templates.map((format) => (
          <li key={format}>
            <a href={`${base}/template?${new URLSearchParams({ format, order }).toString()}`} download>
              {LABELS[format] ?? format}
            </a>
          </li>
        ))}
      </ul>
    </Part>
  );
}

const sampleName = (name: string): string =>
  words(name).replace(/\b(ds1|eel)\b/i, (word) => word.toUpperCase());
