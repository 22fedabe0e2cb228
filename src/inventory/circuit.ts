import type { Vehicle } from '../agreement/precedence-terms.ts';
import type { ResaleLine } from './resale-line.ts';

/**
 * A circuit under an agreement, as it was from one day to another: a loop to an end user's premises, transport between two wire
 * centers, a resold line. One that is changed and keeps its id has a period for each way that it was.
 */
export interface Circuit {
  /** Exchange carrier circuit id; of a resold line its telephone number. */
  readonly ecckt: string;
  /** Which of the periods of this id it is; absent: the first. */
  readonly period?: number;
  /** Product code of products.csv. */
  readonly product: string;
  /** CLLI of its wire center, 8 characters, end A of transport: what prices it, never the address. */
  readonly wireCenter: string;
  /** CLLI of the wire center at end Z, of transport. */
  readonly zWireCenter?: string;
  readonly address: string;
  /** Connecting facility assignment (CFA, APOT): where it ends in the orderer's collocation, at end A and at end Z. */
  readonly cfa?: string;
  readonly zCfa?: string;
  /** Telephone numbers in service on it, 10 digits. */
  readonly numbers?: readonly string[];
  /** What a resold line is at retail. */
  readonly resale?: ResaleLine;
  /** The first day in service, of this period: the day of completion, or the first day of the new price. */
  readonly inServiceOn: string;
  /** The first day that is no longer of this period: the day of the disconnect, or that of the change. */
  readonly outOfServiceOn?: string;
  /** `opening`, or the id of the case that began the period. */
  readonly source: string;
  /** Under what it was bought, for as long as the period lasts; absent: the agreement. */
  readonly vehicle?: Vehicle;
  /** Who elected that, when and where it is written. */
  readonly vehicleEvidence?: string;
  /** The case that ended the period. */
  readonly disconnectSource?: string;
  /** The circuit went on in another period; absent: it left service. */
  readonly changed?: true;
}

/** What a completed order did, by its activity code. */
export const COMPLETION_ACTS = ['N', 'D', 'C', 'T', 'V', 'W'] as const;
export type CompletionAct = (typeof COMPLETION_ACTS)[number];

/** A completed order as inventory needs it. Lists are in the order of `ecckts`. */
export interface Completion {
  readonly caseId: string;
  /**
   * N: new; D: disconnect; C: change of what is in service; T: move to another address; V: conversion or migration as
   * specified; W: the same as it is. What comes by V or W from another carrier is new here.
   */
  readonly act: CompletionAct;
  readonly product: string;
  readonly wireCenter: string;
  readonly zWireCenter?: string;
  readonly ecckts: readonly string[];
  readonly completedOn: string;
  /** First day of the new price, of a conversion whose price changes later; absent: the day of completion. */
  readonly pricedFrom?: string;
  readonly address?: string;
  readonly cfas?: readonly string[];
  readonly zCfas?: readonly string[];
  /** Telephone numbers, one list a circuit. */
  readonly numbers?: readonly (readonly string[])[];
  readonly resale?: readonly ResaleLine[];
  /** Of a move: ids of the circuits at the new address; absent: the ids stay. */
  readonly movedTo?: readonly string[];
  /** Circuits that end with it: the resold line that a loop takes over. */
  readonly replaces?: readonly string[];
  /** Under what a new circuit is bought; absent: the agreement. */
  readonly vehicle?: Vehicle;
  readonly vehicleEvidence?: string;
}
