/**
 * Why a record is not billed, as a sentence. Codes are those of the readers and of identification; a rule's own hold has the
 * reason that its row gives.
 */
const SENTENCES: Readonly<Record<string, string>> = {
  'line-length': 'The line has not the length of its layout',
  'not-a-digit': 'A byte that should be a digit is not',
  'no-header': 'The file has no header that can be read',
  'not-text': 'The row is not UTF-8 text',
  quotes: 'A quote is not closed',
  cells: 'The row has more or fewer cells than the header',
  'not-a-number': 'A number is not written in digits',
  'not-a-time': 'A time is not written as a time',
  empty: 'A cell that must be filled is empty',
  'record-type': 'The record is of another category, group or type',
  'connect-date': 'The connect date does not exist',
  'connect-time': 'The connect time does not exist',
  'conversation-time': 'The conversation time has minutes or seconds over 59',
  'elapsed-time': 'The elapsed time has minutes or seconds over 59',
  'conversation-over-elapsed': 'The conversation is longer than the elapsed time',
  'from-length': 'The length of the from number does not match the number',
  'to-length': 'The length of the to number is not 10',
  'answer-indicator': 'The answer indicator is neither 0 nor 1',
  'no-such-time': 'A time does not exist',
  'times-out-of-order': 'Attempt, answer and end are not in this order',
  'conversation-differs': 'The conversation time differs from answer to end by a second or more',
  'conversation-without-answer': 'The call has conversation time and no answer',
  duplicate: 'An earlier record is of the same call',
  'other-month': 'The call belongs to another month',
  'unknown-trunk-group': 'The trunk group is not in trunk-groups.csv',
  unanswered: 'The call was not answered, or nobody spoke',
  'unknown-originating-carrier': 'The originating OCN on the record is not in carriers.csv',
  'unlisted-originating-holder': 'The holder of the calling block is not in carriers.csv',
  'no-originating-holder': 'Nobody is known to hold the calling number',
  'unknown-routing-number': 'The routing number is not in lrns.csv',
  'unlisted-terminating-holder': 'The holder of the called block is not in carriers.csv',
  'no-terminating-holder': 'Nobody is known to hold the called number',
  'unknown-called-place': 'The called NPA-NXX is not in exchanges.csv',
  'unknown-calling-place': 'The calling NPA-NXX is not in exchanges.csv, or no calling number was delivered',
  'no-rule': 'No jurisdiction rule of the agreement holds for the call',
  'no-compensation': 'The compensation table says nothing for the bucket and direction',
};

export const reasonSentence = (code: string): string => SENTENCES[code] ?? code;
