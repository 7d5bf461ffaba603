package dev.callsheet.gateway.limit;

import java.util.function.LongSupplier;

/** What all accounts of a gateway share. */
interface Surroundings {

    /** Time that only goes forward, as {@link System#nanoTime()}. */
    LongSupplier nanos();

    StoreClock clock();

    TokenStore store();

    OutageLedger ledger();

    Share share();

    /** Whether it makes sense to ask the store. */
    boolean storeAnswers();

    /** Whether others may not have told the store yet what they admitted while it was away. */
    boolean recovering();

    void storeAnswered();

    void storeFailed(Throwable reason);

    /** The account holds something that it may have to give back, or owes the store what it admitted alone. */
    void holding(Account account);
}
