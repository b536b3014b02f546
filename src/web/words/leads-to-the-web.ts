/** Whether an address may be linked: one that was recorded before addresses were looked at could run a script. */
export const leadsToTheWeb = (address: string): boolean => /^https?:\/\//i.test(address);
