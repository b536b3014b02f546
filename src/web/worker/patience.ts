import { createContext } from 'preact';

/** Whether what is asked here is answered after everything that is not: it stands below, or follows once a hand rests. */
export const PatienceContext = createContext(false);
