import type { Agreement, AgreementView } from '../../agreement/agreement.ts';
import { cited } from '../../agreement/agreement.ts';
import { formatRate } from '../../base/money.ts';
import type { Step } from '../../base/receipt.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { elementsOf, explainCall } from '../../traffic/index.ts';
import type { CallExplanation, RuledCall } from '../../traffic/index.ts';
import { usageRate } from './usage-rates.ts';

/** A call with its outcome and the prices of its minutes. The amount is made at the bill line, from the sum of its calls. */
export async function explainRatedCall(
  callsParquet: string,
  id: string,
  agreement: Agreement,
  asKnown?: string,
): Promise<Result<CallExplanation>> {
  const explained = await explainCall(callsParquet, id, agreement, asKnown);
  if (!explained.ok) return explained;
  const { receipt, ruled } = explained.value;
  const rates = ruled ? rateSteps(agreement.at(receipt.asOf, asKnown), ruled) : [];
  return ok({ ...explained.value, receipt: { ...receipt, steps: [...receipt.steps, ...rates] } });
}

function rateSteps(view: AgreementView, ruled: RuledCall): Step[] {
  const { compensation, payee } = ruled;
  if (!compensation || payee === undefined) return [];
  const direction = payee === view.agreement.parties.ilec ? 'ilec-to-clec' : 'clec-to-ilec';
  return elementsOf(compensation.value).flatMap((element): Step[] => {
    const rate = usageRate(view, { element, direction, row: compensation });
    if (!rate.ok) return [];
    const free = compensation.value.regime === 'bill-and-keep';
    return [
      {
        id: 'rate',
        sentence: free
          ? `${rate.value.row.value.description}: bill-and-keep`
          : `${rate.value.row.value.description}, per ${rate.value.per}, on the month's sum of such calls`,
        out: free ? '0.00' : formatRate(rate.value.dollars),
        ...cited(rate.value.row),
      },
    ];
  });
}
