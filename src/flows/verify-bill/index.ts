export { verifyBill } from './verify-bill.ts';
export type { NamedText, VerifyInput } from './verify-bill.ts';
export { OUTCOMES } from './finding.ts';
export type { Finding, Outcome, OutcomeSummary, Verification } from './finding.ts';
