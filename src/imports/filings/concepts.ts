import type { DisclosedMeasure } from '../../../events/party/party.events.js';

/** A concept of a taxonomy, and what of a party's reported totals it is. */
export interface ReportedConcept {
  concept: string;
  measure: DisclosedMeasure;
  /** A level on a day, or a sum over a period. */
  covers: 'day' | 'period';
}

const as = (
  measure: DisclosedMeasure,
  covers: ReportedConcept['covers'],
  ...concepts: readonly string[]
): ReportedConcept[] => concepts.map((concept) => ({ concept, measure, covers }));

/**
 * What is read of a company's facts, by the names of US GAAP and of the IFRS; docs/import.md lists it. Of several
 * concepts of one measure the first that has a value for a day or period counts: they overlap, and are never added.
 */
export const reportedConcepts: readonly ReportedConcept[] = [
  ...as(
    'backlog',
    'day',
    'RevenueRemainingPerformanceObligation',
    'TransactionPriceAllocatedToRemainingPerformanceObligations',
  ),
  ...as('purchase-obligations', 'day', 'PurchaseObligation', 'LongTermPurchaseCommitmentAmount'),
  ...as(
    'unrecorded-purchase-obligations',
    'day',
    'UnrecordedUnconditionalPurchaseObligationBalanceSheetAmount',
  ),
  ...as(
    'leases',
    'day',
    'LesseeLeaseNotYetCommencedAmount',
    'LesseeOperatingAndFinanceLeaseLeaseNotYetCommencedAmount',
    'LesseeOperatingAndFinanceLeaseLeaseNotYetCommencedPaymentsDue',
    'LesseeOperatingLeaseLeaseNotYetCommencedAmount',
    'LesseeOperatingLeaseLeaseNotYetCommencedUndiscountedAmount',
  ),
  ...as('guarantees', 'day', 'GuaranteeObligationsMaximumExposure'),
  ...as(
    'capital-spending',
    'period',
    'PaymentsToAcquirePropertyPlantAndEquipment',
    'PaymentsToAcquireProductiveAssets',
    'PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities',
  ),
];
