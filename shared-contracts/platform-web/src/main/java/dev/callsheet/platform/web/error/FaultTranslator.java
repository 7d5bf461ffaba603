package dev.callsheet.platform.web.error;

import java.util.Optional;

/** Knows what some failures of a library mean to a client. Implementations are beans; the first answer counts. */
public interface FaultTranslator {

    /** The refusal that the failure amounts to; empty when it is not one of those known. */
    Optional<ApiException> translate(Throwable failure);
}
