import { Type } from 'typebox';

/** Names of places and groups in the forms of the trade, which are licensed: the shapes are those in common use. */
export const Clli = Type.String({
  pattern: '^[A-Z0-9]{11}$',
  description: 'Switch or place, 11 characters (CLLI)',
});
export const TrunkGroupName = Type.String({
  pattern: '^[A-Z0-9]{1,16}$',
  description: 'Trunk group serial number (TGSN), as in trunk-groups.csv',
});
export const ClciMsg = Type.String({
  minLength: 8,
  maxLength: 45,
  pattern: '^[A-Z0-9 /-]+$',
  description: 'Circuit identification of the message trunk group (CLCI-MSG)',
});
export const TwoSixCode = Type.String({
  pattern: '^[A-Z]{2}\\d{6}$',
  description: 'Two-six code: two letters and six digits that name the group',
});
export const Factor = Type.Integer({ minimum: 0, maximum: 100, description: 'Percentage' });
