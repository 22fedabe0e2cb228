/** What an analyst does next about records with a reason. A record that is settled as it is needs nothing. */
const SENDER = 'Ask who sent the file for a corrected one';
const CURES: Readonly<Record<string, string>> = {
  'line-length': `${SENDER}: a transfer has cut or joined lines; the file sent again takes the place of these lines.`,
  'not-a-digit': `${SENDER}; look at the line first, for text in another encoding than the declared one looks like this.`,
  'signed-number': `${SENDER}: signed numbers mean that it was written for another program.`,
  'no-header': `${SENDER}, with the header line that the mapping declares, and land it again.`,
  'not-text': `${SENDER} in UTF-8, or declare the encoding in which it comes.`,
  quotes: `${SENDER}: one open quote swallows what follows it.`,
  cells: `${SENDER}, or correct the mapping when the sender has changed the columns.`,
  'control-character': `${SENDER}; the cell on that line was damaged on the way.`,
  'not-a-number':
    'Look at the line: correct the column in the mapping, or ask the sender for the record again.',
  'not-a-time':
    'Look at the line: correct the time format in the mapping, or ask the sender for the record again.',
  'too-long': `${SENDER}: line ends are missing.`,
  'not-a-duration':
    'Look at the line: correct the unit of the duration in the mapping, or ask the sender for the record again.',
  'unknown-row-type':
    'Ask the sender what rows of this type are, name them in the mapping and land the file again.',
  'unknown-answer': 'Add the word to the answers of the mapping and land the file again.',
  'unknown-word': 'Add the word to the translations of the mapping and land the file again.',
  'charge-not-nanp': 'Ask the recording carrier for the charge number as ten digits.',
  'lrn-not-nanp': 'Ask the recording carrier for the routing number as ten digits.',
  'finer-than-milliseconds':
    'Ask the sender for milliseconds, or agree in writing how finer times are rounded.',
  'negative-duration': 'Ask the recording carrier to correct the clock or the record.',
  'absurd-duration':
    'Ask the recording carrier whether the call hung; raise the limit in the mapping when such calls are real.',
  'answer-without-time': 'Ask the recording carrier for the time of the answer.',
  empty: 'Ask the sender to fill the cell, or say in the mapping that it may be empty.',
  'record-type':
    'Ask the sender why the file has such records; land summaries and other categories where they belong.',
  'connect-date': 'Ask the recording carrier for the record with a date that exists.',
  'connect-time': 'Ask the recording carrier for the record with a time that exists.',
  'conversation-time': 'Ask the recording carrier to correct the conversation time.',
  'elapsed-time': 'Ask the recording carrier to correct the elapsed time.',
  'conversation-over-elapsed': 'Ask the recording carrier which of the two times is right.',
  'from-length': 'Ask the recording carrier for the calling number with its right length.',
  'to-length': 'Ask the recording carrier for the called number as ten digits.',
  'conversation-too-long':
    'Ask the recording carrier whether the call hung or is a piece of a call of several days.',
  period: 'Ask the sender to correct the dates of the summary.',
  returned: 'Read the return code, correct the record at its sender and send it again.',
  'calling-not-nanp':
    'Ask the recording carrier for the calling number as ten digits; calls from abroad carry none here.',
  'called-not-nanp': 'Ask the recording carrier for the called number as ten digits.',
  'called-without-npa': 'Ask the recording carrier to record called numbers with their area code.',
  'answer-indicator': 'Ask the recording carrier whether the call was answered.',
  'no-such-time':
    'Ask the recording carrier whether its clock is local time or UTC: an hour of the spring change does not exist.',
  'times-out-of-order': 'Ask the recording carrier to correct the times of the record.',
  'conversation-differs':
    'Ask the recording carrier which is right, the conversation time or the times of answer and end.',
  'elapsed-differs':
    'Ask the recording carrier which is right, the elapsed time or the times of the attempt and the end.',
  'conversation-without-answer': 'Ask the recording carrier whether the call was answered.',
  framing: `${SENDER}: bytes are missing or were added; check that the transfer is binary.`,
  truncated: `${SENDER}: it ends within a record.`,
  'record-length': `${SENDER}; a record is not as long as its structure and modules.`,
  identifier: `${SENDER}: records do not begin with their identifier.`,
  sign: `${SENDER}: a number in the record does not end with its sign.`,
  flagged: 'Ask the recording carrier to correct the record, which its own switch marks as wrong.',
  'structure-code':
    'Ask the recording carrier for a structure that both sides have a layout of, or add its layout.',
  'module-code':
    'Ask the recording carrier for a module that both sides have a layout of, or add its layout.',
  'under-test': 'Nothing: the switch was under test. Ask its operator when there are many.',
  'long-duration': 'Ask the recording carrier for one record of the whole call.',
  duplicate: 'Nothing: the earlier record counts. Ask the sender when whole files come twice.',
  'other-month':
    'Nothing when that month is still to be closed with the file; else close that month again, or settle the call as late.',
  'unknown-trunk-group':
    'Add the trunk group to trunk-groups.csv with its dates, or ask the recording carrier which group it means; then close again.',
  unanswered: 'Nothing: calls without conversation are not paid.',
  'recorded-elsewhere': 'Nothing: the preferred record of the same call counts.',
  'record-not-for-billing':
    'Ask the carrier of the switch that is to bill for its record of the call, then close again.',
  'connected-too-early':
    'Ask the recording carrier whether the call really lasted so long; bill it by hand if it did.',
  'unassigned-block':
    'Ask the numbering administrator who holds the block, correct number-blocks.csv, then close again.',
  'unknown-originating-carrier':
    'Add the carrier to carriers.csv, or ask the recording carrier which OCN it means; then close again.',
  'unlisted-originating-holder':
    'Add the holder of the block to carriers.csv with its kind and its role, then close again.',
  'no-originating-holder':
    'Look the calling number up at its administrator and add the block or the ported number, then close again.',
  'unknown-routing-number':
    'Add the routing number to lrns.csv with the carrier that serves it, then close again.',
  'unlisted-terminating-holder':
    'Add the holder of the block to carriers.csv with its kind and its role, then close again.',
  'no-terminating-holder':
    'Look the called number up at its administrator and add the block or the ported number, then close again.',
  'unknown-called-place':
    'Add the called NPA-NXX to exchanges.csv with its rate centre, state and LATA, then close again.',
  'unknown-calling-place':
    'Add the calling NPA-NXX to exchanges.csv; where no number came, ask the originating carrier to deliver it.',
  'no-rule':
    'Explain one of the calls, and agree with the other side which bucket such calls belong to: the agreement does not say.',
  'no-compensation':
    'Agree with the other side what such calls cost: the agreement has a bucket for them and no price or regime.',
};

/** What to do next about a code of a reader or of identification; undefined for the id of a rule, of which the agreement speaks. */
export const reasonCure = (code: string): string | undefined => CURES[code];
